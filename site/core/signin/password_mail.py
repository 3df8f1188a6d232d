"""The mail that lets a person choose another password, written by the worker: decision 0096."""

from typing import Any

from wagtail.admin.forms.auth import PasswordResetForm

from ..jobs.atomic import atomic_job


@atomic_job("Chercher un compte et lui écrire")
def write_to_account(email: str, options: dict[str, Any]) -> None:
    """Write to the accounts of an address, if there are any.

    :param options: of `PasswordResetForm.save`, as far as they are JSON.
    """
    form = PasswordResetForm({"email": email})
    if form.is_valid():
        form.save(**options)
