"""Hooks of whole sites: addresses, buttons, panel, words of the log, and those of the health board."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import LogFormatter

from territories.models import Scale
from territories.ownership.scope import scope_of
from territories.viewsets.territory import BUTTONS_HOOK

from .departure.views import EXPORTED, ExportsView
from .health.hooks import HealthMenuItem
from .merging.run import MERGED
from .merging.views import MergeView
from .opening import not_open, views  # noqa: F401
from .opening.panel import TodoPanel
from .opening.run import OPENED
from .renaming.run import RENAMED
from .renaming.views import RenamingView


@hooks.register("register_admin_urls")
def register_sites_urls():
    return [
        path("sites/ouvrir/", views.OpeningView.as_view(), name="site_open"),
        path("sites/emporter/", ExportsView.as_view(), name="site_exports"),
        path("sites/<slug:code>/fusionner/", MergeView.as_view(), name="site_merge"),
        path("sites/<slug:code>/renommer/", RenamingView.as_view(), name="site_rename"),
        path("sites/<slug:code>/premiers-pas/", views.OpenedView.as_view(), name="site_opened"),
    ]


@hooks.register(BUTTONS_HOOK)
def territory_buttons(user, territory):
    if not scope_of(user).is_region:
        return
    if territory is None:
        yield HeaderButton("Ouvrir un site", url=reverse("site_open"), icon_name="site")
    elif territory.site_id:
        url = reverse("site_opened", args=[territory.code])
        yield Button("Ce site, et ses premiers pas", url=url, icon_name="site", priority=5)
        if territory.scale != Scale.REGION and territory.is_active:
            url = reverse("site_rename", args=[territory.code])
            yield Button("Renommer, changer d’adresse", url=url, icon_name="edit", priority=6)
        if territory.scale == Scale.PAYS and territory.is_active:
            url = reverse("site_merge", args=[territory.code])
            yield Button("Fusionner avec un autre pays", url=url, icon_name="resubmit", priority=7)


@hooks.register("register_reports_menu_item")
def register_exports_menu_item():
    return HealthMenuItem(
        ExportsView.page_title,
        reverse("site_exports"),
        name="site-exports",
        icon_name=ExportsView.header_icon,
        order=900,
    )


@hooks.register("construct_homepage_panels")
def add_todo_panel(request, panels):
    if scope_of(request.user).communicates:
        panels.append(TodoPanel())


@hooks.register("register_log_actions")
def register_site_actions(actions):
    actions.register_action(OPENED, "Ouvrir le site", "A ouvert le site de ce territoire")
    actions.register_action(EXPORTED, "Emporter le site", "A emporté une copie de tout le site")

    @actions.register_action(MERGED)
    class Merged(LogFormatter):
        label = "Fusionner deux pays"

        def format_message(self, log_entry):
            return "A fusionné « {leaving} » dans « {staying} »".format(**log_entry.data)

    @actions.register_action(RENAMED)
    class Renamed(LogFormatter):
        label = "Renommer un territoire"

        def format_message(self, log_entry):
            data = log_entry.data
            said = []
            if data["old"] != data["new"]:
                said.append("renommé « {old} » en « {new} »".format(**data))
            old, new = data["hosts"]
            if old != new:
                said.append(f"déplacé le site de {old} à {new}")
            return f"A {' et '.join(said) or 'changé les noms du territoire'}"
