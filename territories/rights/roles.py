"""What each role may do, as data: codenames of permissions, by what they are given on.

An app whose rows belong to territories says in its `startup.py` who writes them:

    writers[Adoption] = Writer.REFERENT
"""

from dataclasses import dataclass
from enum import Enum

from django.apps import apps
from django.db.models import Model

from core.own_apps import own_app_labels

from ..contacts.models import Contact

COMMON_COLLECTION = "Commun"
TRANSLATORS = "Traduction"

ENTER = "access_admin"
PUBLISHER_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = tuple(
    f"{verb}_{kind}" for verb in ("add", "change") for kind in ("siteimage", "sitedocument")
)
CHOOSE = ("choose_siteimage", "choose_sitedocument")
SITE_SETTINGS = ("change_territorysettings", "change_sitetexts")
MODEL_ACTIONS = ("add", "change", "delete", "view")


class Writer(Enum):
    """The least role that writes the rows of its territory."""

    COMMUNICATION = "communication"
    REFERENT = "referent"  # and communication


# What belongs to a territory: groups hold the model's permissions, `TerritoryPolicy` says whose a row is.
writers: dict[type[Model], Writer] = {Contact: Writer.COMMUNICATION}


@dataclass(frozen=True)
class Role:
    """Permissions of a role: everywhere, on its pages, on its files, on the common ones, on its sites."""

    everywhere: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    common_files: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def _codenames(*models: type[Model]) -> tuple[str, ...]:
    names = sorted(model._meta.model_name or "" for model in models)
    return tuple(f"{action}_{name}" for name in names for action in MODEL_ACTIONS)


TRANSLATOR = Role(everywhere=(ENTER, "submit_translation"), pages=("change_page",))


def communication_role() -> Role:
    """The communication of a territory (known once apps have registered what is theirs)."""
    return Role(
        everywhere=(ENTER, *_codenames(*writers)),
        pages=PUBLISHER_PAGES,
        files=(*FILES, *CHOOSE),
        common_files=CHOOSE,
        sites=SITE_SETTINGS,
    )


def referent_role() -> Role:
    """The référent·es of a territory (known once apps have registered what is theirs)."""
    own = (model for model, writer in writers.items() if writer is Writer.REFERENT)
    return Role(
        everywhere=(ENTER, *_codenames(*own)),
        pages=("add_page", "change_page"),
        files=(*FILES, *CHOOSE),
        common_files=CHOOSE,
    )


def region_role() -> Role:
    """The region's communication: everything editorial (known once models are loaded)."""
    # All but accounts, files and the queue: common texts, vocabularies, territories.
    labels = [label for label in own_app_labels() if label not in ("core", "jobs")]
    models = [m for label in labels for m in apps.get_app_config(label).get_models()]
    codenames = _codenames(*models)
    return Role(
        # Settings are a right on each site, the region's group having all of them: never on the model.
        everywhere=(ENTER, *(name for name in codenames if name not in SITE_SETTINGS)),
        pages=(*PUBLISHER_PAGES, "bulk_delete_page"),
        files=(*FILES, *CHOOSE, "delete_siteimage", "delete_sitedocument"),
        sites=SITE_SETTINGS,
    )
