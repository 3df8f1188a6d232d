"""What a synchronisation changed, in lines that the network reads."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, Page, Site

VERBS = {
    "add": "ajouter",
    "change": "modifier",
    "delete": "supprimer",
    "view": "voir",
    "choose": "choisir",
    "publish": "publier",
    "lock": "verrouiller",
    "unlock": "déverrouiller",
    "bulk_delete": "supprimer avec ce qui est dessous",
}
# Permissions that are not a verb on a model.
OTHERS = {
    "access_admin": "entrer dans l’administration",
    "submit_translation": "envoyer en traduction",
}


def place(target: Page | Collection | Site) -> str:
    """Where a right is held, in words: « sur la page “Accueil” », « sur toutes les pages »."""
    if isinstance(target, Site):
        return f"sur le site « {target.site_name or target.hostname} »"
    if isinstance(target, Collection):
        root = target.is_root()
        return "sur toutes les collections" if root else f"sur la collection « {target.name} »"
    return "sur toutes les pages" if target.is_root() else f"sur la page « {target.title} »"


def _model(permission: Permission) -> str:
    """What the permission is about; nothing for those that say it all themselves."""
    if permission.codename in OTHERS:
        return ""
    model = permission.content_type.model_class()
    return str(model._meta.verbose_name_plural) if model else permission.content_type.model


def _verb(permission: Permission) -> str:
    if permission.codename in OTHERS:
        return OTHERS[permission.codename]
    verb = permission.codename.removesuffix(f"_{permission.content_type.model}")
    return VERBS.get(verb, permission.name)


def in_words(permissions: Iterable[Permission]) -> str:
    """Permissions by what they are about: « contacts (ajouter, modifier), offres locales (voir) »."""
    order = list(VERBS.values())
    pairs = sorted(
        {(_model(p), _verb(p)) for p in permissions},
        key=lambda pair: (pair[0], order.index(pair[1]) if pair[1] in order else -1, pair[1]),
    )
    parts = []
    for model, found in groupby(pairs, key=lambda pair: pair[0]):
        verbs = ", ".join(verb for _, verb in found)
        parts.append(f"{model} ({verbs})" if model else verbs)
    return ", ".join(parts)


class Journal:
    """Lines of French, in the order of the changes; empty when nothing changed."""

    def __init__(self):
        self.lines: list[str] = []

    def note(self, line: str) -> None:
        """Add a line."""
        self.lines.append(line)

    def rights(
        self, group: Group, given: bool, permissions: Iterable[Permission], where=""
    ) -> None:
        """Add the line of rights that a group was given, or that were taken from it."""
        verb = "donnés" if given else "retirés"
        where = f" {where}" if where else ""
        self.note(f"Droits {verb} à « {group.name} »{where} : {in_words(permissions)}.")
