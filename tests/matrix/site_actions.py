"""A site as a whole: its menus and texts, its health, the opening of a new one."""

from django.urls import reverse

from home.network.merging.plan import plan_merge
from home.network.renaming.plan import plan_renaming
from territories.models import FormerHost, SiteTexts, Territory

from .actions import action, done, opens, shows


def _texts(things) -> SiteTexts:
    return SiteTexts.objects.get(site=things.territory.site, locale__language_code="fr")


@action("settings", "history")
def settings_history(client, things):
    return opens(client, "site_settings_history", things.territory.site_id)


def _texts_screen(name: str):
    def screen(client, things) -> bool:
        return opens(client, f"site_texts:{name}", _texts(things).pk)

    return screen


action("menus and texts", "open")(_texts_screen("edit"))
action("menus and texts", "history")(_texts_screen("history"))
action("menus and texts", "usage")(_texts_screen("usage"))


@action("menus and texts", "list")
def list_texts(client, things):
    response = client.get(reverse("site_texts:list"))
    return done(response) and _texts(things) in list(response.context["object_list"])


@action("menus and texts", "read revision")
def read_texts_revision(client, things):
    texts = _texts(things)
    return opens(client, "site_texts:revisions_view", texts.pk, texts.save_revision().pk)


@action("menus and texts", "choose")
def choose_texts(client, things):
    namespace = SiteTexts.snippet_viewset.get_chooser_admin_url_namespace()
    return opens(client, f"{namespace}:chosen", _texts(things).pk)


@action("health", "board")
def health_board(client, things):
    line = reverse("wagtailadmin_explore", args=[things.home.pk])
    return shows(client.get(reverse("site_health")), f'"{line}"')


@action("health", "list")
def health_list(client, things):
    return opens(client, "site_health_list", things.territory.code, "mentions-legales")


@action("sites", "open a new one")
def open_site(client, things):
    return opens(client, "site_open")


@action("sites", "what an opening made")
def opened_site(client, things):
    return opens(client, "site_opened", things.territory.code)


# Only pays merge, and the region keeps its name: Fougères, whatever territory is looked at.
PAYS, OTHER = "fougeres", "vitre"


def _named(code: str) -> Territory:
    return Territory.objects.select_related("site__root_page").get(code=code)


@action("sites", "open by post")
def open_by_post(client, things):
    data = {"name": "Pays de Dol", "code": "dol", "parent": things.elsewhere("ess-35").pk}
    client.post(reverse("site_open"), data)
    return Territory.objects.filter(code="dol", site__isnull=False).exists()


@action("sites", "merge")
def merge_sites(client, things):
    return opens(client, "site_merge", PAYS)


@action("sites", "merge by post")
def merge_by_post(client, things):
    shown = plan_merge(_named(PAYS), _named(OTHER)).fingerprint
    data = {"avec": OTHER, "sure": "on", "fingerprint": shown}
    client.post(reverse("site_merge", args=[PAYS]), data)
    merged = not _named(PAYS).is_active
    assert FormerHost.objects.exists() is merged
    return merged


@action("sites", "rename")
def rename_site(client, things):
    return opens(client, "site_rename", PAYS)


@action("sites", "rename by post")
def rename_by_post(client, things):
    names = {"name": "Marches", "short_name": "Marches", "site_name": "ESS Marches", "name_br": ""}
    host = "marches.test"
    shown = plan_renaming(_named(PAYS), names, host).fingerprint
    data = names | {"hostname": host, "sure": "on", "fingerprint": shown}
    client.post(reverse("site_rename", args=[PAYS]), data)
    pays = _named(PAYS)
    assert (pays.site.hostname == host) is (pays.site_name == "ESS Marches")
    return pays.site_name == "ESS Marches"


@action("sites", "take away")
def take_away(client, things):
    response = client.post(reverse("site_exports"), {"site": things.territory.code})
    return done(response) and response["Content-Type"] == "application/zip"


@action("sites", "territory")
def edit_territory(client, things):
    return opens(client, "territoires:edit", things.territory.pk)
