"""What a site received: what others proposed to it, and what the region lists everywhere."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.search.privacy import exclude_private

from ..tree.models import Territory
from .models import Diffusion
from .pages import DiffusablePage, listed_everywhere


def _origin(page: str) -> Coalesce:
    """Id of the territory that signs a page of any type that diffuses; `page`: where its id is found."""
    return Coalesce(
        *(
            Subquery(model.objects.filter(pk=OuterRef(page)).values("territory")[:1])
            for model in DiffusablePage.__subclasses__()
        )
    )


def received_pages(territory: Territory) -> PageQuerySet:
    """Public pages of others about which the team of `territory` decides, with what it decided.

    Annotated with `origin_id`, `state` (empty: everywhere, undecided), `pinned`, `proposed_at`, `decided_at`.
    """
    rows = Diffusion.objects.filter(page_id=OuterRef("pk"), territory=territory)
    rows = rows.exclude(state=Diffusion.State.PLANNED)
    pages = Page.objects.live().annotate(origin_id=_origin("pk"))
    pages = exclude_private(pages.filter(Exists(rows) | listed_everywhere()))
    return pages.exclude(origin_id=territory.pk).annotate(
        state=Subquery(rows.values("state")[:1]),
        pinned=Subquery(rows.values("pinned")[:1]),
        decided_at=Subquery(rows.values("decided_at")[:1]),
        proposed_at=Coalesce(Subquery(rows.values("created_at")[:1]), F("last_published_at")),
    )


def pending_proposals(territories) -> QuerySet[Diffusion]:
    """Proposals that the teams of these territories have not decided about, the latest first.

    Annotated with `origin_id`.
    """
    rows = Diffusion.objects.filter(
        territory__in=territories,
        state=Diffusion.State.PROPOSED,
        page__in=exclude_private(Page.objects.live()).order_by().values("pk"),
    )
    return rows.annotate(origin_id=_origin("page")).order_by("-created_at", "-pk")
