"""Pages: the public site, the screens of the admin, bulk actions, the admin API, settings, answers to forms."""

import json

from django.urls import reverse
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page

from territories.models import TerritorySettings

from .actions import action, done, opens, shows

CONTENT = {
    "summary": "",
    "body-count": "0",
    "source": "",
    "width": "reading",
    "seo_title": "",
    "search_description": "",
    "review_owner": "",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def _data(page: Page, **changes) -> dict:
    return {"title": page.title, "slug": page.slug, **CONTENT, **changes}


def _fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


# --- The public site -----------------------------------------------------------------


def _read(kind: str):
    def read(client, things) -> bool:
        page = things.page(kind)
        host = things.territory.site.hostname
        path = page.get_url_parts()[2]
        return shows(client.get(path, headers={"host": host}), page.title)

    return read


action("public site", "read live")(_read("en ligne"))
action("public site", "read draft")(_read("brouillon"))
action("public site", "read private")(_read("privée"))


# --- The admin ---------------------------------------------------------------------------


@action("pages", "list")
def list_pages(client, things):
    url = reverse("wagtailadmin_explore", args=[things.page("rubrique").pk])
    return shows(client.get(url), f"{things.word} brouillon")


@action("pages", "search")
def search_pages(client, things):
    url = reverse("wagtailadmin_pages:search")
    return shows(client.get(url, {"q": things.word}), f"{things.word} brouillon")


@action("pages", "list by type")
def list_by_type(client, things):
    url = reverse("wagtailadmin_pages:type_use", args=["home", "contentpage"])
    return shows(client.get(url, {"q": things.word}), f"{things.word} brouillon")


@action("pages", "add")
def add_page(client, things):
    return opens(client, "wagtailadmin_pages:add_subpage", things.home.pk)


@action("pages", "create")
def create_page(client, things):
    url = reverse("wagtailadmin_pages:add", args=["home", "contentpage", things.home.pk])
    client.post(url, {"title": "Toute nouvelle", "slug": "toute-nouvelle", **CONTENT})
    return Page.objects.filter(slug="toute-nouvelle").exists()


@action("pages", "edit")
def edit_page(client, things):
    return opens(client, "wagtailadmin_pages:edit", things.page("brouillon").pk)


def _edited(client, things, kind: str, **data) -> Page:
    page = things.page(kind)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _data(page, **data))
    return _fresh(page)


@action("pages", "save draft")
def save_draft(client, things):
    page = _edited(client, things, "en ligne", title="Autre titre")
    return page.get_latest_revision_as_object().title == "Autre titre"


@action("pages", "publish")
def publish(client, things):
    return _edited(client, things, "brouillon", **{"action-publish": "1"}).live


def _posts(name: str, kind: str, *more):
    def post(client, things) -> Page:
        page = things.page(kind)
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more]))
        return page

    return post


@action("pages", "unpublish")
def unpublish(client, things):
    return not _fresh(_posts("unpublish", "en ligne")(client, things)).live


def _gone(page: Page) -> bool:
    return not Page.objects.filter(pk=page.pk).exists()


@action("pages", "delete draft")
def delete_draft(client, things):
    return _gone(_posts("delete", "brouillon")(client, things))


@action("pages", "delete live")
def delete_live(client, things):
    return _gone(_posts("delete", "en ligne")(client, things))


@action("pages", "move")
def move(client, things):
    page = things.page("brouillon")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, things.home.pk]))
    return _fresh(page).depth == things.home.depth + 1


@action("pages", "copy")
def copy(client, things):
    page = things.page("brouillon")
    data = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": things.page("rubrique").pk,
        "copy_subpages": "",
        "publish_copies": "",
        "alias": "",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return Page.objects.filter(slug="copie").exists()


@action("pages", "lock")
def lock(client, things):
    return _fresh(_posts("lock", "brouillon")(client, things)).locked


@action("pages", "set privacy")
def set_privacy(client, things):
    page = things.page("en ligne")
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(url, {"restriction_type": "login", "password": "", "groups": []})
    return page.view_restrictions.exists()


@action("pages", "preview draft")
def preview_draft(client, things):
    page = things.page("brouillon")
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    return shows(response, page.title)


@action("pages", "preview edit")
def preview_edit(client, things):
    page = things.page("brouillon")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    response = client.post(url, _data(page))
    return response.status_code == 200 and json.loads(response.content)["is_valid"]


def _screen(name: str, kind: str = "brouillon"):
    def screen(client, things) -> bool:
        return opens(client, f"wagtailadmin_pages:{name}", things.page(kind).pk)

    return screen


action("pages", "history")(_screen("history"))
action("pages", "usage")(_screen("usage"))


def _revision(name: str, marks: int = 1):
    def screen(client, things) -> bool:
        page = things.page("brouillon")
        revisions = list(page.revisions.values_list("pk", flat=True))[:marks]
        return opens(client, f"wagtailadmin_pages:{name}", page.pk, *revisions)

    return screen


