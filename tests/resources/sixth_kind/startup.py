"""The kind declares itself to the resource centre, an app below."""

from . import kind  # noqa: F401
