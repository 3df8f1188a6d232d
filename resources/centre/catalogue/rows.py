"""One row per sheet that may be listed: what a list shows and what facets count, nothing more."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model

from core.formats import file_size
from territories.tree import tree

from ..pages.sheet import ResourcePage, ResourceTag
from ..registry import kind_of, kinds

COMMON_FIELDS = (
    "title",
    "summary",
    "url_path",
    "territory",
    "reviewed_on",
    "first_published_at",
    "attachments",
    "related",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A sheet in a list. `url_path` is the page's own: see `Index.url`; `facets` are values by facet of its kind."""

    page_id: int
    kind: str
    sign: str
    kind_label: str
    title: str
    summary: str
    url_path: str
    territory_id: int | None
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    facets: dict[str, tuple[str, ...]]
    reviewed_on: date | None
    variant_of: int | None
    taken_up: int
    tags: tuple[str, ...]
    traits: tuple[str, ...]
    side_title: str
    side_lines: tuple[str, ...]
    # What its kind wants to read without a query (`Kind.row_data`).
    data: dict[str, Any]

    @property
    def meta(self) -> str:
        """The facts in one line, for a card."""
        return " · ".join(self.traits)


def _terms(field: str, among: Collection[int] | None) -> dict[int, list[str]]:
    """Codes of a vocabulary by sheet, all kinds in one query."""
    queries = []
    for kind in kinds():
        relation = kind.model._meta.get_field(field)
        page, codes = (
            f"{relation.m2m_field_name()}_id",
            f"{relation.m2m_reverse_field_name()}__code",
        )
        rows = relation.remote_field.through.objects.order_by()
        if among is not None:
            rows = rows.filter(**{f"{page}__in": among})
        queries.append(rows.values_list(page, codes))
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, code in queries[0].union(*queries[1:], all=True):
        found[page_id].append(code)
    return found


def _tags(among: Collection[int] | None) -> dict[int, list[str]]:
    """Free words by page."""
    tags = ResourceTag.objects.order_by("tag__name")
    if among is not None:
        tags = tags.filter(content_object__in=among)
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, name in tags.values_list("content_object_id", "tag__name"):
        found[page_id].append(name)
    return found


def document_ids(page: ResourcePage) -> list[int]:
    """Documents attached to a sheet, without reading them."""
    ids = (block["value"].get("document") for block in page.attachments.raw_data)
    return [pk for pk in ids if isinstance(pk, int)]


def _weight(files: list[tuple[str, int | None]]) -> str:
    """« PDF, 0,6 Mo » for one file, « 5 fichiers, 6,4 Mo » for several."""
    total = file_size(sum(size or 0 for _name, size in files)) if all(s for _n, s in files) else ""
    if len(files) == 1:
        what = files[0][0].rpartition(".")[2].upper()
    else:
        what = ngettext("{number} fichier", "{number} fichiers", len(files))
        what = what.format(number=len(files))
    return f"{what}, {total}" if total else what


def _side_lines(page: ResourcePage, files: list[tuple[str, int | None]]) -> tuple[str, ...]:
    lines = [_weight(files)] if files else []
    lines += kind_of(page).side_lines(page)
    if page.reviewed_on:
        lines.append(
            _("vérifié en {date}").format(date=formats.date_format(page.reviewed_on, "F Y"))
        )
    elif page.first_published_at:
        month = formats.date_format(timezone.localtime(page.first_published_at), "F Y")
        lines.append(_("mis en ligne en {date}").format(date=month))
    return tuple(lines)


def _origin(page: ResourcePage) -> str:
    """The territory that a sheet comes from."""
    origin = tree().by_id.get(page.territory_id)
    if origin is None or origin.scale == "region":
        return _("Toute la Bretagne")
    return origin.short_name


def _sheets(locale_id: int, among: Collection[int] | None) -> list[ResourcePage]:
    sheets: list[ResourcePage] = []
    for kind in kinds():
        listed = kind.model.objects.visible_in(tree().region, locale_id)
        if among is not None:
            listed = listed.filter(pk__in=among)
        # Only these columns: a sheet's body may weigh a hundred times its row.
        sheets += kind.listed(listed.only(*COMMON_FIELDS, *kind.fields))
    return sheets


def load_rows(locale_id: int, among: Collection[int] | None = None) -> list[Row]:
    """Read the sheets of a locale that may be listed: every one, or those of these ids."""
    themes, audiences, tags = _terms("themes", among), _terms("audiences", among), _tags(among)
    sheets = _sheets(locale_id, among)
    documents = _documents(pk for page in sheets for pk in document_ids(page))
    return [_row(page, themes, audiences, tags, documents) for page in sheets]


def _documents(ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
    wanted = set(ids)
    if not wanted:
        return {}
    rows = get_document_model().objects.filter(pk__in=wanted).values_list("pk", "file", "file_size")
    return {pk: (name, size) for pk, name, size in rows}


def _row(page, themes, audiences, tags, documents) -> Row:
    kind = kind_of(page)
    taken_up = kind.taken_up(page)
    files = [documents[pk] for pk in document_ids(page) if pk in documents]
    return Row(
        page_id=page.pk,
        kind=page.kind,
        sign=kind.sign,
        kind_label=page.kind_label,
        title=page.title,
        summary=page.summary,
        url_path=page.url_path,
        territory_id=page.territory_id,
        themes=tuple(themes.get(page.pk, ())),
        audiences=tuple(audiences.get(page.pk, ())),
        facets={facet.name: tuple(facet.codes(page)) for facet in kind.facets},
        reviewed_on=page.reviewed_on,
        variant_of=kind.variant_of(page),
        taken_up=taken_up,
        tags=tuple(tags.get(page.pk, ())),
        traits=(*page.traits(), *([kind.taken_up_text(taken_up)] if taken_up else [])),
        side_title=kind.place(page) or _origin(page),
        side_lines=_side_lines(page, files),
        data=kind.row_data(page),
    )