action("pages", "read revision")(_revision("revisions_view"))
action("pages", "compare")(_revision("revisions_compare", 2))
action("pages", "revert")(_revision("revisions_revert"))


@action("pages", "choose live")
def choose_live(client, things):
    url = reverse("wagtailadmin_choose_page_search")
    return shows(client.get(url, {"q": things.word}), f"{things.word} en ligne")


@action("pages", "choose draft")
def choose_draft(client, things):
    url = reverse("wagtailadmin_choose_page_search")
    found = shows(client.get(url, {"q": things.word}), f"{things.word} brouillon")
    page = things.page("brouillon")
    chosen = client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": page.pk})
    url = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    browsed = shows(client.get(url), page.title)
    assert found == browsed == shows(chosen, page.title)
    return found


# --- Bulk actions and the admin API: the same of local pages and of sheets ----------------------


def in_bulk(client, page: Page, name: str, **data) -> None:
    """Ask one of Wagtail's bulk actions of a page."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    client.post(f"{url}?id={page.pk}", data)


def by_api(client, page: Page, name: str, data: dict | None = None):
    """Ask an action of the admin API of a page."""
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, name])
    return client.post(url, json.dumps(data or {}), content_type="application/json")


def register_both_ways(bulk: str, api: str, live: str, draft: str) -> None:
    """What may be asked in bulk and by the API of a live page and of a draft, by their kinds."""
    for channel, ask in ((bulk, in_bulk), (api, by_api)):

        @action(channel, "publish")
        def publish(client, things, ask=ask):
            page = things.page(draft)
            ask(client, page, "publish")
            return _fresh(page).live

        @action(channel, "unpublish")
        def unpublish(client, things, ask=ask):
            page = things.page(live)
            ask(client, page, "unpublish")
            return not _fresh(page).live

        for name, kind in (("delete", draft), ("delete live", live)):

            @action(channel, name)
            def delete(client, things, ask=ask, kind=kind):
                page = things.page(kind)
                ask(client, page, "delete")
                return _gone(page)

    @action(api, "list draft")
    def list_draft(client, things):
        url = reverse("wagtailadmin_api:pages:listing")
        return shows(client.get(url, {"search": things.word}), things.page(draft).title)

    @action(api, "read draft")
    def read_draft(client, things):
        page = things.page(draft)
        url = reverse("wagtailadmin_api:pages:detail", args=[page.pk])
        return shows(client.get(url), page.title)


register_both_ways("pages in bulk", "admin api", "en ligne", "brouillon")


@action("pages in bulk", "move")
def bulk_move(client, things):
    page = things.page("brouillon")
    in_bulk(client, page, "move", chooser=things.home.pk)
    return _fresh(page).depth == things.home.depth + 1


@action("admin api", "copy")
def api_copy(client, things):
    data = {"recursive": False, "destination_page_id": things.home.pk, "slug": "copie"}
    by_api(client, things.page("brouillon"), "copy", data)
    return Page.objects.filter(slug="copie").exists()


@action("admin api", "move")
def api_move(client, things):
    page = things.page("brouillon")
    data = {"destination_page_id": things.home.pk, "position": "last-child"}
    by_api(client, page, "move", data)
    return _fresh(page).depth == things.home.depth + 1


# --- Settings ----------------------------------------------------------------------------------

SETTINGS = "wagtailsettings:edit"


def _settings_url(things) -> str:
    return reverse(SETTINGS, args=["territories", "territorysettings", things.territory.site_id])


@action("settings", "open")
def open_settings(client, things):
    return client.get(_settings_url(things)).status_code == 200


@action("settings", "save")
def save_settings(client, things):
    data = {"email": "pirate@exemple.test", "accessibility": "none", "social-count": "0"}
    client.post(_settings_url(things), data)
    settings = TerritorySettings.objects.get(site=things.territory.site)
    return settings.email == "pirate@exemple.test"


# --- Answers to forms --------------------------------------------------------------------------


@action("answers to forms", "list forms")
def list_forms(client, things):
    return shows(client.get(reverse("wagtailforms:index")), f"{things.word} formulaire")


def _answers(client, things, **params):
    page = things.page("formulaire")
    return client.get(reverse("wagtailforms:list_submissions", args=[page.pk]), params)


@action("answers to forms", "read")
def read_answers(client, things):
    return done(_answers(client, things))


@action("answers to forms", "export")
def export_answers(client, things):
    return done(_answers(client, things, export="csv"))


@action("answers to forms", "delete")
def delete_answers(client, things):
    page = things.page("formulaire")
    answers = FormSubmission.objects.filter(page=page)
    url = reverse("wagtailforms:delete_submissions", args=[page.pk])
    client.post(f"{url}?selected-submissions={answers.get().pk}")
    return not answers.exists()
