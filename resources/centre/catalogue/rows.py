"""One row per sheet that may be listed: what a list shows and what facets count, nothing more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model

from core.formats import file_size
from territories.tree import tree

from ..models import (
    ActivityPage,
    Adoption,
    ExpertisePage,
    ProjectPage,
    ResourcePage,
    ResourceTag,
    StudyPage,
    ToolPage,
)

SHEET_MODELS: tuple[type[ResourcePage], ...] = (
    ActivityPage,
    ToolPage,
    ProjectPage,
    ExpertisePage,
    StudyPage,
)
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
# What each kind's facets and `traits()` read.
OWN_FIELDS: dict[type[ResourcePage], tuple[str, ...]] = {
    ActivityPage: ("family", "duration", "group_min", "group_max", "place_kind", "adapted_from"),
    ToolPage: ("purpose", "format", "age", "duration", "is_physical"),
    ProjectPage: ("stage", "tag", "family", "commune", "commune__name", "done_again"),
    ExpertisePage: ("authors",),
    StudyPage: ("publisher", "data_year", "published_year"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sheet in a list. `url_path` is the page's own: see `Index.url`."""

    page_id: int
    kind: str
    kind_label: str
    title: str
    summary: str
    url_path: str
    territory_id: int | None
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    duration: int | None
    group_min: int | None
    group_max: int | None
    place_kind: str
    family: str
    reviewed_on: date | None
    adapted_from: int | None
    taken_up: int
    tags: tuple[str, ...]
    commune: str
    traits: tuple[str, ...]
    side_title: str
    side_lines: tuple[str, ...]

    @property
    def meta(self) -> str:
        """The facts in one line, for a card."""
        return " · ".join(self.traits)


def _terms(field: str) -> dict[int, list[str]]:
    """Codes of a vocabulary by sheet, all kinds in one query."""
    queries = []
    for model in SHEET_MODELS:
        through = getattr(model, field).through
        codes = model._meta.get_field(field).m2m_reverse_field_name()
        page = model._meta.get_field(field).m2m_field_name()
        queries.append(through.objects.order_by().values_list(f"{page}_id", f"{codes}__code"))
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, code in queries[0].union(*queries[1:], all=True):
        found[page_id].append(code)
    return found


def _tags() -> dict[int, list[str]]:
    """Free words by page."""
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, name in ResourceTag.objects.order_by("tag__name").values_list(
        "content_object_id", "tag__name"
    ):
        found[page_id].append(name)
    return found


def _adoptions() -> dict[int, int]:
    done = Adoption.objects.filter(is_published=True, state=Adoption.State.DONE)
    return dict(
        done.order_by().values("activity").annotate(n=Count("pk")).values_list("activity", "n")
    )


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


def _traits(page: ResourcePage, taken_up: int) -> tuple[str, ...]:
    traits = page.traits()
    if taken_up and page.kind == "activity":
        traits.append(
            ngettext("animée une fois", "animée {number} fois", taken_up).format(number=taken_up)
        )
    elif taken_up:
        traits.append(
            ngettext("refait une fois", "refait {number} fois", taken_up).format(number=taken_up)
        )
    return tuple(traits)


def _side_lines(page: ResourcePage, files: list[tuple[str, int | None]]) -> tuple[str, ...]:
    lines = [_weight(files)] if files else []
    related = len(page.related.raw_data)
    if page.kind == "expertise" and related:
        lines.append(
            ngettext("{number} fiche liée", "{number} fiches liées", related).format(number=related)
        )
    if getattr(page, "is_physical", False):
        lines.append(_("à emprunter"))
    if page.reviewed_on:
        lines.append(
            _("vérifié en {date}").format(date=formats.date_format(page.reviewed_on, "F Y"))
        )
    elif page.first_published_at:
        month = formats.date_format(timezone.localtime(page.first_published_at), "F Y")
        lines.append(_("mis en ligne en {date}").format(date=month))
    return tuple(lines)


def _place(page: ResourcePage) -> str:
    """The commune of a project, else the territory the sheet comes from."""
    if page.kind == "project" and page.commune_id:
        return page.commune.name
    origin = tree().by_id.get(page.territory_id)
    if origin is None or origin.scale == "region":
        return _("Toute la Bretagne")
    return origin.short_name


def _sheets(locale_id: int) -> list[ResourcePage]:
    sheets: list[ResourcePage] = []
    for model in SHEET_MODELS:
        listed = model.objects.visible_in(tree().region, locale_id)
        if model is ProjectPage:
            listed = listed.select_related("commune")
        # Only these columns: a sheet's body may weigh a hundred times its row.
        sheets += listed.only(*COMMON_FIELDS, *OWN_FIELDS[model])
    return sheets


def load_rows(locale_id: int) -> list[Row]:
    """Read every sheet of a locale that may be listed; the most recently verified first."""
    themes, audiences, tags, adoptions = (
        _terms("themes"),
        _terms("audiences"),
        _tags(),
        _adoptions(),
    )
    sheets = _sheets(locale_id)
    documents = _documents(pk for page in sheets for pk in document_ids(page))
    rows = [_row(page, themes, audiences, tags, adoptions, documents) for page in sheets]
    return sorted(rows, key=lambda row: (-(row.reviewed_on or date.min).toordinal(), row.title))


def _documents(ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
    wanted = set(ids)
    if not wanted:
        return {}
    rows = get_document_model().objects.filter(pk__in=wanted).values_list("pk", "file", "file_size")
    return {pk: (name, size) for pk, name, size in rows}


def _row(page, themes, audiences, tags, adoptions, documents) -> Row:
    taken_up = (
        len(page.done_again.raw_data) if page.kind == "project" else adoptions.get(page.pk, 0)
    )
    files = [documents[pk] for pk in document_ids(page) if pk in documents]
    return Row(
        page_id=page.pk,
        kind=page.kind,
        kind_label=page.kind_label,
        title=page.title,
        summary=page.summary,
        url_path=page.url_path,
        territory_id=page.territory_id,
        themes=tuple(themes.get(page.pk, ())),
        audiences=tuple(audiences.get(page.pk, ())),
        duration=getattr(page, "duration", None),
        group_min=getattr(page, "group_min", None),
        group_max=getattr(page, "group_max", None),
        place_kind=getattr(page, "place_kind", ""),
        family=page.family if page.kind == "activity" else "",
        reviewed_on=page.reviewed_on,
        adapted_from=getattr(page, "adapted_from_id", None),
        taken_up=taken_up,
        tags=tuple(tags.get(page.pk, ())),
        commune=page.commune.name if getattr(page, "commune_id", None) else "",
        traits=_traits(page, taken_up),
        side_title=_place(page),
        side_lines=_side_lines(page, files),
    )
