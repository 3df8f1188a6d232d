"""What a team sets for its own site."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from core.fields import StreamField

from ..tree import tree
from ..tree.languages import other_languages
from ..tree.models import Scale
from .blocks import SocialStreamBlock
from .previewed import PreviewedOnHome

PHONE = re.compile(r"(?:\+33|0033|0)([1-9]\d{8})")
SHORT_NUMBER = re.compile(r"[13]\d{3}")
# What makes no sense for a scale: a pays has no pays, nobody stands above the region.
NOT_ASKED: dict[str, tuple[str, ...]] = {
    Scale.REGION: ("accept_from_parent", "accept_from_region", "accept_from_others"),
    Scale.GROUPEMENT: ("accept_from_parent", "accept_from_others"),
    Scale.PAYS: ("accept_from_children",),
}

ALL_BELOW = "Accepter d’office ce que proposent les groupements et les pays"


class AccessibilityStatus(models.TextChoices):
    """The three legal wordings (French decree 2019-768): a choice, never free text."""

    NONE = "none", "Accessibilité : non conforme"
    PARTIAL = "partial", "Accessibilité : partiellement conforme"
    FULL = "full", "Accessibilité : totalement conforme"


def written_phone(text: str) -> str:
    """A French telephone number as one writes it: « 02 99 00 00 00 ».

    :raises ValidationError: this is no French number.
    """
    digits = re.sub(r"[\s.\-/()]", "", text)
    if SHORT_NUMBER.fullmatch(digits):
        return f"{digits[:2]} {digits[2:]}"
    if found := PHONE.fullmatch(digits):
        digits = f"0{found[1]}"
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    raise ValidationError("Écrivez un numéro à dix chiffres, comme 02 99 00 00 00.")


class TerritorySettingsForm(WagtailAdminModelForm):
    languages = forms.MultipleChoiceField(
        label="Autres langues du site",
        choices=other_languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="En plus du français. Chaque langue a son menu et ses textes, à remplir à part.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        territory = tree().by_site.get(self.instance.site_id)
        for name in NOT_ASKED[territory.scale] if territory else ():
            self.fields.pop(name, None)
        if territory and territory.scale == Scale.REGION:
            self.fields["accept_from_children"].label = ALL_BELOW

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return written_phone(phone) if phone else ""


@register_setting(icon="site", order=10)
class TerritorySettings(PreviewedOnHome, BaseSiteSetting, ClusterableModel):
    """What a territory's team sets for its own site: contact, accounts, what it receives."""

    email = models.EmailField("courriel public", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    address = models.TextField("adresse postale", blank=True)
    social = StreamField(SocialStreamBlock(), verbose_name="comptes", blank=True)
    accessibility = models.CharField(
        "mention d’accessibilité",
        max_length=8,
        choices=AccessibilityStatus,
        default=AccessibilityStatus.NONE,
        help_text="« Non conforme » tant qu’aucun audit n’a eu lieu.",
    )
    accept_from_children = models.BooleanField(
        "accepter d’office ce que proposent mes pays", default=False
    )
    accept_from_parent = models.BooleanField(
        "accepter d’office ce que propose mon groupement", default=False
    )
    accept_from_region = models.BooleanField(
        "accepter d’office ce que propose la région", default=True
    )
    accept_from_others = models.BooleanField(
        "accepter d’office ce que proposent les autres territoires", default=False
    )
    languages = models.JSONField("autres langues du site", default=list, blank=True)

    base_form_class = TerritorySettingsForm
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("address"),
                FieldPanel("social"),
            ],
            "Nous joindre",
        ),
        MultiFieldPanel(
            [
                FieldPanel("accept_from_children"),
                FieldPanel("accept_from_parent"),
                FieldPanel("accept_from_region"),
                FieldPanel("accept_from_others"),
            ],
            "Ce que nous recevons",
            help_text="De chaque source : coché, ce qu’elle propose paraît sans attendre ; sinon, vous "
            "décidez dans « Reçues ». Ce que vous avez masqué reste masqué.",
        ),
        FieldPanel("languages"),
        FieldPanel("accessibility"),
    ]

    class Meta:
        verbose_name = "réglages du site"
        verbose_name_plural = "réglages des sites"

    def __str__(self) -> str:
        return self.site.site_name
