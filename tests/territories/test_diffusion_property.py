"""Whatever teams do, in whatever order, each site lists exactly what the rules say.

Random sequences of what may happen are done twice: to the sites, and to `diffusion_model`, which is a page of plain
Python. Then both must agree on every list, feed and search of every site, pages that were kept included.
"""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from core import generations
from home.agenda.models import EventPage
from home.network.merging.run import merge
from home.news.models import NewsPage
from territories.diffusion import decisions
from territories.diffusion.findable import findable_in
from territories.models import TerritorySettings
from territories.tree import tree
from tests.factories.home import EventPageFactory, NewsPageFactory
from tests.factories.people import make_person

from .diffusion_model import REGION, Model, Paper, RefusedError

SITES = ("bretagne", "ess-35", "ess-finistere", "vitre", "fougeres", "cornouaille")
PAYS = ("vitre", "fougeres", "cornouaille")
SOURCES = ("children", "parent", "region", "others")
# Name of a page → whose, and of which kind; they follow each other in lists in this order.
PAGES = {
    "alpha": ("vitre", "news"),
    "bravo": ("fougeres", "news"),
    "charlie": ("ess-35", "news"),
    "delta": ("bretagne", "news"),
    "echo": ("bretagne", "event"),
    "foxtrot": ("cornouaille", "event"),
}
LIVE = ("alpha", "charlie", "echo")
SAID = re.compile(r"Fanfare (\w+)")

page, site, pays = (st.sampled_from(names) for names in (tuple(PAGES), SITES, PAYS))
steps = st.one_of(
    st.tuples(st.just("propose"), page, site),
    st.tuples(st.just("propose"), page, pays),
    st.tuples(st.just("withdraw"), page, site),
    st.tuples(st.just("decide"), page, site, st.sampled_from(("accept", "pin", "unpin", "hide"))),
    st.tuples(st.just("decide"), st.sampled_from(LIVE), pays, st.sampled_from(("accept", "hide"))),
    st.tuples(st.just("publish"), page),
    st.tuples(st.just("unpublish"), page),
    st.tuples(st.just("everywhere"), st.sampled_from(("delta", "echo"))),
    st.tuples(st.just("reserve"), page),
    st.tuples(st.just("take"), site, st.sampled_from(SOURCES)),
    st.tuples(st.just("attach"), pays, st.sampled_from(SITES[:3])),
    st.tuples(st.just("merge"), pays, pays),
    st.just(("visit",)),
)


class Sites:
    """The real ones: each method does to them what the model's method of the same name says."""

    def __init__(self, network, get):
        self.get, self.boss = get, make_person(network.region)
        by_code = {territory.code: territory for territory in network.all}
        self.pages, now = {}, timezone.now()
        for order, (name, (owner, kind)) in enumerate(PAGES.items()):
            given = {"territory": by_code[owner], "live": name in LIVE, "title": f"Fanfare {name}"}
            if kind == "news":
                made = NewsPageFactory(date=now.date() - timedelta(days=order), **given)
            else:
                made = EventPageFactory(start=now + timedelta(days=10, minutes=order), **given)
            self.pages[name] = made.pk

    def page(self, name: str):
        return Page.objects.get(pk=self.pages[name]).specific

    def settings(self, site: str) -> TerritorySettings:
        return TerritorySettings.for_site(tree().by_code[site].site)

    def propose(self, name, site):
        decisions.propose(self.page(name), [tree().by_code[site]], self.boss)

    def withdraw(self, name, site):
        decisions.withdraw(self.page(name), [tree().by_code[site]], self.boss)

    def decide(self, name, site, action):
        decisions.decide_pages(tree().by_code[site], [self.pages[name]], action, self.boss)

    def publish(self, name):
        self.page(name).save_revision().publish()

    def unpublish(self, name):
        self.page(name).unpublish()

    def reserve(self, name):
        rows = PageViewRestriction.objects.filter(page=self.pages[name])
        if rows:
            rows.get().delete()
        else:
            PageViewRestriction.objects.create(page=self.page(name), restriction_type="login")

    def everywhere(self, name):
        page = self.page(name)
        page.everywhere = not page.everywhere
        page.save_revision().publish()

    def take(self, site, source):
        row, field = self.settings(site), f"accept_from_{source}"
        setattr(row, field, not getattr(row, field))
        row.save()

    def attach(self, pays, parent):
        territory = tree().by_code[pays]
        territory.parent = tree().by_code[parent]
        territory.save()

    def merge(self, leaving, staying):
        merge(tree().by_code[leaving], tree().by_code[staying], self.boss)

    def read(self, site: str, path: str) -> list[str]:
        """Names of the pages that an address tells of, in order."""
        response = self.get(tree().by_code[site], path)
        assert response.status_code == 200
        text = response.content.decode().replace("\xa0", " ")
        text = text[text.find("<main") : text.find("</main")] if "<main" in text else text
        return list(dict.fromkeys(SAID.findall(text)))


