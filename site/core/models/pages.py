from typing import Any
from urllib.parse import urljoin

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page
from wagtail.search import index

from ..page_forms import BasePageForm
from ..page_registry import registered_context

# What social networks take of a cover.
SHARED = "format-jpeg|fill-960x540"


class BasePage(Page):
    """What every page of ours has: a summary, a cover, a description for search engines.

    Abstract, since wagtail-localize does not support a custom concrete base page.
    """

    summary = models.CharField(
        "résumé",
        max_length=320,
        blank=True,
        help_text="Une ou deux phrases simples : ce que la page apporte, et à qui. "
        "Elles servent aussi dans les listes et les moteurs de recherche.",
    )
    cover = models.ForeignKey(
        "core.SiteImage",
        verbose_name="image principale",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Facultative : sans photo, un panneau rayé prend la place.",
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),
        index.AutocompleteField("summary"),
    ]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("cover")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            "Pour les moteurs de recherche",
        )
    ]

    base_form_class = BasePageForm

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """Text of the page's meta description."""
        return self.search_description or self.summary

    @cached_property
    def noindex(self) -> bool:
        """Whether robots should leave this page out."""
        return False

    def share_image(self) -> dict[str, Any] | None:
        """The cover as social networks show it: address, size, words. None without one."""
        if self.cover is None:
            return None
        try:
            # A crop that publication has drawn (`core.renditions`).
            drawn = self.cover.get_rendition(SHARED)
        except SourceImageIOError:
            return None  # the file is missing: the page is not
        return {
            "url": urljoin(self.full_url or "", drawn.url),
            "width": drawn.width,
            "height": drawn.height,
            "alt": self.cover.default_alt_text,
        }

    def get_breadcrumbs(self, request) -> list[dict[str, str]]:
        """Trail from the site's home to this page: dicts with `title` and, but for the last, `url`."""
        above = self.get_ancestors().live().filter(depth__gt=2) if self.depth > 3 else []
        trail = [{"title": a.title, "url": a.get_url(request)} for a in above]
        return [{"title": "Accueil", "url": "/"}, *trail, {"title": self.title}]

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        """What every page gives its template, and what is registered for its type (`core.page_registry`)."""
        context = super().get_context(request, *args, **kwargs)
        context["canonical_url"] = self.full_url
        context["page_description"] = self.description
        context["og_image"] = self.share_image()
        if self.depth > 2:
            context["breadcrumbs"] = self.get_breadcrumbs(request)
        return registered_context(self, request, context)
