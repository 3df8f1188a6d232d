"""Sections that live once, in the region's tree, and are mounted on every site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site

from ..tree.models import Territory
from .models import TerritorialPage
from .mounts import Mount, mounted_path, mounts_for_site


class SharedPage(TerritorialPage):
    """A page of a section that lives once, in the regional tree, and is mounted on every site.

    Its address follows the site of the visitor; its canonical address stays the region's.
    """

    territory_from_tree = False

    class Meta:
        abstract = True

    @classmethod
    def visible_in_q(cls, territory: Territory) -> Q:
        return Q(pk=F("pk"))

    def get_url_parts(self, request=None):
        site = Site.find_for_request(request) if request else None
        if site:
            mounted = mounted_path(site, self)
            if mounted is not None:
                return site.pk, site.root_url, mounted
        return super().get_url_parts(request)

    def get_breadcrumbs(self, request) -> list[dict[str, str]]:
        """Trail on the visitor's site: the mounted section stands where its source would."""
        site = Site.find_for_request(request)
        trail = []
        above = self.get_ancestors().live().filter(depth__gt=2) if self.depth > 3 else []
        for ancestor in above:
            url = site and mounted_path(site, ancestor)
            trail.append({"title": ancestor.title, "url": url or ancestor.get_url(request)})
        return [{"title": "Accueil", "url": "/"}, *trail, {"title": self.title}]


class SharedSectionPage(TerritorialPage):
    """« Rubrique partagée »: a regional section that answers here, under this site's name and colour.

    Its own address serves the source; deeper addresses are handed to the source's `route()`.
    """

    page_description = "Une rubrique de la région, montrée ici sous votre nom et vos couleurs."

    is_shown = False

    source = models.ForeignKey(
        Page,
        verbose_name="rubrique d’origine",
        null=True,
        on_delete=models.PROTECT,
        related_name="mounts",
        help_text="La rubrique de la région qui paraît ici.",
    )
    local_intro = RichTextField(
        "mot d’accueil local",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Facultatif : quelques lignes de votre équipe, au-dessus de la rubrique commune.",
    )

    content_panels = [
        *Page.content_panels,
        PageChooserPanel("source"),
        FieldPanel("local_intro"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "rubrique partagée"
        verbose_name_plural = "rubriques partagées"

    @classmethod
    def mounted_at(cls, site: Site, slug: str) -> "SharedSectionPage | None":
        """The section that answers under `/slug/` of a site: one query where a page by its slug takes two."""
        for mount in mounts_for_site(site.pk):
            if mount.address == f"/{slug}/":
                return cls.objects.filter(pk=mount.pk).first()
        return None

    def clean(self):
        super().clean()
        source = self.source and self.source.specific
        if source and not (isinstance(source, SharedPage) and source.is_shown):
            raise ValidationError(
                {
                    "source": "Cette page ne peut pas être partagée : choisissez une rubrique commune."
                }
            )

    def route(self, request, path_components):
        mount = next(
            (m for m in mounts_for_site(Site.find_for_request(request).pk) if m.pk == self.pk), None
        )
        if mount is None or not self.live:
            raise Http404
        request.shared_section = self
        if path_components:
            # One query to the page itself; the source routes what is not a page (charts, files).
            url_path = f"{mount.url_path}{'/'.join(path_components)}/"
            page = Page.objects.filter(path__startswith=mount.path, url_path=url_path).first()
            if page is not None:
                return page.specific.route(request, [])
        return mount.source().route(request, path_components)

    def serve_preview(self, request, mode_name):
        request.shared_section = self
        return (
            self.source.specific.serve(request)
            if self.source
            else super().serve_preview(request, mode_name)
        )

    def get_sitemap_urls(self, request=None) -> list:
        """Nothing: a sitemap lists only what its site owns."""
        return []


@mounts_for_site.computed_by
def load_mounts(site_id: int) -> list[Mount]:
    """The sections that are mounted on a site and show something."""
    root = Page.objects.filter(sites_rooted_here=site_id).first()
    if root is None:
        return []
    sections = SharedSectionPage.objects.live().descendant_of(root).select_related("source")
    return [
        Mount(
            pk=s.pk,
            address=s.url_path.removeprefix(root.url_path.rstrip("/")),
            source_id=s.source_id,
            model=s.source.specific_class or Page,
            path=s.source.path,
            url_path=s.source.url_path,
        )
        for s in sections
        if s.source_id and s.source.live
    ]
