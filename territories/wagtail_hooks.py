from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import CommuneChooserViewSet, TerritoriesGroup, policies

policies.register()
register_snippet(TerritoriesGroup)


@hooks.register("register_admin_viewset")
def register_commune_chooser():
    return CommuneChooserViewSet("commune_chooser")
