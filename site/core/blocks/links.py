"""A link to a page or to an address, never both; shared by the blocks that have one."""

from django.core.exceptions import ValidationError
from wagtail import blocks


class LinkValue(blocks.StructValue):
    """Value of a `LinkBlock`: `href(request)` gives the address, empty when the page is not online."""

    def href(self, request=None) -> str:
        """Address of the link, on the visitor's own site when it may be."""
        page = self.get("page")
        if page:
            return (page.get_url(request) or "") if page.live else ""
        return self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    """One page of the network, or one address outside it."""

    page = blocks.PageChooserBlock(
        label="Page", required=False, help_text="Une page de l’un des sites du réseau."
    )
    url = blocks.URLBlock(
        label="Adresse",
        required=False,
        help_text="Pour un autre site : l’adresse complète, qui commence par https://.",
    )

    class Meta:
        icon = "link"
        label = "Lien"
        value_class = LinkValue

    required_link = True

    def clean(self, value):
        """Exactly one destination; none at all where the link is optional."""
        cleaned = super().clean(value)
        page, url = cleaned.get("page"), cleaned.get("url")
        if page and url:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError("Choisissez une page ou une adresse, pas les deux.")}
            )
        if self.required_link and not self.is_deferred_validation and not (page or url):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError("Choisissez une page, ou donnez une adresse.")}
            )
        return cleaned
