"""What the pages of the service offer show (`core.page_registry`)."""

from typing import Any

from core.page_registry import context_for
from territories.tree.requests import territory_for_request

from .listing import index_context
from .local_forms import nearest_form
from .models import OfferIndexPage, OfferPage


@context_for(OfferIndexPage)
def offer_index(page: OfferIndexPage, request, context) -> dict[str, Any]:
    """The offers by axis; of one audience with `?public=`."""
    return index_context(page, request, request.GET.get("public", ""))


@context_for(OfferPage)
def offer(page: OfferPage, request, context) -> dict[str, Any]:
    """Whom it is for, and its nearest local form."""
    here = territory_for_request(request)
    form = nearest_form(page.pk, here)
    return {
        "audience_labels": [audience.label for audience in page.audiences.all()],
        "local": form,
        "local_is_own": form is not None and form.territory == here,
    }
