"""Hooks of the team: addresses, menu entries, words of the log. Imported by `territories.wagtail_hooks`."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from . import invitations, views
from .access import AccessReport
from .people import may_manage


class TeamMenuItem(MenuItem):
    """Shown to whoever has a team to keep."""

    def is_shown(self, request) -> bool:
        return may_manage(request.user)


class TeamViewSet(ViewSet):
    """« Équipe » : list, invite, change, let leave, send again."""

    name = "equipe"
    icon = "group"
    menu_label = "Équipe"
    menu_order = 270
    menu_item_class = TeamMenuItem
    add_to_admin_menu = True

    def get_common_view_kwargs(self, **kwargs):
        names = {
            f"{view}_url_name": self.get_url_name(view)
            for view in ("index", "add", "edit", "delete", "resend")
        }
        names["index_results_url_name"] = self.get_url_name("index_results")
        return super().get_common_view_kwargs(**names, **kwargs)

    def get_urlpatterns(self):
        view = self.construct_view
        return [
            path("", view(views.TeamIndexView), name="index"),
            path("liste/", view(views.TeamIndexView, results_only=True), name="index_results"),
            path("inviter/", view(views.InviteView), name="add"),
            path("<int:pk>/", view(views.MemberView), name="edit"),
            path("<int:pk>/retirer/", view(views.LeaveView), name="delete"),
            path("<int:pk>/renvoyer/", view(views.ResendView), name="resend"),
        ]


@hooks.register("register_admin_viewset")
def register_team():
    return TeamViewSet()


@hooks.register("register_admin_urls")
def register_access_report():
    return [
        path("acces/", AccessReport.as_view(), name="access_report"),
        path("acces/liste/", AccessReport.as_view(results_only=True), name="access_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_access_menu_item():
    return TeamMenuItem(
        AccessReport.page_title,
        reverse("access_report"),
        name="access-report",
        icon_name=AccessReport.header_icon,
        order=150,
    )


@hooks.register("register_log_actions")
def register_team_actions(actions):
    for action, label, sentence in (
        (invitations.INVITED, "Inviter", "A invité cette personne"),
        (invitations.CHANGED, "Changer les équipes", "A changé les équipes de cette personne"),
        (invitations.LEFT, "Retirer de l’équipe", "A retiré cette personne de sa dernière équipe"),
    ):
        actions.register_action(action, label, sentence)
