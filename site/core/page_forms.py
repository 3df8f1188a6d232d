"""The form of every page in the admin (decision 0090)."""

from itertools import count

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from .upstream import slug_is_available

# What slugify would drop: « L’été à l’œuvre » is l-ete-a-l-oeuvre, not lete-a-luvre.
SPELLED: dict[str, str | int | None] = {
    "'": "-",
    "’": "-",
    "œ": "oe",
    "Œ": "Oe",
    "æ": "ae",
    "Æ": "Ae",
}
# Room is left for a number in the 255 characters of a slug.
LONGEST = 240


def address_of(title: str) -> str:
    """The last part of a page's address, made of its title; empty when the title has no letter and no figure."""
    return slugify(title.translate(str.maketrans(SPELLED)))[:LONGEST].strip("-")


def is_planned(slug: str, parent: Page, page: Page) -> bool:
    """Whether the draft of another page than `page` plans an address right under that of `parent`.

    Wagtail compares with what is stored, and only publication stores what a draft plans: of two drafts that
    plan one address, the second could not be published, by nobody's mistake.
    """
    below = parent.url_path
    drafts = Page.objects.filter(
        url_path__startswith=below,
        has_unpublished_changes=True,
        latest_revision__content__slug=slug,
    ).not_page(page)
    paths = drafts.values_list("url_path", flat=True)
    return any(path.removeprefix(below).count("/") == 1 for path in paths)


class BasePageForm(WagtailAdminPageForm):
    """A page whose address is made of its title where nobody wrote one, and that no draft of another page plans."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].widget = SlugInput(formatters=list(SPELLED.items()))

    def clean_slug(self) -> str:
        """The browser fills the address in while the title is typed; whoever is faster than it loses nothing."""
        slug, title = self.cleaned_data["slug"], self.cleaned_data.get("title")
        if slug or not title:
            return slug
        base = address_of(title)
        if not base:
            raise ValidationError(
                "Ce titre ne donne pas d’adresse : écrivez-la, en lettres sans accent et en tirets."
            )
        candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(slug for slug in candidates if self._is_free(slug))

    def _is_free(self, slug: str) -> bool:
        if self.parent_page is None:
            return True
        available = slug_is_available(type(self.instance), slug, self.parent_page, self.instance)
        return available and not is_planned(slug, self.parent_page, self.instance)

    def clean(self):
        cleaned = super().clean()
        self.refuse_planned_address()
        return cleaned

    def refuse_planned_address(self) -> None:
        """Asked of an address that changes, so that a page once saved asks nothing."""
        slug = self.cleaned_data.get("slug")
        if not slug or "slug" not in self.changed_data or not self.parent_page:
            return
        if is_planned(slug, self.parent_page, self.instance):
            self.add_error(
                "slug",
                f"Le brouillon d’une autre page prévoit déjà l’adresse « {slug} » : "
                "ajoutez-y un mot qui distingue la vôtre.",
            )
