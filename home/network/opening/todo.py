"""First steps of a site's team. Each line is read from the data, and ticks itself off."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from wagtail.models import Page

from home.agenda.models import EventIndexPage, EventPage
from home.news.models import NewsIndexPage, NewsPage
from home.pages.models import HomePage, LandingPage
from territories.models import Contact, Territory, TerritorySettings

from ..health.indicators import legal

ABOUT = "nous-connaitre"
UNDER_HOME = 3
# From how many people on somebody is there when the first one is away.
ENOUGH_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: in words, done or not, and the screen where it is done."""

    label: str
    done: bool
    url: str


@dataclass(frozen=True, slots=True)
class Todo:
    """The first steps of one site."""

    territory: Territory
    steps: list[Step]

    @property
    def left(self) -> int:
        """How many steps are still to be done."""
        return sum(not step.done for step in self.steps)


def _live(model) -> QuerySet:
    return model.objects.live().filter(territory=OuterRef("pk"))


def _page(model, **narrow) -> Subquery:
    pages = model.objects.filter(territory=OuterRef("pk"), depth=UNDER_HOME, **narrow)
    return Subquery(pages.order_by("pk").values("pk")[:1])


def _read(territories: Collection[int]) -> QuerySet[Territory]:
    settings = TerritorySettings.objects.filter(site=OuterRef("site"))
    home = HomePage.objects.filter(pk=OuterRef("site__root_page"), cover__isnull=False)
    about = LandingPage.objects.filter(territory=OuterRef("pk"), depth=UNDER_HOME, slug=ABOUT)
    team: QuerySet[Any] = get_user_model().groups.through.objects.filter(
        Q(group=OuterRef("communication_group")) | Q(group=OuterRef("referent_group")),
        user__is_active=True,
    )
    # An aggregate over the whole of what the condition keeps, as a subquery's own group.
    heads = team.order_by().annotate(one=Value(1)).values("one")
    heads = heads.annotate(number=Count("user", distinct=True)).values("number")
    return (
        Territory.objects.filter(pk__in=territories, site__isnull=False)
        .select_related("site")
        .annotate(
            has_details=Exists(settings.filter(~Q(email="") | ~Q(phone=""))),
            has_cover=Exists(home),
            has_news=Exists(_live(NewsPage)),
            has_event=Exists(_live(EventPage)),
            has_contact=Exists(Contact.objects.filter(territory=OuterRef("pk"), is_published=True)),
            has_about=Exists(about.filter(~Q(body=[]) | Q(numchild__gt=0))),
            team_size=Coalesce(Subquery(heads), 0),
            news_index=_page(NewsIndexPage),
            event_index=_page(EventIndexPage),
            about_page=_page(LandingPage, slug=ABOUT),
        )
    )


def _add(model, parent: int | None, territory: Territory) -> str:
    if parent is None:
        return reverse("wagtailadmin_explore", args=[territory.site.root_page_id])
    meta = model._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent])


def _edit(page: int | None, territory: Territory) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page or territory.site.root_page_id])


def _steps(territory: Territory, legal_pages: list[int]) -> list[Step]:
    home = territory.site.root_page_id
    details = reverse(
        "wagtailsettings:edit", args=["territories", "territorysettings", territory.site_id]
    )
    return [
        Step("Dire comment vous joindre : courriel ou téléphone", territory.has_details, details),
        Step("Publier un contact, avec son accord", territory.has_contact, reverse("contacts:add")),
        Step("Choisir l’image de l’accueil", territory.has_cover, _edit(home, territory)),
        Step(
            "Dire qui vous êtes, sur « Nous connaître »",
            territory.has_about,
            _edit(territory.about_page, territory),
        ),
        Step(
            "Publier une première nouvelle",
            territory.has_news,
            _add(NewsPage, territory.news_index, territory),
        ),
        Step(
            "Annoncer un premier événement",
            territory.has_event,
            _add(EventPage, territory.event_index, territory),
        ),
        Step(
            "Compléter les mentions légales et les pages que la loi demande",
            not legal_pages,
            _edit(legal_pages[0] if legal_pages else home, territory),
        ),
        Step(
            "Inviter une deuxième personne",
            territory.team_size >= ENOUGH_PEOPLE,
            reverse("equipe:add"),
        ),
    ]


def todo_of(territories: Collection[int]) -> list[Todo]:
    """The first steps of some sites, done or not: two queries, whatever their number."""
    rows = list(_read(territories))
    faults: dict[int, list[int]] = {}
    for fault in legal.find([row.pk for row in rows]):
        if fault.model is Page:
            faults.setdefault(fault.territory_id, []).append(fault.pk)
    return [Todo(row, _steps(row, faults.get(row.pk, []))) for row in rows]
