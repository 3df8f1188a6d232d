"""Hooks of diffusion: what the form of a page asks, words of the log. Imported by `territories.wagtail_hooks`."""

from django.db import transaction
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from . import decisions

WORDS = {
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
    for action, (label, sentence) in WORDS.items():
        formatter = type("Formatter", (Told,), {"label": label, "sentence": sentence})
        actions.register_action(action)(formatter)


class Told(LogFormatter):
    """What was done, with the site that it is about."""

    sentence = ""

    def format_message(self, log_entry) -> str:
        return self.sentence.format(**log_entry.data)


@hooks.register("before_publish_page")
@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def keep_wish(request, page):
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
