"""Pages one can read in any browser, without a network: the values of their fields, one under another."""

from datetime import date, datetime
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import Field, Manager, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.models import SiteDocument, SiteImage

from .contents import Contents

# What every page has and no reader looks for.
INNER = {field.name for field in Page._meta.get_fields()} | {"page_ptr"}
NOTHING = SafeString("")


class Writer:
    """Write values as HTML. Links lead inside the zip where they can, to the web otherwise."""

    # Every page stands one folder below the root.
    up = "../"

    def __init__(self, contents: Contents):
        self.contents = contents

    def page(self, page: Page) -> SafeString:
        """All that a page says, under the names of its fields."""
        parts = []
        for field in page._meta.get_fields():
            if isinstance(field, Field) and field.name not in INNER and field.editable:
                parts.append(self._field(page, field))
        for relation in get_all_child_relations(page):
            rows = getattr(page, relation.get_accessor_name()).all()
            parts += [self._row(row, relation.field.name) for row in rows]
        return format_html_join("\n", "{}", ((part,) for part in parts if part))

    def _field(self, instance: Model, field: Field) -> SafeString:
        value = getattr(instance, field.name)
        if field.choices:
            value = getattr(instance, f"get_{field.name}_display")()
        elif isinstance(field, RichTextField):
            value = RichText(value or "")
        written = self.value(value)
        if not written:
            return NOTHING
        label = str(field.verbose_name)
        return format_html("<h2>{}</h2>\n{}", label[:1].upper() + label[1:], written)

    def _row(self, row: Model, parent: str) -> SafeString:
        inner = {"id", "sort_order", parent}
        fields = [f for f in row._meta.concrete_fields if f.name not in inner]
        return format_html(
            "<section>{}</section>",
            format_html_join("\n", "{}", ((self._field(row, field),) for field in fields)),
        )

    def value(self, value: Any) -> SafeString:
        """Any value of a field or of a block; nothing when it says nothing."""
        match value:
            case None | "" | False | []:
                return NOTHING
            case True:
                return SafeString("<p>oui</p>")
            case RichText():
                return self.rich_text(value.source)
            case StreamValue() | ListValue() | list() | tuple():
                return self._all(getattr(item, "value", item) for item in value)
            case StructValue():
                return self._all(value.values())
            case dict():
                return self._all(value.values())
            case Manager():
                return self._all(value.all())
            case SiteImage():
                return self._image(value.pk, value.default_alt_text, value.credit, value.title)
            case SiteDocument():
                return self._link(SiteDocument, value.pk, value.title)
            case Page():
                return self._link(Page, value.pk, value.title, value.full_url)
            case datetime():
                return self._text(date_format(timezone.localtime(value), "j F Y à H:i"))
            case date():
                return self._text(date_format(value, "j F Y"))
        return self._text(value)

    def _text(self, value: Any) -> SafeString:
        return format_html("<p>{}</p>", str(value))

    def _all(self, values) -> SafeString:
        written = (self.value(value) for value in values)
        return format_html_join("\n", "{}", ((text,) for text in written if text))

    def _image(self, pk, alt: str, credit: str = "", title: str = "") -> SafeString:
        name = self.contents.name_of(SiteImage, pk)
        if name is None:
            return self._text(f"Image : {title or alt}")
        said = f"Crédit : {credit}" if credit else ""
        return format_html(
            '<figure><img src="{}{}" alt="{}"><figcaption>{}</figcaption></figure>',
            self.up,
            name,
            alt,
            said,
        )

    def _link(self, model: type, pk, words: str, otherwise: str | None = None) -> SafeString:
        address = self.address(model, pk) or otherwise
        if not address:
            return self._text(words)
        return format_html('<p><a href="{}">{}</a></p>', address, words)

    def address(self, model: type, pk) -> str | None:
        """Relative address of something that is in the zip."""
        name = self.contents.name_of(model, pk)
        return name and f"{self.up}{name}"

    def rich_text(self, source: str) -> SafeString:
        """Text whose links and images are told by numbers, with addresses one can follow."""
        soup = BeautifulSoup(source, "html.parser")
        for link in soup.find_all("a", linktype=True):
            self._follow(link)
        for embed in soup.find_all("embed"):
            if embed.get("embedtype") == "image":
                image = SiteImage.objects.filter(pk=_number(embed.get("id"))).first()
                credit = image.credit if image else ""
                html = self._image(embed.get("id", ""), embed.get("alt", ""), credit)
            else:
                url = embed.get("url", "")
                html = format_html('<a href="{}">{}</a>', url, url)
            embed.replace_with(BeautifulSoup(str(html), "html.parser"))
        # The source was cleaned by Wagtail when it was saved: only known tags are left in it.
        return mark_safe(str(soup))  # noqa: S308

    def _follow(self, link) -> None:
        kind, pk = link["linktype"], link.get("id", "")
        if kind == "document":
            href = self.address(SiteDocument, pk)
        else:
            page = Page.objects.filter(pk=_number(pk)).first() if kind == "page" else None
            href = self.address(Page, pk) or (page.full_url if page and page.live else None)
        if href is None:
            link.unwrap()
            return
        link.attrs = {"href": href}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
