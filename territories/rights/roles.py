"""What each role may do, as data: codenames of permissions, by what they are given on."""

from dataclasses import dataclass

from django.apps import apps

from core.own_apps import own_app_labels

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
# What belongs to a territory: groups hold the model's permissions, `TerritoryPolicy` says whose a row is.
REFERENT_MODELS = ("adoption",)
COMMUNICATION_MODELS = (
    *REFERENT_MODELS,
    "contact",
    "localoffer",
    "registration",
    "trainingsession",
    "welcomerequest",
)


@dataclass(frozen=True)
class Role:
    """Permissions of a role: everywhere, on its pages, on its files, on the common ones, on its sites."""

    everywhere: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    common_files: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def _codenames(*models: str) -> tuple[str, ...]:
    return tuple(f"{action}_{model}" for model in models for action in MODEL_ACTIONS)


COMMUNICATION = Role(
    everywhere=(ENTER, *_codenames(*COMMUNICATION_MODELS)),
    pages=PUBLISHER_PAGES,
    files=(*FILES, *CHOOSE),
    common_files=CHOOSE,
    sites=SITE_SETTINGS,
)
REFERENT = Role(
    everywhere=(ENTER, *_codenames(*REFERENT_MODELS)),
    pages=("add_page", "change_page"),
    files=(*FILES, *CHOOSE),
    common_files=CHOOSE,
)
TRANSLATOR = Role(everywhere=(ENTER, "submit_translation"), pages=("change_page",))


def region_role() -> Role:
    """The region's communication: everything editorial (known once models are loaded)."""
    # All but accounts and files: common texts, vocabularies, territories.
    labels = [label for label in own_app_labels() if label != "core"]
    models = [m for label in labels for m in apps.get_app_config(label).get_models()]
    codenames = _codenames(*(m._meta.model_name for m in models))
    return Role(
        # Settings are a right on each site, the region's group having all of them: never on the model.
        everywhere=(ENTER, *(name for name in codenames if name not in SITE_SETTINGS)),
        pages=(*PUBLISHER_PAGES, "bulk_delete_page"),
        files=(*FILES, *CHOOSE, "delete_siteimage", "delete_sitedocument"),
        sites=SITE_SETTINGS,
    )
