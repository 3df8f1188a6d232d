"""Blocks of a site's settings: menus and social accounts."""

from django.core.exceptions import ValidationError
from wagtail import blocks

NETWORKS = {
    "mastodon": "Mastodon",
    "peertube": "PeerTube",
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "youtube": "YouTube",
    "bluesky": "Bluesky",
}


class MenuItemBlock(blocks.StructBlock):
    """An entry of a menu: one page or one address, and the words that lead there."""

    label = blocks.CharBlock(
        label="Libellé", required=False, max_length=40, help_text="Vide : le titre de la page."
    )
    page = blocks.PageChooserBlock(label="Page", required=False)
    url = blocks.URLBlock(label="Adresse", required=False)

    class Meta:
        icon = "link"
        label = "Entrée"

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError("Choisissez une page ou une adresse, pas les deux.")}
            )
        if value["url"] and not value["label"]:
            raise blocks.StructBlockValidationError(
                {"label": ValidationError("Donnez un libellé à cette adresse.")}
            )
        return value


class MenuStreamBlock(blocks.StreamBlock):
    item = MenuItemBlock()

    class Meta:
        max_num = 8


class SocialBlock(blocks.StructBlock):
    network = blocks.ChoiceBlock(
        label="Réseau",
        choices=list(NETWORKS.items()),
    )
    url = blocks.URLBlock(label="Adresse du compte")

    class Meta:
        icon = "group"
        label = "Compte"


class SocialStreamBlock(blocks.StreamBlock):
    account = SocialBlock()
