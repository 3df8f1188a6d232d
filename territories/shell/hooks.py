"""Hooks of « Réglages du site ». Imported by `territories.wagtail_hooks`."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.registry import SettingMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import PublishMenuItem
from wagtail.snippets.models import register_snippet

from .settings import TerritorySettings
from .settings_views import CHANGED, SiteSettingsEditView, SiteSettingsHistoryView, SiteTextsViewSet
from .texts import SiteTexts

register_snippet(SiteTextsViewSet)

OURS = {"app_name": "territories", "model_name": "territorysettings"}


@hooks.register("register_admin_urls", order=-1)
def site_settings_urls():
    # Before Wagtail's own address of the same screen, which stands for every setting.
    history = SiteSettingsHistoryView.as_view
    return [
        path(
            "settings/territories/territorysettings/<int:pk>/",
            SiteSettingsEditView.as_view(),
            OURS,
        ),
        path("reglages/<int:pk>/historique/", history(), name="site_settings_history"),
        path(
            "reglages/<int:pk>/historique/liste/",
            history(results_only=True),
            name="site_settings_history_results",
        ),
    ]


class SiteSettingsMenuItem(MenuItem):
    """Shown to whoever may change the settings of a site; leads to those of her own."""

    def is_shown(self, request) -> bool:
        policy = policy_registry.get_by_type(TerritorySettings)
        return policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_menu_item")
def site_settings_menu_item():
    return SiteSettingsMenuItem(
        "Réglages du site",
        reverse("wagtailsettings:edit", args=["territories", "territorysettings"]),
        name="reglages-du-site",
        icon_name="site",
        order=260,
    )


@hooks.register("construct_settings_menu")
def hide_second_way(request, menu_items):
    """The settings stand in the main menu: once is enough."""
    menu_items[:] = [
        item
        for item in menu_items
        if not (isinstance(item, SettingMenuItem) and item.model is TerritorySettings)
    ]


class OwnPublishMenuItem(PublishMenuItem):
    """« Publier », for those who may on this very site; Wagtail asks for the right on all of them."""

    def is_shown(self, context) -> bool:
        policy = policy_registry.get_by_type(SiteTexts)
        return policy.user_has_permission_for_instance(
            context["request"].user, "publish", context["instance"]
        )


@hooks.register("construct_snippet_action_menu")
def publish_texts_first(menu_items, request, context):
    """Of texts: publish, or keep for later. They are never taken offline."""
    if context["model"] is SiteTexts:
        publish = OwnPublishMenuItem(order=0)
        drafts = [item for item in menu_items if item.name == "action-save"]
        menu_items[:] = [*([publish] if publish.is_shown(context) else []), *drafts]


@hooks.register("register_log_actions")
def register_settings_action(actions):
    @actions.register_action(CHANGED)
    class SettingsChanged(LogFormatter):
        label = "Changer les réglages"

        def format_message(self, log_entry) -> str:
            return f"A changé : {', '.join(log_entry.data['fields'])}"
