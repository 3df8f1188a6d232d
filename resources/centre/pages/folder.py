from django.http import Http404
from wagtail.admin.panels import HelpPanel
from wagtail.models import Page, PagePermissionTester

from territories.models import SharedPage


class FolderPermissionTester(PagePermissionTester):
    """A folder is kept by the synchronisation alone: people act upon the sheets inside."""

    def _never(self, *args, **kwargs) -> bool:
        return False

    can_edit = can_delete = can_publish = can_unpublish = _never
    can_move = can_move_to = can_copy = can_copy_to = _never
    can_lock = can_unlock = can_submit_for_moderation = _never


class SheetFolderPage(SharedPage):
    """The sheets of one territory in the resource centre: rights on them are given here.

    It leaves no trace in addresses: its `url_path` is its centre's, so that its sheets stand right below the
    centre. It is no page to read: a link to it leads to the catalogue, filtered by its territory.
    """

    is_shown = False
    is_creatable = False
    # Even while it is empty: one goes in to write the first sheet.
    is_navigable = True
    preview_modes: list[tuple[str, str]] = []

    content_panels = [
        HelpPanel("Ce dossier suit son territoire : il se crée et se renomme tout seul.")
    ]
    promote_panels = []
    settings_panels = []
    parent_page_types = ["resources.ResourceCentrePage"]
    # Sheets of every kind: pages that name the folder as their parent (`ResourcePage.parent_page_types`).

    class Meta:
        verbose_name = "dossier de fiches"
        verbose_name_plural = "dossiers de fiches"

    def set_url_path(self, parent: Page | None) -> str:
        self.url_path = parent.url_path if parent else "/"
        return self.url_path

    def permissions_for_user(self, user) -> FolderPermissionTester:
        return FolderPermissionTester(user, self)

    def get_url_parts(self, request=None):
        """The catalogue, filtered by the territory."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None or self.origin is None:
            return parts
        site_id, root_url, path = parts
        return site_id, root_url, f"{path}?territoire={self.origin.code}"

    def route(self, request, path_components):
        raise Http404

    def get_route_paths(self) -> list[str]:
        """Nothing to redirect when the centre moves."""
        return []

    def get_sitemap_urls(self, request=None) -> list:
        return []
