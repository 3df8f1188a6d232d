"""Forms of the sign-in: each field says to the browser and to password managers what it is for."""

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from .password_mail import write_to_account

WRONG_CODE = (
    "Ce code n’est pas bon. Un code de l’application change toutes les 30 secondes et ne sert "
    "qu’une fois ; un code de secours ne sert qu’une fois aussi."
)


def too_many(seconds: int) -> str:
    """Say how long to wait before another code."""
    minutes = round(seconds / 60)
    wait = f"{seconds} seconde{'s' * (seconds > 1)}" if seconds < 90 else f"{minutes} minutes"
    return f"Trop de codes refusés à la suite. Réessayez dans {wait}."


class SignInForm(LoginForm):
    """Name and password. Wagtail's form has no label for the password, so Django makes an English one."""

    error_messages = LoginForm.error_messages | {
        "invalid_login": "L’identifiant ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez."
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        for name, label, purpose in (
            ("username", "Identifiant", "username"),
            ("password", "Mot de passe", "current-password"),
        ):
            field = self.fields[name]
            field.label = label
            field.widget.attrs["autocomplete"] = purpose
            field.widget.attrs.pop("placeholder", None)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class AskPasswordForm(PasswordResetForm):
    """Address of the account whose password is forgotten."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = "Adresse électronique de votre compte"
        field.widget.attrs["autocomplete"] = "email"

    def save(self, *, request, use_https=False, **options):
        """Have the account looked for and written to by the worker.

        The answer comes as fast whether there is one or not, and a mail server that is slow holds nobody up.
        """
        templates = ("subject_template_name", "email_template_name", "html_email_template_name")
        write_to_account.enqueue(
            self.cleaned_data["email"],
            {name: options[name] for name in templates if name in options}
            | {"domain_override": request.get_host(), "use_https": use_https},
        )


class CodeForm(forms.Form):
    """A code, typed or pasted."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        error_messages={"required": "Donnez un code."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def refuse(self, answer) -> None:
        """Say why the code was not taken."""
        self.add_error("code", too_many(answer.wait) if answer.wait else WRONG_CODE)


class FirstCodeForm(CodeForm):
    """The first code of an authenticator that is being set up."""

    field_order = ["password", "code"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Code à six chiffres donné par l’application"
        code.widget.attrs["inputmode"] = "numeric"
        del code.widget.attrs["autofocus"]  # the page is read first


class PasswordForm(forms.Form):
    """The password of whoever is signed in, asked for again before a change of her second factor."""

    password = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        error_messages={"required": "Donnez votre mot de passe."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        password = self.cleaned_data["password"]
        name = self.request.user.get_username()
        # Through the backends: these tries are counted with the others.
        if authenticate(self.request, username=name, password=password) is None:
            raise ValidationError("Ce mot de passe n’est pas le bon.")
        return password


class NewAuthenticatorForm(PasswordForm, FirstCodeForm):
    """A new authenticator for whoever is signed in already."""


class KeptForm(forms.Form):
    """The person says to have kept her recovery codes."""

    kept = forms.BooleanField(
        label="J’ai gardé ces codes en lieu sûr",
        error_messages={"required": "Gardez d’abord ces codes, puis cochez la case."},
    )
