"""Pages one can read in any browser, without a network: what they say, in the order of their form."""

from datetime import date, datetime
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import Field, Manager, Model, TextField
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.formats import long_date
from core.models import SiteDocument, SiteImage

from .block_writer import BlockWriter
from .contents import Contents
from .fields import shown

NOTHING = SafeString("")
# Read without a heading: what comes first, and the text itself.
UNTOLD = ("summary", "cover", "body")
LONG = (TextField, StreamField)


class Writer:
    """Write values as HTML. Links lead inside the zip where they can, to the web otherwise."""

    # Every page stands one folder below the root.
    up = "../"

    def __init__(self, contents: Contents):
        self.contents = contents
        self.blocks = BlockWriter(self)

    def page(self, page: Page) -> SafeString:
        """All that a page says: texts under their headings, what is short in lists of two columns."""
        parts: list[SafeString] = []
        short: list[tuple[str, SafeString]] = []
        for field in shown(page):
            written = self._field(page, field)
            if not written:
                continue
            label = self._label(field)
            if self._is_short(field):
                short.append((label, written))
                continue
            parts += [self._list(short)] if short else []
            short = []
            parts.append(
                written if field.name in UNTOLD else format_html("<h2>{}</h2>\n{}", label, written)
            )
        parts += [self._list(short)] if short else []
        return format_html_join("\n", "{}", ((part,) for part in parts))

    @staticmethod
    def _label(field) -> str:
        label = str(
            getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural
        )
        return label[:1].upper() + label[1:]

    @staticmethod
    def _is_short(field) -> bool:
        return not (field.name in UNTOLD or field.one_to_many or isinstance(field, LONG))

    @staticmethod
    def _list(rows: list[tuple[str, SafeString]]) -> SafeString:
        return format_html("<dl>{}</dl>", format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", rows))

    def _field(self, instance: Model, field) -> SafeString:
        value = getattr(instance, field.get_accessor_name() if field.one_to_many else field.name)
        if field.one_to_many:
            return format_html_join("\n", "{}", ((self._row(row, field),) for row in value.all()))
        if isinstance(field, StreamField):
            return self.blocks.write(field.stream_block, value)
        if isinstance(field, RichTextField):
            return self.value(RichText(value or ""))
        if isinstance(field, TaggableManager) or isinstance(value, Manager):
            return self.words(" ; ".join(str(row) for row in value.all()))
        if isinstance(field, Field) and field.choices:
            value = getattr(instance, f"get_{field.name}_display")()
        if field.name == "cover" or not self._is_short(field):
            return self.value(value)
        return self.words(value)

    def _row(self, row: Model, relation) -> SafeString:
        inner = {"id", "sort_order", relation.field.name, "clean_name"}
        fields = [f for f in row._meta.concrete_fields if f.name not in inner]
        written = [(self._label(field), self._field(row, field)) for field in fields]
        return self._list([pair for pair in written if pair[1]])

    def words(self, value: Any) -> SafeString:
        """A value inside a line: words, or a link."""
        match value:
            case None | "" | False:
                return NOTHING
            case True:
                return SafeString("oui")
            case Page():
                return self._anchor(self.address(Page, value.pk) or value.full_url, value.title)
            case datetime():
                return SafeString(long_date(value, "j F Y à H:i"))
            case date():
                return SafeString(long_date(value))
            case str() if value.startswith(("http://", "https://")):
                return self._anchor(value, value)
        return format_html("{}", str(value))

    def value(self, value: Any) -> SafeString:
        """A value that stands alone; nothing when it says nothing."""
        match value:
            case RichText():
                return self.rich_text(value.source)
            case SiteImage():
                return self.image(value)
            case SiteDocument() | Page():
                return self.link(value)
            case str() if value:
                return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - escaped
        words = self.words(value)
        return format_html("<p>{}</p>", words) if words else NOTHING

    @staticmethod
    def _anchor(address: str | None, words: str) -> SafeString:
        return (
            format_html('<a href="{}">{}</a>', address, words)
            if address
            else format_html("{}", words)
        )

    def link(self, target, words: str = "") -> SafeString:
        """A link of its own to a page, a document or an address."""
        if isinstance(target, str):
            return format_html("<p>{}</p>", self._anchor(target, words or target))
        model = SiteDocument if isinstance(target, SiteDocument) else Page
        address = self.address(model, target.pk)
        if not address and model is Page:
            address = target.full_url
        return format_html("<p>{}</p>", self._anchor(address, words or target.title))

    def image(self, image: SiteImage, alt: str | None = None, caption: str = "") -> SafeString:
        """A figure with its credit; what it shows in words when its file is lost."""
        alt = image.default_alt_text if alt is None else alt
        name = self.contents.name_of(SiteImage, image.pk)
        if name is None:
            return format_html("<p>Image : {}</p>", image.title or alt)
        credit = f"Crédit : {image.credit}" if image.credit else ""
        said = " — ".join(text for text in (caption, credit) if text)
        return format_html(
            '<figure><img src="{}{}" alt="{}"><figcaption>{}</figcaption></figure>',
            self.up,
            name,
            alt,
            said,
        )

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
            url = embed.get("url", "")
            html = format_html('<a href="{}">{}</a>', url, url)
            if embed.get("embedtype") == "image":
                image = SiteImage.objects.filter(pk=_number(str(embed.get("id", "")))).first()
                html = self.image(image, str(embed.get("alt", ""))) if image else NOTHING
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
