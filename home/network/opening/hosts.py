"""Names of hosts that a site may take."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Site

from territories.models import FormerHost, Territory

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})+")
LONGEST = 253


def free_host(text: str, taker: Territory | None = None) -> str:
    """The name of a host as it is kept: small letters, and nobody's.

    :param taker: who takes it; it may keep its own, and go back to one that it had before a renaming.
    :raises ValidationError: badly written, or taken; the message is for whoever typed it.
    """
    host = text.strip().lower()
    if len(host) > LONGEST or not HOST.fullmatch(host):
        raise ValidationError(
            "Écrivez un nom d’hôte seul, sans « https:// » ni accent, comme "
            f"« dol.{settings.BASE_DOMAIN} »."
        )
    if host == urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname:
        raise ValidationError("Cette adresse est celle de l’administration.")
    taken = Site.objects.exclude(territory=taker) if taker else Site.objects.all()
    taken = taken.filter(hostname__iexact=host).first()
    if taken:
        raise ValidationError(f"Cette adresse est déjà celle du site « {taken.site_name} ».")
    former = FormerHost.objects.filter(hostname=host).select_related("territory").first()
    if former and not (former.same_paths and former.territory == taker):
        raise ValidationError(f"Cette ancienne adresse mène à « {former.territory} ».")
    return host
