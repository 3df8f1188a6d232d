"""What changed in the common text of an offer since a territory adapted it."""

from typing import Any

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import RevisionsCompareView
from wagtail.log_actions import log

from offers.models import LocalOffer, OfferPage

from .indicators import local_texts
from .views import BoardView, require_territory


class LocalTextView(RevisionsCompareView):
    """The common text, then and now, above the local text; and « c’est relu »."""

    model = OfferPage
    page_title = "Ce qui a changé dans le texte commun"
    header_icon = "site"
    template_name = "network/admin/local_text.html"

    def setup(self, request, pk: int, *args, **kwargs):
        rows = LocalOffer.objects.select_related("offer", "territory")
        self.local = get_object_or_404(
            rows, pk=pk, offer__live_revision__isnull=False, offer__live=True
        )
        now = self.local.offer.live_revision_id
        then = self.local.adapted_from_id or now
        super().setup(request, self.local.offer_id, then, now, *args, **kwargs)

    def dispatch(self, request, *args, **kwargs):
        require_territory(request.user, self.local.territory_id)
        return super().dispatch(request, *args, **kwargs)

    def get_edit_handler(self):
        return self.object.get_edit_handler()

    def get_page_subtitle(self) -> str:
        return str(self.local)

    @property
    def list_url(self) -> str:
        """The list of the local texts of this territory."""
        return reverse(
            "site_health_list", args=[self.local.territory.code, local_texts.INDICATOR.slug]
        )

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        items = super().get_breadcrumbs_items()
        above = [
            {"url": reverse("site_health"), "label": BoardView.page_title},
            {"url": self.list_url, "label": local_texts.INDICATOR.label},
        ]
        return [items[0], *above, items[-1]]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "local": self.local,
            "local_url": AdminURLFinder(self.request.user).get_edit_url(self.local),
            "is_up_to_date": self.local.adapted_from_id == self.local.offer.live_revision_id,
        }

    def post(self, request, *args, **kwargs):
        """Take note that the version shown was read, unless another was published meanwhile."""
        if request.POST.get("revision") != str(self.local.offer.live_revision_id):
            messages.warning(
                request, "Le texte commun vient encore de changer : regardez la nouvelle version."
            )
            return redirect(request.path)
        # Nothing that visitors read has changed: no signal, no date of change.
        LocalOffer.objects.filter(pk=self.local.pk).update(
            adapted_from=self.local.offer.live_revision_id
        )
        log(self.local, "wagtail.edit", user=request.user)
        messages.success(request, f"« {self.local} » : c’est relu.")
        return redirect(self.list_url)
