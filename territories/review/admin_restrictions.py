"""What the admin refuses, with its reason and the way out: hooks, bulk actions, buttons, the admin API."""

from urllib.parse import urlencode

from django.template.response import TemplateResponse
from django.urls import reverse
from rest_framework.exceptions import PermissionDenied
from wagtail import hooks
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.move import MovePageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.wagtail_hooks import PageListingDeleteButton
from wagtail.models import Page

from core.upstream import wrap_method

from .deletion_rules import leaves_its_site, may_delete_drafts, once_published, with_translations
from .publication_rules import refusal_reason, refused_in_bulk, region_first

SHOWN = 20
KEPT = "Une page déjà publiée se dépublie, elle ne se supprime pas."
NO_DELETE = "Vous pouvez modifier cette page, pas la supprimer."
NO_MOVE = "Une page reste sur son site : seule la région peut la déplacer vers un autre."


def _refuse(
    request, title: str, reason: str, pages=(), back: str = "", unpublish: bool = False
) -> TemplateResponse:
    """A page that says why nothing was done, and may offer to unpublish what is online."""
    pages = list(pages)
    online = [
        page
        for page in pages
        if unpublish and page.permissions_for_user(request.user).can_unpublish()
    ]
    url = ""
    if len(online) == 1:
        url = reverse("wagtailadmin_pages:unpublish", args=[online[0].pk])
    elif online:
        asked = urlencode([*(("id", page.pk) for page in online), ("next", back)])
        url = (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?{asked}"
        )
    context = {
        "title": title,
        "reason": reason,
        "pages": pages[:SHOWN],
        "more": len(pages[SHOWN:]),
        "unpublish_url": url,
        "unpublish_count": len(online),
        "back": back or reverse("wagtailadmin_home"),
    }
    return TemplateResponse(request, "territories/admin/page_kept.html", context, status=403)


def _refuse_delete(request, pages: list[Page], back: str) -> TemplateResponse | None:
    user = request.user
    if user.is_superuser:
        return None
    refused = [page for page in pages if not may_delete_drafts(user, page)]
    if refused:
        return _refuse(request, "Suppression refusée", NO_DELETE, refused, back)
    kept = once_published([twin for page in pages for twin in with_translations(page)])
    if kept:
        return _refuse(request, "Suppression refusée", KEPT, kept, back, unpublish=True)
    return None


def _above(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])


@hooks.register("before_delete_page")
def keep_published_page(request, page):
    return _refuse_delete(request, [page], _above(page))


@hooks.register("before_move_page")
def keep_page_on_its_site(request, page, destination):
    if leaves_its_site(request.user, page, destination):
        return _refuse(request, "Déplacement refusé", NO_MOVE, back=_above(page))
    return None


@hooks.register("before_bulk_action")
def keep_pages_on_their_site(request, action_type, pages, action):
    """All or none: a page that may not leave its site keeps the others where they are too."""
    if action_type != "move" or action.model is not Page:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    refused = [page for page in pages if leaves_its_site(request.user, page, destination)]
    if refused:
        return _refuse(request, "Déplacement refusé", NO_MOVE, refused, action.next_url)
    return None


@hooks.register("before_bulk_action")
def keep_reviews_in_bulk(request, action_type, pages, action):
    """All or none, as for moves."""
    if action_type != "publish" or action.model is not Page:
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants", False)
    reason, refused = refused_in_bulk(request.user, pages, below)
    if reason:
        return _refuse(request, "Publication refusée", reason, refused, action.next_url)
    return None


class RestrictedBulkDelete(DeleteBulkAction):
    """Refused as a whole, before it is confirmed as after, when one of the pages must be kept."""

    def dispatch(self, request, *args, **kwargs):
        pages, _ = self.get_actionable_objects()
        refusal_reason = _refuse_delete(request, pages, self.next_url)
        return refusal_reason or super().dispatch(request, *args, **kwargs)


# One class draws the button in listings and at the head of a page, and no hook takes it from the latter.
@wrap_method(PageListingDeleteButton, "is_shown")
def delete_is_offered(is_shown, button, user) -> bool:
    """Of pages that were never published; a permission to delete them is proposed in wagtail/rfcs#52."""
    page = button.page
    if user.is_superuser or (not page.live and page.first_published_at is None):
        return is_shown(button, user) and may_delete_drafts(user, page)
    return False


class _RestrictedDelete(DeletePageAPIAction):
    def execute(self, instance, data):
        user = self.request.user
        if not user.is_superuser:
            if not may_delete_drafts(user, instance):
                raise PermissionDenied(NO_DELETE)
            if once_published([instance]).exists():
                raise PermissionDenied(KEPT)
        return super().execute(instance, data)


class _RestrictedMove(MovePageAPIAction):
    def execute(self, instance, data):
        action = self._action_from_data(instance, data)
        beside = data.get("position") in ("left", "right", "first-sibling", "last-sibling")
        destination = action.target.get_parent() if beside else action.target
        if destination and leaves_its_site(self.request.user, instance, destination):
            raise PermissionDenied(NO_MOVE)
        return super().execute(instance, data)


class _RestrictedPublish(PublishPageAPIAction):
    def execute(self, instance, data):
        if reason := refusal_reason(self.request.user, instance):
            raise PermissionDenied(reason)
        return super().execute(instance, data)


class _RestrictedCopy(CopyPageAPIAction):
    def execute(self, instance, data):
        # A copy of a sheet is another sheet, which waits for the region as they all do.
        if region_first(self.request.user, self._action_from_data(instance, data).to):
            data = {**data, "keep_live": False}
        return super().execute(instance, data)


class RestrictedPagesAPI(PagesAdminAPIViewSet):
    actions = PagesAdminAPIViewSet.actions | {
        "copy": _RestrictedCopy,
        "delete": _RestrictedDelete,
        "move": _RestrictedMove,
        "publish": _RestrictedPublish,
    }


@hooks.register("construct_admin_api")
def register_pages_api(router):
    router.register_endpoint("pages", RestrictedPagesAPI)
