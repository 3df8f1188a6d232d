"""House rules as system checks: a rule that is only written down is not kept."""

from . import blocks, migrations  # noqa: F401  register their checks
