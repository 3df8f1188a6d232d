"""Limits on attempts: passwords (django-axes), and requests for a new password (decision 0061)."""

import hashlib
import ipaddress
import logging

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db.models import Sum
from django.shortcuts import render

logger = logging.getLogger(__name__)

# Requests for a new password within an hour: for an account, and from an address.
RESETS_FOR, RESETS_FROM, HOUR = 5, 30, 3600
# Where this process counts while the shared cache does not answer: each process then has the whole limit.
_own_counts = LocMemCache("signin", {"OPTIONS": {"MAX_ENTRIES": 10_000}})


def client_address(request) -> str | None:
    """The address a request comes from, as the outermost proxy of ours saw it.

    What stands further left in X-Forwarded-For was written by the visitor: it is never read.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        told = request.headers.get("X-Forwarded-For", "").split(",")
        if len(told) >= settings.TRUSTED_PROXIES:
            address = told[-settings.TRUSTED_PROXIES].strip()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


class AttemptHandler(AxesDatabaseHandler):
    """Axes counts by account and address together; this also counts each by itself, with a wider limit.

    An account is thus not tried from a thousand addresses, nor a thousand accounts from one; and
    nobody closes another's account with a few wrong passwords.
    """

    def is_locked(self, request, credentials=None) -> bool:
        return super().is_locked(request, credentials) or self._is_flooded(request, credentials)

    @staticmethod
    def _is_flooded(request, credentials) -> bool:
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        name = get_client_username(request, credentials)
        for one in ({"username": name}, {"ip_address": request.axes_ip_address}):
            total = recent.filter(**one).aggregate(n=Sum("failures_since_start"))["n"] or 0
            if total >= settings.SIGN_IN_WIDE_LIMIT:
                return True
        return False


def locked_out(request, response=None, credentials=None):
    """Answer to one try too many: the same words whether the account exists or not."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "core/signin/locked.html", {"minutes": minutes}, status=429)


def _count(kind: str, of: str) -> int:
    digest = hashlib.blake2b(of.encode(), digest_size=16).hexdigest()
    key = f"signin:{kind}:{digest}"
    try:
        return _add_one(cache, key)
    except ValueError:  # nothing is kept there just now: Redis does not answer
        return _add_one(_own_counts, key)


def _add_one(counts: BaseCache, key: str) -> int:
    counts.add(key, 0, HOUR)
    return counts.incr(key)


def may_ask_for_password(request, email: str) -> bool:
    """Whether a mail may leave: not too many asked for this account, nor from this address.

    The person is told the same in either case: the page does not say which accounts exist.
    """
    for_account = _count("reset-for", email.strip().lower())
    from_address = _count("reset-from", client_address(request) or "")
    allowed = for_account <= RESETS_FOR and from_address <= RESETS_FROM
    if not allowed:
        logger.warning("Demandes de mot de passe : la limite d’une heure est atteinte.")
    return allowed
