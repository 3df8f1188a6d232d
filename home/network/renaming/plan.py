"""The whole plan of a renaming: read before, shown, and compared with what is done."""

import hashlib
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from territories.models import Scale, Territory

from ..opening.hosts import free_host
from .mentions import Mention, Names, mentions
from .sentences import Rewriting, find_rewritings

NAMES = ("name", "short_name", "site_name", "name_br")
GROUPS = ("communication_group", "referent_group")


@dataclass(slots=True)
class RenamingPlan:
    """What a renaming will do. `before` and `after`: the territory, never saved from here."""

    before: Territory
    after: Territory
    hosts: tuple[str, str]
    texts: list[Rewriting] = field(default_factory=list)
    to_review: list[Mention] = field(default_factory=list)

    @property
    def moves(self) -> bool:
        """Whether the site changes host."""
        return self.hosts[0] != self.hosts[1]

    @property
    def is_renamed(self) -> bool:
        """Whether it is called otherwise."""
        return any(getattr(self.before, name) != getattr(self.after, name) for name in NAMES)

    def changes(self) -> list[tuple[str, str, str]]:
        """What changes: of what, from, to."""
        meta: Any = Territory._meta
        pairs = [
            (str(meta.get_field(name).verbose_name), getattr(self.before, name), getattr(self.after, name))
            for name in NAMES
        ]  # fmt: skip
        pairs.append(("adresse du site", *self.hosts))
        return [(label, old or "—", new or "—") for label, old, new in pairs if old != new]

    @property
    def fingerprint(self) -> str:
        """The same as long as nothing that the plan speaks of has changed."""
        parts = (
            self.before.pk,
            self.changes(),
            [(type(i.instance), i.instance.pk, i.lines) for i in self.texts],
            [(mention.url, mention.label) for mention in self.to_review],
        )
        return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()

    def examples(self) -> list[tuple[str, str]]:
        """Some addresses, before and after."""
        if not self.moves:
            return []
        site = self.before.site
        moved = copy(site)
        moved.hostname = self.hosts[1]
        pages = Page.objects.child_of(site.root_page).live().order_by("path")[:3]
        paths = ["/", *(f"/{page.slug}/" for page in pages)]
        return [(site.root_url + path, moved.root_url + path) for path in paths]


def check_territory(territory: Territory) -> None:
    """Refuse what has no site of its own to rename.

    :raises ValidationError: why, for whoever asked.
    """
    if territory.scale == Scale.REGION or not territory.is_active or territory.site is None:
        raise ValidationError(f"« {territory} » n’est ni un pays ni un groupement avec un site.")


def plan_renaming(territory: Territory, names: dict[str, str], hostname: str) -> RenamingPlan:
    """Read what renaming would do; nothing is changed.

    :param names: the new values of `NAMES`.
    :raises ValidationError: the territory cannot be renamed so, or the host is taken.
    """
    check_territory(territory)
    try:
        hostname = free_host(hostname, taker=territory)
    except ValidationError as error:
        raise ValidationError({"hostname": error}) from None
    after = copy(territory)
    for name in NAMES:
        setattr(after, name, names[name])
    others = {field.name for field in Territory._meta.get_fields()} - set(NAMES)
    after.full_clean(exclude=others, validate_unique=False)
    hosts = (territory.site.hostname, hostname)
    plan = RenamingPlan(territory, after, hosts)
    if not plan.changes():
        raise ValidationError("Rien ne change : écrivez un autre nom, ou une autre adresse.")
    plan.texts = find_rewritings(territory, after)
    words = {(type(i.instance), i.instance.pk): i.wording for i in plan.texts}
    plan.to_review = mentions(Names(territory, after, hosts), territory, words)
    return plan
