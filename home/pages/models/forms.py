from django import forms
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.forms import FormBuilder, WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField

from core.page_forms import BasePageForm
from core.page_registry import view_of
from territories.models import TerritorialPage


class FormField(AbstractFormField):
    page = ParentalKey("home.FormPage", on_delete=models.CASCADE, related_name="form_fields")


class VisitorFormBuilder(FormBuilder):
    """The browser may fill in the visitor's own address (WCAG 1.3.5)."""

    def create_email_field(self, field, options):
        return forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}), **options)


class FormPageForm(BasePageForm, WagtailAdminFormPageForm):
    """What is asked of every page, and fields of the visitors' form that do not clash."""


class FormPage(FormMixin, TerritorialPage):
    """A form made by an editor. Answers are stored, and purged after `keep_days`."""

    page_description = "Des questions à vos visiteurs : une inscription, une proposition, un avis."

    intro = RichTextField(
        "introduction",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Pourquoi ce formulaire, et ce que vous ferez des réponses.",
    )
    thanks = RichTextField(
        "remerciement",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Ce que lit la personne une fois sa réponse envoyée : ce qui va se passer, et quand.",
    )
    keep_days = models.PositiveSmallIntegerField(
        "garder les réponses (jours)",
        default=180,
        help_text="Passé ce délai, les réponses sont effacées.",
    )
    is_sample = models.BooleanField(
        "exemple", default=False, help_text="Dit aux visiteurs que ce formulaire est un exemple."
    )

    base_form_class = FormPageForm
    form_builder = VisitorFormBuilder
    template = "home/form_page.html"
    landing_page_template = "home/form_page_landing.html"

    content_panels = [
        FormSubmissionsPanel(),
        *TerritorialPage.content_panels,
        FieldPanel("intro"),
        InlinePanel("form_fields", label="champ", heading="Champs"),
        FieldPanel("thanks"),
        FieldPanel("keep_days"),
        FieldPanel("is_sample"),
    ]
    parent_page_types = ["home.HomePage", "home.LandingPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "formulaire"
        verbose_name_plural = "formulaires"

    def get_submissions_list_view_class(self):
        return view_of(self, "answers")()
