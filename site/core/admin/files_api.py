"""The admin's API lists every image and document to every editor; here, those that she may choose or change."""

from django.db.models import Model
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry

SEEN_BY = ("choose", "add", "change")


class OwnFilesMixin:
    """Before one of Wagtail's views: for the list, for one file, and for what a page of it counts."""

    model: type[Model]
    request: HttpRequest

    def get_queryset(self):
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, SEEN_BY)
        return super().get_queryset().filter(pk__in=own.order_by().values("pk"))


class OwnImages(OwnFilesMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocuments(OwnFilesMixin, DocumentsAdminAPIViewSet):
    pass


@hooks.register("construct_admin_api", order=10)
def list_own_files(router):
    """After Wagtail's own, which these replace."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
