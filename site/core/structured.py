"""schema.org data for search engines. Data in a script element: nothing is executed."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# What would end the script element or start another one (same list as Django's json_script).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def as_script(data: dict[str, Any]) -> SafeString:
    """The data ready to stand inside a script element; what is empty is left out."""
    text = json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  no sign of markup is left
