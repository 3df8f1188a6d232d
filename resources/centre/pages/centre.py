from django.http import Http404
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.page_registry import view_of
from territories.models import SharedPage


class ResourceCentrePage(SharedPage):
    """The shared resource centre: its landing page and its catalogue. Lives once, in the region."""

    page_description = "Le catalogue de toutes les fiches. Un seul pour toute la Bretagne."

    heading = RichTextField(
        "accroche",
        blank=True,
        features=["bold", "italic"],
        help_text="En grand, tout en haut : une phrase courte.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="sous le catalogue",
        blank=True,
        help_text="Ce qui se lit après la liste des fiches. Souvent vide.",
    )

    content_panels = [*SharedPage.content_panels, FieldPanel("heading"), FieldPanel("body")]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.SheetFolderPage"]
    max_count = 1
    # Folders, in the explorer: found by the name of their territory.
    admin_default_ordering = "title"

    class Meta:
        verbose_name = "centre de ressources"

    def get_breadcrumbs(self, request) -> list[dict[str, str]]:
        """Always right below the home of the visitor's site: nothing to look up."""
        return [{"title": "Accueil", "url": "/"}, {"title": self.title}]

    def route(self, request, path_components):
        """A sheet's address says nothing of the folder in which it stands: one query, whichever it is."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.descendant_of(self).filter(url_path=url_path).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def serve(self, request, *args, **kwargs):
        """The catalogue; a redirect to the rest of the filters for who removes one without JavaScript."""
        redirect = view_of(self, "without_filter")(request) if "retirer" in request.GET else None
        return redirect or super().serve(request, *args, **kwargs)
