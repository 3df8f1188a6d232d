"""A person's second factor: her authenticator (TOTP) and her recovery codes, kept by django-otp (decision 0060)."""

import re
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from urllib.parse import parse_qs, urlsplit

import segno
from django.db import transaction
from django.utils import timezone
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

CODES = 10
# Below, the person is told to make others.
FEW_CODES = 3


def authenticator_of(user) -> TOTPDevice | None:
    """The authenticator in use."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def has_second_factor(ids: set[int]) -> set[int]:
    """Those of some people who have a second factor, in one query.

    :param ids: primary keys of accounts.
    """
    devices = TOTPDevice.objects.filter(user__in=ids, confirmed=True)
    return set(devices.values_list("user_id", flat=True))


def new_authenticator(user) -> TOTPDevice:
    """The authenticator that is being set up: the same until a code has proved it."""
    found = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return found or TOTPDevice.objects.create(user=user, confirmed=False, name="Application")


@transaction.atomic
def confirm_authenticator(device: TOTPDevice) -> None:
    """Put in use an authenticator that a code has proved; it takes the place of the former one."""
    TOTPDevice.objects.filter(user_id=device.user_id).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])


def qr_code(device: TOTPDevice) -> str:
    """The address that an authenticator reads, drawn as SVG."""
    return segno.make(device.config_url, error="m").svg_inline(
        border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None
    )


def written_key(device: TOTPDevice) -> str:
    """The key as text, in groups of four, for whoever cannot scan."""
    key = parse_qs(urlsplit(device.config_url).query)["secret"][0]
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def codes_in_use(user) -> StaticDevice | None:
    """The recovery codes that the person has said to have kept."""
    return StaticDevice.objects.filter(user=user, confirmed=True).first()


def codes_left(user) -> int:
    """How many recovery codes are not spent."""
    return StaticToken.objects.filter(device__user=user, device__confirmed=True).count()


def codes_to_keep(user) -> list[str]:
    """The codes shown until the person says to have kept them; none once she has."""
    tokens = StaticToken.objects.filter(device__user=user, device__confirmed=False)
    return [shown(token) for token in tokens.order_by("pk").values_list("token", flat=True)]


def shown(token: str) -> str:
    """A recovery code as it is written: two groups of four."""
    return f"{token[:4]}-{token[4:]}"


@transaction.atomic
def make_codes(user) -> None:
    """Make new recovery codes. The former ones stay good until these have been kept."""
    StaticDevice.objects.filter(user=user, confirmed=False).delete()
    device = StaticDevice.objects.create(user=user, confirmed=False, name="Codes de secours")
    device.token_set.bulk_create(
        StaticToken(device=device, token=StaticToken.random_token()) for _ in range(CODES)
    )


@transaction.atomic
def keep_codes(user) -> None:
    """Put the new codes in use, in place of the former ones: the person has kept them."""
    device = StaticDevice.objects.filter(user=user, confirmed=False).first()
    if device:
        StaticDevice.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])


@transaction.atomic
def forget(user) -> None:
    """Take away the second factor, with its recovery codes."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a code."""

    device: TOTPDevice | StaticDevice | None
    # Seconds to wait before another try, where there were too many.
    wait: int = 0

    @property
    def spent_a_code(self) -> bool:
        """Whether it was a recovery code: it is good for one time only."""
        return isinstance(self.device, StaticDevice)


def try_code(user, typed: str) -> Answer:
    """Try what was typed: six figures come from the authenticator, anything else is a recovery code."""
    code = re.sub(r"[\s\-]", "", typed).lower()
    is_figures = len(code) == 6 and code.isdecimal()
    device = authenticator_of(user) if is_figures else codes_in_use(user)
    return _try(user, device, code)


def try_new(device: TOTPDevice, typed: str) -> Answer:
    """Try the first code of an authenticator that is being set up."""
    return _try(device.user, device, re.sub(r"\s", "", typed))


def _try(user, device, code: str) -> Answer:
    if device is None:
        return Answer(None)
    allowed, why = device.verify_is_allowed()
    if not allowed:
        left = (why["locked_until"] - timezone.now()) / timedelta(seconds=1)
        return Answer(None, max(1, ceil(left)))
    return Answer(verify_token(user, device.persistent_id, code))
