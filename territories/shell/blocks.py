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
    url = blocks.URLBlock(
        label="Adresse", required=False, help_text="Hors du site : https://exemple.bzh/."
    )

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
    """A menu: few entries, each destination once."""

    item = MenuItemBlock()

    def clean(self, value):
        value = super().clean(value)
        seen, errors = set(), {}
        for index, child in enumerate(value):
            field = "page" if child.value["page"] else "url"
            target = child.value[field]
            if target in seen:
                message = "Cette destination est déjà plus haut dans la liste."
                errors[index] = blocks.StructBlockValidationError({field: ValidationError(message)})
            seen.add(target)
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value

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
