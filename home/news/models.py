from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.formats import long_date
from territories.models import DiffusablePage, DiffusableQuerySet, TerritorialPage


class NewsIndexPage(TerritorialPage):
    """The news of a site: its own, and those it received."""

    page_description = "Les nouvelles du site : les vôtres, et celles que vous relayez."

    content_panels = [*TerritorialPage.content_panels]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "liste des nouvelles"
        verbose_name_plural = "listes des nouvelles"


class NewsQuerySet(DiffusableQuerySet):
    def latest_first(self) -> "NewsQuerySet":
        """In the order of a list, with what it shows of each."""
        return self.select_related("cover").order_by("-date", "-pk")

    def listed_in(self, territory) -> "NewsQuerySet":
        """News a site lists: what it pinned, then the latest."""
        news = self.visible_in(territory).with_pins(territory).latest_first()
        return news.order_by("-is_pinned", "-date", "-pk")


class NewsPage(DiffusablePage):
    """A piece of news: what happened, or what begins."""

    page_description = "Ce qui vient d’arriver ou qui commence. D’autres sites peuvent la relayer."

    date = models.DateField(
        "date",
        default=timezone.localdate,
        db_index=True,
        help_text="Le jour du fait, ou de sa publication. Les nouvelles se rangent de la plus récente à la plus ancienne.",
    )
    is_sample = models.BooleanField(
        "exemple", default=False, help_text="Dit aux visiteurs que cette nouvelle est un exemple."
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="L’essentiel d’abord ; quelques paragraphes suffisent.",
    )
    source = models.CharField(
        "source",
        max_length=400,
        blank=True,
        help_text="D’où vient l’information, quand elle n’est pas de vous.",
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *DiffusablePage.content_panels,
        FieldPanel("date"),
        FieldPanel("body"),
        FieldPanel("source"),
        *DiffusablePage.diffusion_panels,
    ]
    settings_panels = [
        *DiffusablePage.settings_panels,
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *DiffusablePage.search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "nouvelle"
        verbose_name_plural = "nouvelles"

    @property
    def listing_meta(self) -> str:
        """When and from whom, for a row of a list; and why it comes before later ones."""
        pinned = "à la une" if getattr(self, "is_pinned", False) else ""
        site = self.origin.site_name if self.origin else ""
        sample = "exemple" if self.is_sample else ""
        parts = (pinned, long_date(self.date), site, sample)
        return " · ".join(part for part in parts if part)