def model_of(sites: Sites) -> Model:
    pages = {
        name: Paper(owner, kind, order, live=name in LIVE)
        for order, (name, (owner, kind)) in enumerate(PAGES.items())
    }
    parents = {site: (p := tree().by_code[site].parent) and p.code for site in SITES}
    at_once = {
        site: {source: getattr(sites.settings(site), f"accept_from_{source}") for source in SOURCES}
        for site in SITES
    }
    return Model(pages, parents, at_once)


@contextmanager
def undone():
    """The next sequence starts from the same rows, and from nothing remembered."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        generations.forget()
        for cache in caches.all():
            cache.clear()


def check_rows(sites: Sites, model: Model) -> None:
    """`visible_in` and `findable_in`, after each step."""
    names = {pk: name for name, pk in sites.pages.items()}
    for site in model.parents:
        territory = tree().by_code[site]
        listed = {
            names[pk]
            for kind in (NewsPage, EventPage)
            for pk in kind.objects.visible_in(territory).values_list("pk", flat=True)
        }
        assert listed == set(model.listed(site)), site
        found = findable_in(territory).filter(pk__in=names).values_list("pk", flat=True)
        assert {names[pk] for pk in found} == set(model.listed(site)), site


def check_channels(sites: Sites, model: Model) -> None:
    """What visitors and robots read; what was kept since the last time included."""
    for site in model.parents:
        assert sites.read(site, "/actualites/") == model.shown(site, "news"), site
        assert sites.read(site, "/agenda/") == model.shown(site, "event"), site
        assert sites.read(site, "/flux/nouvelles/") == model.listed(site, "news"), site
        assert sites.read(site, "/flux/agenda.ics") == model.listed(site, "event"), site
        assert sorted(sites.read(site, "/recherche/?q=fanfare")) == sorted(model.listed(site)), site
        assert sites.read(site, "/actualites/?ou=partout") == model.wide(site, "news"), site


def both(sites: Sites, model: Model, action: str, *arguments: str) -> None:
    """Do the same to both; what one refuses, the other must refuse."""
    if action == "visit":
        return check_channels(sites, model)
    try:
        getattr(model, action)(*arguments)
    except RefusedError:
        if action in ("propose", "decide") and arguments[1] in model.parents:
            with pytest.raises((ValidationError, PermissionDenied)), transaction.atomic():
                getattr(sites, action)(*arguments)
    else:
        getattr(sites, action)(*arguments)
    return None


@settings(
    max_examples=9,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequence=st.lists(steps, min_size=8, max_size=24))
@example(
    sequence=[
        ("visit",),
        ("propose", "bravo", "vitre"),
        ("publish", "bravo"),
        ("decide", "bravo", "vitre", "pin"),
        ("visit",),
        ("everywhere", "echo"),
        ("decide", "echo", "vitre", "hide"),
        ("unpublish", "echo"),
        ("publish", "echo"),
        ("visit",),
        ("merge", "vitre", "cornouaille"),
        ("take", "vitre", "others"),
    ]
)
@example(
    sequence=[
        ("propose", "alpha", "fougeres"),
        ("propose", "alpha", "cornouaille"),
        ("decide", "alpha", "cornouaille", "accept"),
        ("propose", "charlie", "cornouaille"),
        ("decide", "charlie", "cornouaille", "accept"),
        ("propose", "charlie", "fougeres"),
        ("decide", "charlie", "fougeres", "hide"),
        # The team that stays has not decided about the first, and has hidden the second.
        ("merge", "cornouaille", "fougeres"),
        ("attach", "fougeres", "ess-finistere"),
        ("visit",),
        ("take", "ess-35", "children"),
        ("propose", "alpha", "ess-35"),
        ("propose", "alpha", "ess-finistere"),
    ]
)
def test_each_site_lists_what_the_rules_say(network, get, sequence):
    with undone():
        sites = Sites(network, get)
        model = model_of(sites)
        for step in sequence:
            both(sites, model, *step)
            check_rows(sites, model)
        check_channels(sites, model)


def test_the_model_starts_where_the_sites_do(network, get):
    sites = Sites(network, get)
    model = model_of(sites)
    assert model.parents[REGION] is None
    assert model.shown("vitre", "news") == ["alpha"]
    assert model.shown("fougeres", "news") == ["charlie"]  # its groupement's
    check_rows(sites, model)
    check_channels(sites, model)
