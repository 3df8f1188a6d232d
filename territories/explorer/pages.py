"""Listings of pages: the search tells the site of each, and « Pages » opens on one's own."""

from django.db.models import QuerySet
from django.shortcuts import redirect
from django.utils.functional import cached_property, classproperty
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from ..ownership.scope import scope_of
from .columns import SiteColumn, with_site
from .filters import OwnPageFilterSet
from .sites import editable_by, own_home_id


class SiteSearchView(SearchView):
    """Among the pages that a person keeps: those above them she only passes by."""

    verbose_name, verbose_name_plural = "page", "pages"
    all_pages: QuerySet[Page]

    def annotate_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        kept = editable_by(self.request.user).filter(depth__gt=1).order_by().values("pk")
        self.all_pages = self.all_pages.filter(pk__in=kept)
        return super().annotate_queryset(pages.filter(pk__in=kept))

    @classproperty
    def columns(cls):  # noqa: N805
        return with_site(super().columns, SiteColumn())


class SiteIndexView(ExplorableIndexView):
    """The children of a page; found from the root of all sites, each says its own."""

    base_filterset_class = OwnPageFilterSet

    @cached_property
    def explorable_columns(self):
        columns = super().explorable_columns
        looking = self.is_searching or self.is_filtering
        wide = self.parent_page.is_root() or self.is_searching_whole_tree
        return with_site(columns, SiteColumn()) if looking and wide else columns

    def get(self, request, parent_page_id=None):
        if parent_page_id is None and not scope_of(request.user).is_region:
            home = own_home_id(request.user)
            if home and len(scope_of(request.user).communicates) == 1:
                return redirect(self.index_url_name, home)
        elif parent_page_id and not self._explorable.filter(pk=parent_page_id).exists():
            # Wagtail sends away only from what is above or beside the one root of all one's pages.
            home = own_home_id(request.user)
            return redirect(
                self.index_url_name, home or self._explorable.values_list("pk", flat=True).first()
            )
        return super().get(request, parent_page_id)

    @property
    def _explorable(self) -> QuerySet[Page]:
        return self.permission_policy.explorable_instances(self.request.user).order_by("path")


class SitePageViewSet(PageViewSet):
    """For every type of page."""

    model = Page
    filterset_class = OwnPageFilterSet
    search_view_class = SiteSearchView
    index_view_class = SiteIndexView
