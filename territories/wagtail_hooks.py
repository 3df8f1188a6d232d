from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .diffusion import hooks as diffusion_hooks  # noqa: F401
from .explorer import hooks as explorer_hooks  # noqa: F401
from .ownership.views import OwnedBulkDelete
from .review import admin_restrictions, dashboard_panel, form_messages  # noqa: F401
from .shell import hooks as shell_hooks  # noqa: F401
from .team import hooks as team_hooks  # noqa: F401
from .viewsets import CommuneChooserViewSet, TerritoriesGroup

register_snippet(TerritoriesGroup)
# After Wagtail's own, which they replace for what belongs to a territory, and for pages.
hooks.register("register_bulk_action", OwnedBulkDelete, order=10)
hooks.register("register_bulk_action", admin_restrictions.RestrictedBulkDelete, order=10)


@hooks.register("register_admin_viewset")
def register_commune_chooser():
    return CommuneChooserViewSet("commune_chooser")
