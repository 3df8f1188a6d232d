"""Sheets of the resource centre: those of a territory's folder, written by somebody else."""

import json

from django.urls import reverse
from wagtail.models import Page

from resources.centre.folders import folder_of
from tests.factories.resources import TOOL_FORM

from .actions import action, opens, shows
from .page_actions import by_api, in_bulk, register_both_ways

LIVE, DRAFT = "fiche en ligne", "fiche brouillon"


def _fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def _url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def _data(page: Page, **changes) -> dict:
    return {**TOOL_FORM, "title": page.title, "slug": page.slug, **changes}


def _above(things) -> Page:
    """The folder of the territory above; of a groupement's, for the region."""
    return folder_of(things.territory.parent or things.elsewhere("ess-35"))


def _gone(page: Page) -> bool:
    return not Page.objects.filter(pk=page.pk).exists()


@action("sheets", "read live")
def read_live(client, things):
    page = things.page(LIVE)
    host = things.territory.site.hostname
    return shows(client.get(f"/ressources/{page.slug}/", headers={"host": host}), page.title)


@action("sheets", "read draft")
def read_draft(client, things):
    page = things.page(DRAFT)
    host = things.territory.site.hostname
    return shows(client.get(f"/ressources/{page.slug}/", headers={"host": host}), page.title)


@action("sheets", "list")
def list_sheets(client, things):
    url = reverse("wagtailadmin_explore", args=[folder_of(things.territory).pk])
    return shows(client.get(url), things.page(DRAFT).title)


@action("sheets", "search")
def search_sheets(client, things):
    response = client.get(_url("search"), {"q": things.word})
    return shows(response, things.page(DRAFT).title)


@action("sheets", "create")
def create_sheet(client, things):
    url = _url("add", "resources", "toolpage", folder_of(things.territory).pk)
    client.post(url, {**TOOL_FORM, "title": "Toute nouvelle", "slug": "toute-nouvelle"})
    return Page.objects.filter(slug="toute-nouvelle").exists()


@action("sheets", "edit")
def edit_sheet(client, things):
    return opens(client, "wagtailadmin_pages:edit", things.page(DRAFT).pk)


@action("sheets", "save draft")
def save_draft(client, things):
    page = things.page(LIVE)
    client.post(_url("edit", page.pk), _data(page, title="Autre titre"))
    return _fresh(page).get_latest_revision_as_object().title == "Autre titre"


@action("sheets", "publish")
def publish(client, things):
    page = things.page(DRAFT)
    client.post(_url("edit", page.pk), _data(page, **{"action-publish": "1"}))
    return _fresh(page).live


@action("sheets", "unpublish")
def unpublish(client, things):
    page = things.page(LIVE)
    client.post(_url("unpublish", page.pk))
    return not _fresh(page).live


@action("sheets", "delete draft")
def delete_draft(client, things):
    page = things.page(DRAFT)
    client.post(_url("delete", page.pk))
    return _gone(page)


@action("sheets", "delete live")
def delete_live(client, things):
    page = things.page(LIVE)
    client.post(_url("delete", page.pk))
    return _gone(page)


@action("sheets", "give away")
def give_away(client, things):
    page, folder = things.page(DRAFT), _above(things)
    client.post(_url("move_confirm", page.pk, folder.pk))
    page = _fresh(page).specific
    moved = page.get_parent().pk == folder.pk
    assert moved == (page.territory_id != things.territory.pk)
    return moved


def _copies(client, page: Page, folder: Page) -> bool:
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": folder.pk}
    client.post(_url("copy", page.pk), data)
    return Page.objects.child_of(folder).filter(slug="copie").exists()


@action("sheets", "copy")
def copy(client, things):
    return _copies(client, things.page(DRAFT), folder_of(things.territory))


@action("sheets", "copy away")
def copy_away(client, things):
    return _copies(client, things.page(DRAFT), _above(things))


@action("sheets", "lock")
def lock(client, things):
    page = things.page(DRAFT)
    client.post(_url("lock", page.pk))
    return _fresh(page).locked


@action("sheets", "set privacy")
def set_privacy(client, things):
    page = things.page(LIVE)
    data = {"restriction_type": "login", "password": "", "groups": []}
    client.post(_url("set_privacy", page.pk), data)
    return page.view_restrictions.exists()


@action("sheets", "preview draft")
def preview_draft(client, things):
    page = things.page(DRAFT)
    return shows(client.get(_url("view_draft", page.pk)), page.title)


@action("sheets", "preview edit")
def preview_edit(client, things):
    page = things.page(DRAFT)
    response = client.post(_url("preview_on_edit", page.pk), _data(page))
    return response.status_code == 200 and json.loads(response.content)["is_valid"]


def _screen(name: str, marks: int = 0):
    def screen(client, things) -> bool:
        page = things.page(DRAFT)
        revisions = list(page.revisions.values_list("pk", flat=True))[:marks]
        return opens(client, f"wagtailadmin_pages:{name}", page.pk, *revisions)

    return screen


action("sheets", "history")(_screen("history"))
action("sheets", "usage")(_screen("usage"))
action("sheets", "read revision")(_screen("revisions_view", 1))
action("sheets", "compare")(_screen("revisions_compare", 2))
action("sheets", "revert")(_screen("revisions_revert", 1))


@action("sheets", "choose live")
def choose_live(client, things):
    page, folder = things.page(LIVE), folder_of(things.territory)
    found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": things.word})
    browsed = client.get(reverse("wagtailadmin_choose_page_child", args=[folder.pk]))
    assert shows(found, page.title) == shows(browsed, page.title)
    return shows(found, page.title)


@action("sheets", "choose draft")
def choose_draft(client, things):
    page, folder = things.page(DRAFT), folder_of(things.territory)
    found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": things.word})
    browsed = client.get(reverse("wagtailadmin_choose_page_child", args=[folder.pk]))
    assert shows(found, page.title) == shows(browsed, page.title)
    return shows(found, page.title)


# --- Bulk actions and the admin API ---------------------------------------------------------

BULK, API = "sheets in bulk", "admin api of sheets"
register_both_ways(BULK, API, LIVE, DRAFT)


@action(BULK, "give away")
def bulk_give_away(client, things):
    page, folder = things.page(DRAFT), _above(things)
    in_bulk(client, page, "move", chooser=folder.pk)
    return _fresh(page).get_parent().pk == folder.pk


def _api_copy(client, things, slug: str) -> None:
    folder = folder_of(things.territory)
    data = {"destination_page_id": folder.pk, "slug": slug}
    by_api(client, things.page(DRAFT), "copy", data | {"recursive": False, "keep_live": False})


@action(API, "copy")
def api_copy(client, things):
    _api_copy(client, things, "copie")
    return Page.objects.filter(slug="copie").exists()


@action(API, "copy to a taken address")
def api_copy_taken(client, things):
    slug = things.page(LIVE).slug
    _api_copy(client, things, slug)
    return Page.objects.filter(slug=slug).count() > 1


@action(API, "give away")
def api_give_away(client, things):
    page, folder = things.page(DRAFT), _above(things)
    by_api(client, page, "move", {"destination_page_id": folder.pk, "position": "last-child"})
    return _fresh(page).get_parent().pk == folder.pk
