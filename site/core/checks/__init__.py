"""House rules as system checks: a rule that is only written down is not kept."""

from . import blocks  # noqa: F401  registers its check
