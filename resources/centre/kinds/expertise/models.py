from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from territories.models import Contact

from ...pages.sheet import ResourcePage


class ExpertisePage(ResourcePage):
    """« Appui et expertise thématique »: who helps on a theme, and with what."""

    page_description = "Qui aide sur un thème, avec quoi, et comment demander."

    kind = "expertise"
    kind_label = "Appui et expertise"

    offered = RichTextField(
        "ce qui est proposé",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Ce que l’on peut vous demander, en quelques points.",
    )
    contacts = ParentalManyToManyField(
        Contact,
        verbose_name="contacts",
        blank=True,
        related_name="+",
        help_text="Les personnes ou les équipes qui répondent, choisies parmi vos contacts.",
    )

    content_panels = [
        *ResourcePage.head_panels,
        FieldPanel("offered"),
        FieldPanel("contacts"),
        *ResourcePage.foot_panels,
    ]
    search_fields = [*ResourcePage.search_fields, index.SearchField("offered")]

    class Meta:
        verbose_name = "appui et expertise"
        verbose_name_plural = "appuis et expertises"

    def traits(self) -> list[str]:
        return [self.authors] if self.authors else []
