"""wagtail-localize publishes by ways of its own, which ask neither our review nor, for some, any right to publish."""

import json

from django.contrib.auth import get_permission_codename
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsView

from .publication_rules import KEPT, refusal_reason

NO_ALIAS = (
    "Une traduction garde son texte : elle ne se remplace pas par une copie de la page en français, "
    "qui paraîtrait aussitôt."
)


# Before wagtail-localize's own, which answers with its editor. Wagtail's form sends « action-publish ».
@hooks.register("before_edit_page", order=-10)
def refuse_publication(request, page):
    """A translation appears as any page does: what is translated so far is kept."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    reason = refusal_reason(request.user, page)
    if not reason:
        return None
    messages.error(request, f"{reason} {KEPT}")
    return redirect("wagtailadmin_pages:edit", page.pk)


def keep_translation(request, page_id: int):
    """In the place of « Convertir en alias », which puts the source's text online for whoever may edit.

    No page of ours is an alias (docs/architecture.md).
    """
    messages.error(request, NO_ALIAS)
    return redirect("wagtailadmin_pages:edit", page_id)


@hooks.register("construct_page_action_menu", order=10)
def hide_alias_button(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


def without_alias(props: str) -> str:
    """What the editor of a translation is drawn from (JSON), without its button « Convertir en alias »."""
    read = json.loads(props)
    read["links"]["convertToAliasUrl"] = None
    return json.dumps(read)


class OwnUpdateTranslations(UpdateTranslationsView):
    """Whoever may not publish every translation updates drafts: publishing is neither offered nor taken."""

    def _publishes(self, target) -> bool:
        user = self.request.user
        if isinstance(target, Page):
            return target.permissions_for_user(user).can_publish() and not refusal_reason(
                user, target
            )
        meta = target._meta
        # A model without drafts shows each change at once.
        action = "publish" if hasattr(target, "live") else "change"
        return user.has_perm(f"{meta.app_label}.{get_permission_codename(action, meta)}")

    def get_form(self):
        form = super().get_form()
        translations = self.object.translations.filter(enabled=True)
        if not all(
            self._publishes(translation.get_target_instance()) for translation in translations
        ):
            del form.fields["publish_translations"]
        return form

    def form_valid(self, form):
        form.cleaned_data.setdefault("publish_translations", False)
        return super().form_valid(form)
