"""What every sheet shows around its own content."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.generations import Remembered
from territories.models import Contact, Territory

from ..catalogue.index import Index
from ..catalogue.memory import catalogue
from ..catalogue.rows import Row
from ..generations import CONTACTS
from ..pages.sheet import ResourcePage
from ..registry import kind_of

READ_NEXT = 3


def _load_contacts() -> dict[int, Contact]:
    return {contact.pk: contact for contact in Contact.objects.filter(is_published=True)}


# A few dozen rows, asked for on every sheet.
published_contacts = Remembered(CONTACTS, _load_contacts)


def centre_url(page: ResourcePage, request: HttpRequest) -> str:
    """Address of the catalogue on the visitor's site: a sheet always stands right below it."""
    return (page.get_url(request) or "/").rstrip("/").rpartition("/")[0] + "/"


def files(page: ResourcePage) -> list[dict[str, Any]]:
    """Parameters of the component `download` for each attached document that still exists."""
    found = []
    for block in page.attachments:
        document = block.value["document"]
        if document is None:
            continue
        found.append(
            {
                "title": block.value["label"] or document.title,
                "url": document.url,
                "format": document.kind,
                "size": document.file_size,
                "pages": document.page_count,
                "language": document.language,
            }
        )
    return found


def facts(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Names and texts for the list beside a sheet's title: those that have a text."""
    return [{"name": name, "text": text} for name, text in pairs if text]


def contact_near(page: ResourcePage, territory: Territory | None) -> Contact | None:
    """The published contact of the visitor's territory, or of the nearest one above, best suited to the sheet."""
    if territory is None:
        return None
    line = [territory.pk, *(t.pk for t in territory.ancestors())]
    roles = kind_of(page).contact_roles

    def rank(contact: Contact) -> tuple[int, int]:
        role = roles.index(contact.role) if contact.role in roles else len(roles)
        return line.index(contact.territory_id), role

    near = [contact for contact in published_contacts().values() if contact.territory_id in line]
    return min(near, key=rank, default=None)


def card(row: Row, base: str) -> dict[str, str]:
    """Parameters of the component `card`."""
    return {
        "kind": row.sign,
        "kind_label": row.kind_label,
        "title": row.title,
        "url": row_url(row, base),
        "text": row.summary,
        "meta": row.meta,
    }


def row_url(row: Row, base: str) -> str:
    return base + row.url_path.rstrip("/").rpartition("/")[2] + "/"


def _chosen(page: ResourcePage, index: Index, base: str, request) -> list[dict[str, str]]:
    ids = [pk for block in page.related.raw_data if isinstance(pk := block["value"], int)]
    # What the catalogue does not list (a training module) is read; what is not public is left out.
    others = [pk for pk in ids if pk not in index.position]
    read: dict[int, Page] = {}
    if others:
        pages = Page.objects.filter(pk__in=others).live().public().specific()
        read = {p.pk: p for p in pages if not isinstance(p, ResourcePage)}
    cards = []
    for pk in ids:
        if row := index.get(pk):
            cards.append(card(row, base))
        elif pk in read:
            other = read[pk]
            cards.append(
                {
                    "kind": "training",
                    "kind_label": other._meta.verbose_name.capitalize(),
                    "title": other.title,
                    "url": other.get_url(request),
                    "text": getattr(other, "summary", ""),
                    "meta": "",
                }
            )
    return cards


def read_next(
    page: ResourcePage, index: Index, base: str, territory: Territory | None, request
) -> list[dict[str, str]]:
    """Sheets that the author chose; without any, those that share most with this one."""
    chosen = _chosen(page, index, base, request)
    if chosen:
        return chosen
    me = index.get(page.pk)
    if me is None:
        return []
    near = {t.pk for t in [territory, *territory.ancestors()]} if territory else set()
    family = {me.page_id, me.variant_of}

    def closeness(row: Row) -> int:
        shared = 4 * len(set(row.themes) & set(me.themes))
        shared += 2 * len(set(row.audiences) & set(me.audiences))
        return shared and shared + (row.territory_id in near) + (row.kind != me.kind)

    others = [r for r in index.rows if r.page_id not in family and r.variant_of != me.page_id]
    best = sorted(others, key=closeness, reverse=True)[:READ_NEXT]
    return [card(row, base) for row in best if closeness(row)]


def listed(page: ResourcePage, index: Index, request: HttpRequest) -> Row | None:
    """The row of a page as it is published; None for a preview, which may differ."""
    return None if getattr(request, "is_preview", False) else index.get(page.pk)


def tag_names(page: ResourcePage, index: Index, request: HttpRequest) -> list[str]:
    """Free words of a sheet, in alphabetical order."""
    row = listed(page, index, request)
    return list(row.tags) if row else sorted(page.tags.names())


def terms(page: ResourcePage, index: Index, base: str, request) -> dict[str, list[dict[str, str]]]:
    """Themes and audiences as links to the catalogue; from the database when it is a draft being previewed."""
    row = listed(page, index, request)
    if row:
        themes = [(code, index.labels["theme"].get(code, code)) for code in row.themes]
        audiences = [(code, index.labels["public"].get(code, code)) for code in row.audiences]
    else:
        themes = [(term.code, term.label) for term in page.themes.all()]
        audiences = [(term.code, term.label) for term in page.audiences.all()]
    return {
        "themes": [{"title": label, "url": f"{base}?theme={code}"} for code, label in themes],
        "audiences": [
            {"title": label, "url": f"{base}?public={code}"} for code, label in audiences
        ],
    }


def changes(page: ResourcePage) -> list[dict[str, Any]]:
    """The log of versions, the latest first."""
    log = [dict(block.value) for block in page.changes]
    return sorted(log, key=lambda change: change["date"], reverse=True)


def breadcrumbs(page: ResourcePage, request: HttpRequest) -> list[dict[str, str]]:
    """Home, the centre, its catalogue filtered by the kind of the sheet, the sheet: without a query."""
    base = centre_url(page, request)
    return [
        {"title": _("Accueil"), "url": "/"},
        {"title": catalogue(page.locale_id).centre_title, "url": base},
        {"title": str(kind_of(page).plural), "url": f"{base}?genre={page.kind}"},
        {"title": page.title},
    ]
