"""Factories of pages: each makes, or finds, the parent its type needs."""

from datetime import timedelta

import factory
import wagtail_factories
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from home.agenda.models import EventIndexPage, EventPage
from home.news.models import NewsIndexPage, NewsPage
from home.pages import models
from territories.models import SharedSectionPage, Territory
from territories.tree import tree


def section(territory: Territory, slug: str) -> Page:
    """The standard page `slug` of a territory's site, as made by `create_site`."""
    return Page.objects.child_of(territory.site.root_page).get(slug=slug).specific


def some_territory() -> Territory:
    """A territory with a site: the region when there is one, else a whole small network."""
    region = tree().region
    if region is None or region.site is None:
        from .network import make_network

        region = make_network().region
    return Territory.objects.select_related("site").get(pk=region.pk)


class TerritorialPageFactory(wagtail_factories.PageFactory):
    """Base of our factories: `territory` says on whose site the page stands."""

    _section_slug: str | None = None

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.LazyAttributeSequence(lambda page, n: f"{slugify(page.title)}-{n}"[-60:])
    summary = "Ce que la page apporte, en une phrase."

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        territory = kwargs.get("territory") or some_territory()
        kwargs["territory"] = territory
        if parent is None:
            parent = cls.default_parent(territory)
        # A parent fetched earlier may have had children since.
        parent.refresh_from_db()
        page = model_class(**kwargs)
        parent.add_child(instance=page)
        return page

    @classmethod
    def default_parent(cls, territory: Territory) -> Page:
        if cls._section_slug:
            return section(territory, cls._section_slug)
        return territory.site.root_page


class HomePageFactory(TerritorialPageFactory):
    class Meta:
        model = models.HomePage

    @classmethod
    def default_parent(cls, territory):
        return Page.get_first_root_node()


class LandingPageFactory(TerritorialPageFactory):
    class Meta:
        model = models.LandingPage


class ContentPageFactory(TerritorialPageFactory):
    _section_slug = "nous-connaitre"

    class Meta:
        model = models.ContentPage


class ContactPageFactory(TerritorialPageFactory):
    class Meta:
        model = models.ContactPage


class NewsIndexPageFactory(TerritorialPageFactory):
    class Meta:
        model = NewsIndexPage


class NewsPageFactory(TerritorialPageFactory):
    _section_slug = "actualites"

    class Meta:
        model = NewsPage

    date = factory.LazyFunction(timezone.localdate)


class EventIndexPageFactory(TerritorialPageFactory):
    class Meta:
        model = EventIndexPage


class EventPageFactory(TerritorialPageFactory):
    _section_slug = "agenda"

    class Meta:
        model = EventPage

    start = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    end = factory.LazyAttribute(lambda event: event.start + timedelta(hours=2))
    place = "Maison des associations"


class FormPageFactory(TerritorialPageFactory):
    class Meta:
        model = models.FormPage


class GovernanceIndexPageFactory(TerritorialPageFactory):
    _section_slug = "nous-connaitre"

    class Meta:
        model = models.GovernanceIndexPage


class GovernanceBodyPageFactory(TerritorialPageFactory):
    class Meta:
        model = models.GovernanceBodyPage

    level = models.GovernanceBodyPage.Level.POLITICAL
    mission = "Définir les grandes orientations."

    @classmethod
    def default_parent(cls, territory):
        return GovernanceIndexPageFactory(territory=territory)


class TimelinePageFactory(TerritorialPageFactory):
    _section_slug = "nous-connaitre"

    class Meta:
        model = models.TimelinePage


class SharedSectionPageFactory(TerritorialPageFactory):
    """A mounted section, on a site that has not mounted its source yet."""

    class Meta:
        model = SharedSectionPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        territory = kwargs.get("territory") or some_territory()
        kwargs.setdefault("source", section(tree().region, "ressources"))
        return super()._create_instance(model_class, parent, kwargs | {"territory": territory})
