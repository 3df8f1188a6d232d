"""The page chooser: it opens on one's own site, names the others', and shows no draft of theirs."""

from django.http import Http404
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView, SearchView
from wagtail.models import Page

from .columns import ChooserSiteColumn, SiteColumn, TitleWithParents, with_site
from .sites import choosable, own_home_id

ANY_PAGE = {"", "wagtailcore.page"}


class SiteBrowseView(BrowseView):
    """Wagtail's own opens on the root of all sites."""

    @property
    def columns(self):
        return with_site(super().columns, ChooserSiteColumn())

    def get(self, request, parent_page_id=None):
        if parent_page_id is None:
            # Of one kind only, pages may stand on any site: Wagtail finds where they are.
            if request.GET.get("page_type", "") in ANY_PAGE:
                parent_page_id = own_home_id(request.user)
        else:
            asked = Page.objects.filter(pk=parent_page_id)
            if not asked.filter(depth=1).exists() and not choosable(request.user, asked).exists():
                raise Http404
        return super().get(request, parent_page_id)


class SiteSearchView(SearchView):
    """Same titles on every site (« Mentions légales »): the site tells them apart."""

    @property
    def columns(self):
        title = TitleWithParents("title", label="Titre", is_multiple_choice=self.is_multiple_choice)
        columns = [title if column.name == "title" else column for column in super().columns]
        return with_site(columns, SiteColumn())


class OwnChosenMultipleView(ChosenMultipleView):
    """Titles of the chosen pages: not those of others' drafts."""

    def get(self, request):
        pks = [pk for pk in request.GET.getlist("id") if pk.isdecimal()]
        known = choosable(request.user, Page.objects.filter(pk__in=pks))
        request.GET = request.GET.copy()
        request.GET.setlist("id", [str(pk) for pk in known.values_list("pk", flat=True)])
        return super().get(request)
