"""Second factor of one's account, and of somebody who lost hers."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from .. import factors, log_actions
from ..forms import PasswordForm
from ..reset import reset
from ..rules import may_reset, must_have_second_factor

TITLE = "Double authentification"


class AccountMixin(WagtailAdminTemplateMixin):
    """A page under the account's."""

    page_title = TITLE
    header_icon = "key"

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("wagtailadmin_account"), "label": "Compte"}]
        if self.page_title != TITLE:
            trail.append({"url": reverse("signin_account"), "label": TITLE})
        return [
            *super().get_breadcrumbs_items(),
            *trail,
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "authenticator": factors.authenticator_of(user),
            "codes_left": factors.codes_left(user),
            "few_codes": factors.FEW_CODES,
            "is_required": must_have_second_factor(user),
        }


class AccountView(AccountMixin, TemplateView):
    """Where one's second factor stands, and what can be done about it."""

    template_name = "core/signin/account.html"


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ConfirmedView(AccountMixin, FormView):
    """A change that asks for the password again."""

    template_name = "core/signin/confirm.html"
    form_class = PasswordForm
    text, button = "", ""

    def dispatch(self, request, *args, **kwargs):
        if not self.is_possible():
            return redirect("signin_account")
        return super().dispatch(request, *args, **kwargs)

    def is_possible(self) -> bool:
        """Whether the person may do this now."""
        return factors.authenticator_of(self.request.user) is not None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}


class NewCodesView(ConfirmedView):
    """Make new recovery codes."""

    page_title = "Nouveaux codes de secours"
    text = "Dix nouveaux codes remplaceront les anciens dès que vous aurez dit les avoir gardés."
    button = "Faire de nouveaux codes"

    def form_valid(self, form):
        factors.make_codes(self.request.user)
        return redirect("signin_codes")


class OffView(ConfirmedView):
    """Switch the second factor off, where it is a choice."""

    page_title = "Arrêter la double authentification"
    text = "Votre mot de passe suffira de nouveau. Vos codes de secours sont effacés."
    button = "Arrêter"

    def is_possible(self):
        return super().is_possible() and not must_have_second_factor(self.request.user)

    def form_valid(self, form):
        user = self.request.user
        factors.forget(user)
        log(user, log_actions.OFF, user=user)
        messages.success(self.request, "La double authentification est arrêtée.")
        return redirect("signin_account")


class ResetView(WagtailAdminTemplateMixin, TemplateView):
    """Take away the second factor of somebody who lost it."""

    template_name = "core/signin/reset.html"
    page_title = "Réinitialiser la double authentification"
    header_icon = "key"

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(get_user_model(), pk=kwargs["pk"])
        if not may_reset(request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "person": self.person,
            "has_one": factors.authenticator_of(self.person) is not None,
        }

    def post(self, request, *args, **kwargs):
        told = reset(self.person, request.user)
        messages.success(request, f"La double authentification de {self.person} est réinitialisée.")
        if not told:
            messages.warning(
                request, "Ce compte n’a pas d’adresse électronique : dites-le-lui vous-même."
            )
        return redirect("wagtailadmin_home")
