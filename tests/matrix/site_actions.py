"""A site as a whole: its menus and texts, its health, the opening of a new one."""

from django.urls import reverse

from territories.models import SiteTexts

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


@action("sites", "merge")
def merge_sites(client, things):
    """Only pays merge: Fougères, whatever territory is looked at."""
    return opens(client, "site_merge", "fougeres")


@action("sites", "rename")
def rename_site(client, things):
    """The region has one name: Fougères, whatever territory is looked at."""
    return opens(client, "site_rename", "fougeres")


@action("sites", "territory")
def edit_territory(client, things):
    return opens(client, "territoires:edit", things.territory.pk)
