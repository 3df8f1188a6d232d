"""Hooks of diffusion: list, menu, dashboard, what the form of a page asks, words of the log. Imported by `territories.wagtail_hooks`."""

from django.db import transaction
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from ..ownership.scope import scope_of
from . import decisions, views
from .dashboard_panel import PendingProposalsPanel, pending_number

LOG_LABELS = {
    decisions.PROPOSED: ("Proposer à un site", "Proposée à {site}"),
    decisions.WITHDRAWN: ("Retirer d’un site", "N’est plus proposée à {site}"),
    decisions.AUTOMATIC: ("Accepter d’office", "Acceptée d’office par {site}"),
    decisions.DECIDED["accept"]: ("Accepter", "Acceptée pour {site}"),
    decisions.DECIDED["pin"]: ("Épingler", "Épinglée sur {site}"),
    decisions.DECIDED["unpin"]: ("Désépingler", "N’est plus épinglée sur {site}"),
    decisions.DECIDED["hide"]: ("Masquer", "Masquée sur {site}"),
}


@hooks.register("register_log_actions")
def register_diffusion_actions(actions):
    for action, (label, sentence) in LOG_LABELS.items():
        formatter = type("Formatter", (SiteLogFormatter,), {"label": label, "sentence": sentence})
        actions.register_action(action)(formatter)


class SiteLogFormatter(LogFormatter):
    """What was done, with the site that it is about."""

    sentence = ""

    def format_message(self, log_entry) -> str:
        return self.sentence.format(**log_entry.data)


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def save_wish(request, page):
    """What was ticked on the form: before the page is published by it, or once the draft is saved."""
    wish = page.__dict__.pop("wish", None)
    if wish is None:
        return
    with transaction.atomic():
        decisions.plan(page, wish.ticked, request.user)
        decisions.plan_withdrawal(page, wish.unticked, request.user)
        # The last approval of a workflow publishes the page before it says so.
        if request.POST.get("workflow-action-name") == "approve":
            fresh = Page.objects.get(pk=page.pk)
            if fresh.live and not fresh.has_unpublished_changes:
                decisions.take_effect(page, request.user)


@hooks.register("register_admin_urls")
def register_received_urls():
    received = views.ReceivedView.as_view
    return [
        path("recues/", views.OwnReceivedView.as_view(), name="own_received"),
        path("recues/<slug:code>/", received(), name="received"),
        path("recues/<slug:code>/liste/", received(results_only=True), name="received_results"),
        path("recues/<slug:code>/decider/", views.DecideView.as_view(), name="decide"),
    ]


class ReceivedMenuItem(MenuItem):
    """Shown to whoever decides for a site, with how much waits for her own team."""

    def is_shown(self, request) -> bool:
        return bool(scope_of(request.user).communicates)

    def render_component(self, request):
        component = super().render_component(request)
        if number := pending_number(request.user):
            component.label = f"{self.label} ({number})"
        return component


@hooks.register("register_admin_menu_item")
def received_menu_item():
    page = views.ReceivedView
    return ReceivedMenuItem(
        page.page_title,
        reverse("own_received"),
        name="recues",
        icon_name=page.header_icon,
        order=150,
    )


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request, panels):
    if scope_of(request.user).communicates:
        panels.append(PendingProposalsPanel())
