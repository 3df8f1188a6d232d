from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .diffusion import hooks as diffusion_hooks  # noqa: F401
from .explorer import hooks as explorer_hooks  # noqa: F401
from .review import guards
from .review import panel as review_panel  # noqa: F401
from .review import telling as review_telling  # noqa: F401
from .team import hooks as team_hooks  # noqa: F401
from .viewsets import CommuneChooserViewSet, TerritoriesGroup, policies
from .viewsets import site_settings_hooks as site_settings_hooks
from .viewsets.owned import OwnedBulkDelete

policies.register()
register_snippet(TerritoriesGroup)
# After Wagtail's own, which they replace for what belongs to a territory, and for pages.
hooks.register("register_bulk_action", OwnedBulkDelete, order=10)
hooks.register("register_bulk_action", guards.KeepingBulkDelete, order=10)


@hooks.register("register_admin_viewset")
def register_commune_chooser():
    return CommuneChooserViewSet("commune_chooser")
