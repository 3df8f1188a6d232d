"""What sends mails, from one address: `EMAIL_URL`."""

from typing import Any
from urllib.parse import unquote, urlsplit

BACKENDS = "django.core.mail.backends"


def mail_delivery(url: str) -> dict[str, Any]:
    """An entry of `MAILERS`.

    :param url: `smtp://user:password@host:587` (STARTTLS on 587, TLS on 465), `file:///folder`, or `console`.
    """
    if url == "console":
        return {"BACKEND": f"{BACKENDS}.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "BACKEND": f"{BACKENDS}.filebased.EmailBackend",
            "OPTIONS": {"file_path": unquote(parts.path)},
        }
    return {
        "BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or 25,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.port == 587,
            "use_ssl": parts.port == 465,
            "timeout": 10,
        },
    }
