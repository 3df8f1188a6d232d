"""Name and password, and a forgotten password: Wagtail's views, with our words and limits."""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.views import account

from ..factors import authenticator_of
from ..limits import may_ask_for_password
from ..middleware import awaited_person
from ..rules import must_have_second_factor


def second_step(person, next_url: str) -> str:
    """Address where somebody gives her second factor, or sets it up."""
    name = "signin_code" if authenticator_of(person) else "signin_setup"
    return f"{reverse(name)}?{urlencode({'next': next_url})}"


class SignInView(account.LoginView):
    """Sign in; the second factor comes next."""

    template_name = "core/signin/login.html"

    def get(self, request, *args, **kwargs):
        if person := awaited_person(request):
            return redirect(second_step(person, self.get_success_url()))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        person = form.get_user()
        if authenticator_of(person) or must_have_second_factor(person):
            return redirect(second_step(person, self.get_success_url()))
        return response


class AskPasswordView(account.PasswordResetView):
    """Ask for a new password; past the limit, the answer is the same and no mail leaves."""

    template_name = "core/signin/ask_password.html"

    def form_valid(self, form):
        if may_ask_for_password(self.request, form.cleaned_data["email"]):
            return super().form_valid(form)
        return redirect(self.get_success_url())
