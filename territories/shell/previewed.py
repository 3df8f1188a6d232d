"""Previews of what surrounds the pages of a site."""

from django.utils import translation
from wagtail.models import PreviewableMixin

from ..tree.languages import FRENCH


class PreviewedOnHome(PreviewableMixin):
    """What surrounds the pages of a `site`, previewed around the home page of that site."""

    @property
    def preview_language(self) -> str:
        """Language in which the page is shown."""
        return FRENCH

    @property
    def full_url(self) -> str:
        return f"{self.site.root_url}/"

    def serve_preview(self, request, mode_name):
        # The shell reads it there, and remembers nothing of it: `chrome.chrome_for`.
        request.unsaved = self
        with translation.override(self.preview_language):
            response = self.site.root_page.specific.serve_preview(request, "")
            return response.render()
