"""Taking a site away: for those who publish it, the groupement above, the region."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from territories.models import Territory
from territories.ownership.scope import scope_of, sites_of

from .archive import archive_of

EXPORTED = "sites.exported"


class ExportsView(WagtailAdminTemplateMixin, TemplateView):
    """The sites that the person may take away."""

    page_title = "Emporter un site"
    header_icon = "download"
    template_name = "network/admin/site_exports.html"

    def dispatch(self, request, *args, **kwargs):
        if not scope_of(request.user).communicates:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        sites = sites_of(self.request.user).filter(site__isnull=False)
        return super().get_context_data(**kwargs) | {"territories": sites}

    def post(self, request, *args, **kwargs):
        """Send the zip of the site named by `site`; the history keeps who took it."""
        code = request.POST.get("site", "").replace("\0", "")  # PostgreSQL refuses NUL
        territory = (
            Territory.objects.select_related("site__root_page", "collection")
            .filter(code=code, site__isnull=False)
            .first()
        )
        if territory is None:
            raise Http404
        if territory.pk not in scope_of(request.user).communicates:
            raise PermissionDenied
        log(territory, EXPORTED, user=request.user)
        today = timezone.localdate().isoformat()
        return StreamingHttpResponse(
            archive_of(territory, request.user),
            content_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{territory.code}-{today}.zip"',
                "Cache-Control": "private, no-store",
            },
        )
