"""Names of hosts that a site may take."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Site

from territories.models import FormerHost

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})+")
LONGEST = 253


def free_host(text: str) -> str:
    """The name of a host as it is kept: small letters, and nobody's.

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
    taken = Site.objects.filter(hostname__iexact=host).first()
    if taken:
        raise ValidationError(f"Cette adresse est déjà celle du site « {taken.site_name} ».")
    former = FormerHost.objects.filter(hostname=host).select_related("territory").first()
    if former:
        raise ValidationError(f"Cette ancienne adresse mène à « {former.territory} ».")
    return host
