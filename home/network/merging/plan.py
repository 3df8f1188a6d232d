"""The whole plan of a merger: read before, shown, and compared with what was done."""

import hashlib
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.models import Page, WorkflowState

from core.models import SiteDocument, SiteImage
from territories.models import Scale, Territory

from .links import count_links
from .pages import PagesPlan, is_reserved, plan_pages
from .rows import count_received, count_rows, left_rows, shared_pages

GROUPS = ("communication_group", "referent_group")
IN_PROGRESS = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(slots=True)
class MergePlan:
    """What merging `leaving` into `staying` will do. `figures`: how many of what, in words."""

    leaving: Territory
    staying: Territory
    pages: PagesPlan
    sheets: list[Page]
    people: dict[str, list]
    figures: dict[str, int]
    left: dict[str, int]

    @property
    def fingerprint(self) -> str:
        """The same as long as nothing that the plan speaks of has changed."""
        pages = self.pages
        parts = (
            self.leaving.pk,
            self.staying.pk,
            [(move.page.pk, move.parent_id, move.slug) for move in pages.moves],
            [(page.pk, twin and twin.pk) for page, twin in pages.aside],
            sorted(pages.addresses.items()),
            sorted(pages.links.items()),
            [sheet.pk for sheet in self.sheets],
            {role: [person.pk for person in people] for role, people in self.people.items()},
            self.figures,
            self.left,
        )
        return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()

    def own_pages(self) -> set[int]:
        """Ids of the pages that belong to the kept territory afterwards."""
        moved = {page.pk for page in self.pages.moved} | {sheet.pk for sheet in self.sheets}
        return moved | self.pages.there


def check_pair(leaving: Territory, staying: Territory) -> None:
    """Refuse what is no merger of two pays.

    :raises ValidationError: why, for whoever asked.
    """
    if leaving.pk == staying.pk:
        raise ValidationError("Choisissez deux pays différents.")
    for territory in (leaving, staying):
        if territory.scale != Scale.PAYS:
            raise ValidationError(f"« {territory} » n’est pas un pays.")
        if not territory.is_active or territory.site is None:
            raise ValidationError(f"« {territory} » n’a pas de site ouvert.")
    if is_reserved(leaving):
        raise ValidationError(
            f"Tout le site « {leaving} » est réservé : retirez d’abord cette restriction, pour que "
            "rien ne s’ouvre sans que vous l’ayez voulu."
        )


def waiting_for_approval(pages: list[Page]):
    """Approvals in progress on some pages."""
    keys = [str(page.pk) for page in pages]
    types = {page.cached_content_type.pk for page in pages}
    return WorkflowState.objects.filter(
        object_id__in=keys, content_type__in=types, status__in=IN_PROGRESS
    )


def files_of(territory: Territory):
    """Images and documents of a territory's collection, and of those below it."""
    inside = Q(collection__path__startswith=territory.collection.path)
    return [model.objects.filter(inside) for model in (SiteImage, SiteDocument)]


def plan_merge(leaving: Territory, staying: Territory) -> MergePlan:
    """Read what merging would do; nothing is changed.

    :raises ValidationError: these two cannot be merged.
    """
    check_pair(leaving, staying)
    pages = plan_pages(leaving, staying)
    sheets = shared_pages(leaving)
    users = get_user_model().objects.order_by("last_name", "first_name", "pk")
    people = {
        field: list(
            users.filter(groups=getattr(leaving, field)).exclude(groups=getattr(staying, field))
        )
        for field in GROUPS
    }
    rows = count_rows(leaving, staying)
    plan = MergePlan(leaving, staying, pages, sheets, people, {}, left_rows(leaving, rows))
    images, documents = files_of(leaving)
    everything = [*pages.moved, *(page for page, _ in pages.aside), *sheets]
    plan.figures = {
        "Pages déplacées": len(pages.moved),
        "Pages renommées": sum(move.is_renamed for move in pages.moves),
        "Pages retirées": sum(page.live for page, _ in pages.aside),
        "Adresses qui suivent": len(pages.addresses) + len(pages.links),
        "Menus et bandeaux corrigés": count_links(pages.twins, leaving.site),
        "Fiches du centre de ressources": len(sheets),
        "Validations annulées": waiting_for_approval(everything).count(),
        "Personnes à la communication": len(people["communication_group"]),
        "Référent·es": len(people["referent_group"]),
        "Images": images.count(),
        "Documents": documents.count(),
        **rows,
        "Contenus reçus d’autres sites": count_received(leaving, staying, plan.own_pages()),
    }
    return plan
