"""What each role may do, as data: codenames of permissions, by what they are given on.

What belongs to a territory is given as its declaration says (`ownership.registry`): known once apps are loaded.
"""

from dataclasses import dataclass

from django.apps import apps

from core.own_apps import own_app_labels

from ..ownership.declaration import Given, Team
from ..ownership.registry import owned_models

COMMON_COLLECTION = "Commun"
TRANSLATORS = "Traduction"

ENTER = "access_admin"
PUBLISHER_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
MODEL_ACTIONS = ("add", "change", "delete", "view")


@dataclass(frozen=True)
class Role:
    """Permissions of a role: everywhere, on its pages, on its files, on the common ones, on its sites."""

    everywhere: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    common_files: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def _codenames(*models: str, actions=MODEL_ACTIONS) -> tuple[str, ...]:
    return tuple(f"{action}_{model}" for action in actions for model in models)


def _owned(*teams: Team, given: Given) -> list[str]:
    return [owned.model_name for owned in owned_models(*teams, given=given)]


def _rows(*teams: Team) -> tuple[str, ...]:
    return _codenames(*_owned(*teams, given=Given.ROWS))


def _files(*actions: str) -> tuple[str, ...]:
    return _codenames(*_owned(given=Given.COLLECTION), actions=actions)


def site_settings() -> tuple[str, ...]:
    """What is a right on each site: its settings, its menus and texts."""
    return _codenames(*_owned(given=Given.SITE), actions=("change",))


def communication_role() -> Role:
    """A territory's communication: publishes its site, and keeps its rows."""
    return Role(
        everywhere=(ENTER, *_rows(Team.REFERENTS, Team.COMMUNICATION)),
        pages=PUBLISHER_PAGES,
        files=_files("add", "change", "choose"),
        common_files=_files("choose"),
        sites=site_settings(),
    )


def referent_role() -> Role:
    """A territory's référent·es: write its sheets."""
    return Role(
        everywhere=(ENTER, *_rows(Team.REFERENTS)),
        pages=("add_page", "change_page"),
        files=_files("add", "change", "choose"),
        common_files=_files("choose"),
    )


TRANSLATOR = Role(everywhere=(ENTER, "submit_translation"), pages=("change_page",))


def region_role() -> Role:
    """The region's communication: everything editorial."""
    # All but accounts, files and the queue: common texts, vocabularies, territories.
    labels = [label for label in own_app_labels() if label not in ("core", "jobs")]
    models = [m for label in labels for m in apps.get_app_config(label).get_models()]
    # Settings are a right on each site, the region's group having all of them: never on the model.
    on_sites = site_settings()
    codenames = _codenames(*(m._meta.model_name or "" for m in models))
    return Role(
        everywhere=(ENTER, *(name for name in codenames if name not in on_sites)),
        pages=(*PUBLISHER_PAGES, "bulk_delete_page"),
        files=_files("add", "change", "choose", "delete"),
        sites=on_sites,
    )
