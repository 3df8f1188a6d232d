"""The second factor: give it, set it up, keep the recovery codes."""

import django_otp
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp.models import Device
from wagtail.admin import messages
from wagtail.log_actions import log

from .. import factors, log_actions
from ..forms import CodeForm, FirstCodeForm, KeptForm, NewAuthenticatorForm
from ..middleware import awaited_person

# In the session: the device that a code has proved, while the recovery codes are not kept yet.
PROVED = "signin_proved"


def few_left(number: int) -> str:
    """Say that few recovery codes are left."""
    if not number:
        return "C’était votre dernier code de secours. Faites-en d’autres depuis votre compte."
    codes = "un code de secours" if number == 1 else f"{number} codes de secours"
    return f"Il ne vous reste plus que {codes}. Faites-en d’autres depuis votre compte."


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class StepView(RedirectURLMixin, FormView):
    """A step of somebody who gave her password, or (where `own` allows) who is signed in."""

    next_page = "wagtailadmin_home"
    # Whether somebody who is signed in comes here too, from her account.
    own = False

    def dispatch(self, request, *args, **kwargs):
        self.person = awaited_person(request)
        self.is_signed_in = self.person is None and request.user.is_authenticated
        if self.is_signed_in:
            self.person = request.user
        if self.person is None:
            return redirect_to_login(self.get_success_url(), reverse("wagtailadmin_login"))
        if (self.is_signed_in and not self.own) or self.is_elsewhere():
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def is_elsewhere(self) -> bool:
        """Whether this step is not the person's: she goes on to the next page, which knows better."""
        return False

    def get_default_redirect_url(self):
        name = "signin_account" if self.is_signed_in and self.own else self.next_page
        return reverse(name)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "next": self.get_redirect_url(),
            "person": self.person,
            "is_signed_in": self.is_signed_in,
        }

    def go_to(self, name: str):
        """Redirect to another step, which leads to the same page in the end."""
        query = self.request.GET.copy()
        query["next"] = self.get_redirect_url()
        return redirect(f"{reverse(name)}?{query.urlencode()}")

    def let_in(self, device):
        """The person is who she says: her session is renewed, and carries the proof."""
        self.request.user = self.person
        self.request.session.cycle_key()
        self.request.session.pop(PROVED, None)
        django_otp.login(self.request, device)

    def proved(self, device):
        """Go on after a code: in, or first to the recovery codes of whoever has none."""
        has_codes = factors.codes_in_use(self.person)
        if has_codes or self.is_signed_in:
            self.let_in(device)
        if has_codes:
            return redirect(self.get_success_url())
        if not factors.codes_to_keep(self.person):
            factors.make_codes(self.person)
        self.request.session[PROVED] = device.persistent_id
        return self.go_to("signin_codes")


class CodeView(StepView):
    """The code of each sign-in."""

    template_name = "core/signin/code.html"
    form_class = CodeForm

    def is_elsewhere(self):
        return factors.authenticator_of(self.person) is None

    def form_valid(self, form):
        answer = factors.try_code(self.person, form.cleaned_data["code"])
        if answer.device is None:
            form.refuse(answer)
            return self.form_invalid(form)
        response = self.proved(answer.device)
        left = factors.codes_left(self.person)
        if answer.spent_a_code and left < factors.FEW_CODES:
            messages.warning(self.request, few_left(left))
        return response


class SetupView(StepView):
    """Set up an authenticator. Who has one already changes it once she is in, never before."""

    template_name = "core/signin/setup.html"
    own = True

    def is_elsewhere(self):
        return not self.is_signed_in and factors.authenticator_of(self.person) is not None

    def get_form_class(self):
        return NewAuthenticatorForm if self.is_signed_in else FirstCodeForm

    def get_form_kwargs(self):
        asked = {"request": self.request} if self.is_signed_in else {}
        return super().get_form_kwargs() | asked

    def get_context_data(self, **kwargs):
        device = factors.new_authenticator(self.person)
        return super().get_context_data(**kwargs) | {
            "qr_code": factors.qr_code(device),
            "key": factors.written_key(device),
        }

    def form_valid(self, form):
        device = factors.new_authenticator(self.person)
        answer = factors.try_new(device, form.cleaned_data["code"])
        if answer.device is None:
            form.refuse(answer)
            return self.form_invalid(form)
        factors.confirm_authenticator(answer.device)
        log(self.person, log_actions.ON, user=self.person)
        return self.proved(answer.device)


class CodesView(StepView):
    """The recovery codes, shown until the person says to have kept them."""

    template_name = "core/signin/codes.html"
    form_class = KeptForm
    own = True

    def is_elsewhere(self):
        has_proved = self.is_signed_in or PROVED in self.request.session
        self.codes = factors.codes_to_keep(self.person) if has_proved else []
        return not self.codes

    def get_context_data(self, **kwargs):
        title = f"Codes de secours ESS Bretagne, compte {self.person.get_username()}"
        return super().get_context_data(**kwargs) | {
            "codes": self.codes,
            "file": "\r\n".join([title, "", *self.codes, ""]),
        }

    def form_valid(self, form):
        factors.keep_codes(self.person)
        if not self.is_signed_in:
            device = Device.from_persistent_id(self.request.session[PROVED])
            self.let_in(device)
        return redirect(self.get_success_url())
