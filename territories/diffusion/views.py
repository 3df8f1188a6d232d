"""« Reçues »: what a site received, and what its team decides about it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import BaseListingView
from wagtail.models import Page

from ..ownership.scope import own_territories, scope_of
from ..tree import tree
from ..tree.models import Scale, Territory
from . import rules
from .decisions import decide_pages
from .listing import COLUMNS, ReceivedFilterSet
from .received import received_pages

NOTHING_CHOSEN = "Cochez au moins une page, puis choisissez ce qu’elle devient."
UNCHANGED = "Rien n’a changé : c’était déjà décidé."
# Action, its button, and what is said once done, of one page and of several.
ACTIONS = {
    "accept": ("Accepter", "acceptée", "acceptées"),
    "pin": ("Épingler", "épinglée", "épinglées"),
    "unpin": ("Ne plus épingler", "n’est plus épinglée", "ne sont plus épinglées"),
    "hide": ("Masquer", "masquée", "masquées"),
}


def success_message(action: str, changed: int) -> str:
    """What was just done, in a sentence."""
    if not changed:
        return UNCHANGED
    _, one, many = ACTIONS[action]
    pages, word = (f"{changed} pages", many) if changed > 1 else ("1 page", one)
    return f"{pages} {word}." if action == "unpin" else f"{pages} {word}. La liste publique suit."


def decided_for(user) -> list[Territory]:
    """Territories for which `user` decides, her own first."""
    own = own_territories(user)
    others = [tree().by_id[pk] for pk in scope_of(user).communicates]
    others = [t for t in others if t.site_id and t not in own]
    scales = Scale.values
    return own + sorted(others, key=lambda t: (scales.index(t.scale), t.sort_order))


def known_territory(user, code: str) -> Territory:
    """The territory of an address.

    :raises Http404: there is none.
    :raises PermissionDenied: others decide for it.
    """
    territory = tree().by_code.get(code)
    if territory is None or not territory.site_id:
        raise Http404
    if not rules.may_decide(user, territory):
        raise PermissionDenied
    return territory


class OwnReceivedView(View):
    """To the list of one's own site, or of the one that was chosen."""

    def get(self, request):
        territories = decided_for(request.user)
        if not territories:
            raise PermissionDenied
        code = request.GET.get("site") or territories[0].code
        return redirect("received", code=code)


class ReceivedView(BaseListingView):
    """All that a site received, the latest first."""

    page_title = "Reçues"
    header_icon = "download"
    model = Page
    results_template_name = "territories/admin/received_results.html"
    filterset_class = ReceivedFilterSet
    columns = COLUMNS
    default_ordering = "-proposed_at"
    paginate_by = 30
    verbose_name_plural = "pages reçues"

    def setup(self, request, code: str, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.territory = known_territory(request.user, code)

    def get_page_subtitle(self) -> str:
        return self.territory.site_name

    def get_index_url(self) -> str:
        return reverse("received", args=[self.territory.code])

    def get_index_results_url(self) -> str:
        return reverse("received_results", args=[self.territory.code])

    def get_base_queryset(self):
        return received_pages(self.territory).specific()

    def get_table_kwargs(self) -> dict[str, Any]:
        caption = f"Pages que {self.territory.site_name} a reçues"
        return super().get_table_kwargs() | {
            "caption": caption,
            "attrs": {"data-controller": "w-bulk"},
        }

    @cached_property
    def no_results_message(self) -> str:
        if self.is_filtering:
            return "Aucune page reçue ne répond à ces filtres."
        return f"Personne n’a encore rien proposé à {self.territory.site_name}."

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "territory": self.territory,
            "territories": decided_for(self.request.user),
            "actions": [(action, words[0]) for action, words in ACTIONS.items()],
            "back": self.request.GET.urlencode(),
        }


class DecideView(View):
    """The answer to one page or to several, all or none of them."""

    http_method_names = ["post"]

    def post(self, request, code: str):
        territory = known_territory(request.user, code)
        action, chosen = request.POST.get("action", ""), request.POST.getlist("page")
        try:
            pages = {int(pk) for pk in chosen if len(pk) < 19 and pk.isdecimal()}
            if len(pages) != len(set(chosen)) or not pages:
                raise ValidationError(NOTHING_CHOSEN)
            changed = decide_pages(territory, pages, action, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, success_message(action, changed))
        back = get_valid_next_url_from_request(request)
        # `redirect` would look for a view named by what was sent.
        return HttpResponseRedirect(back or reverse("received", args=[territory.code]))
