from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from territories.tree.requests import territory_or_404

from .models import NewsPage

ITEMS = 30


class NewsFeed(Feed):
    """The news that the current site lists, as Atom; each item names where it comes from."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return territory_or_404(request)

    def title(self, territory):
        return f"Nouvelles — {territory.site_name}"

    def link(self, territory):
        return f"{territory.site.root_url}/actualites/"

    def feed_url(self, territory):
        return f"{territory.site.root_url}/flux/nouvelles/"

    def feed_guid(self, territory):
        return self.feed_url(territory)

    def subtitle(self, territory):
        return f"Ce qui se passe {territory.locative}."

    def items(self, territory):
        # By date alone: readers sort for themselves, and what is pinned may be old.
        return NewsPage.objects.visible_in(territory).latest_first()[:ITEMS]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.summary

    def item_link(self, item):
        return item.full_url

    def item_author_name(self, item):
        return item.origin.site_name if item.origin else ""

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.date, time(8)))

    def item_updateddate(self, item):
        return item.last_published_at or self.item_pubdate(item)
