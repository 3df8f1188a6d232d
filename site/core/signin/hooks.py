"""Hooks of the sign-in: addresses, account page, list of accounts, words of the log. Imported by `core.wagtail_hooks`."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from .log_actions import ACTIONS
from .rules import may_reset
from .views import own


@hooks.register("register_admin_urls")
def register_account_pages():
    return [
        path("compte/connexion/", own.AccountView.as_view(), name="signin_account"),
        path("compte/connexion/codes/", own.NewCodesView.as_view(), name="signin_new_codes"),
        path("compte/connexion/arreter/", own.OffView.as_view(), name="signin_off"),
        path("compte/<int:pk>/reinitialiser/", own.ResetView.as_view(), name="signin_reset"),
    ]


@hooks.register("register_account_menu_item")
def register_account_page(request):
    return {
        "url": reverse("signin_account"),
        "label": own.TITLE,
        "help_text": "Application, codes de secours : votre deuxième preuve à chaque connexion.",
    }


@hooks.register("register_user_listing_buttons")
def reset_button(user, request_user):
    if may_reset(request_user, user):
        yield Button(
            "Réinitialiser la double authentification",
            reverse("signin_reset", args=[user.pk]),
            icon_name="key",
            priority=90,
        )


@hooks.register("register_log_actions")
def register_actions(actions):
    for action, (label, sentence) in ACTIONS.items():
        actions.register_action(action, label, sentence)
