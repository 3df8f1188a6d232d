"""A second factor, and the codes that its holder would read."""

import time

from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from core.signin import factors

PASSWORD = "x"  # what make_person gives


def code_of(device: TOTPDevice, later: int = 0) -> str:
    """The code that the authenticator shows now, or so many times thirty seconds later.

    Its clock lags if an earlier code was taken after its thirty seconds had passed, and the device remembers it.
    """
    device.refresh_from_db(fields=["drift"])
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + later * device.step
    return f"{totp.token():06d}"


def give_second_factor(user) -> TOTPDevice:
    """Set up an authenticator and recovery codes, as the screens do."""
    device = factors.new_authenticator(user)
    factors.confirm_authenticator(device)
    factors.make_codes(user)
    factors.keep_codes(user)
    return device


def sign_in(client, user, path: str = "/admin/"):
    """Give name and password, on the way to an address."""
    data = {"username": user.username, "password": PASSWORD, "next": path}
    return client.post("/admin/login/", data)


def enter(client, user) -> TOTPDevice:
    """Sign in to the end, with the authenticator that is set up for it."""
    device = give_second_factor(user)
    sign_in(client, user)
    client.post(reverse("signin_code"), {"code": code_of(device)})
    return device
