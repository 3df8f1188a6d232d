"""Charts drawn as one SVG, so that a page stays light whatever they show."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# In em of the chart's own text, so that a chart grows with the reader's characters.
LINE = 1.3
BAR = 1.15
GAP = 0.75


def _em(value: float) -> str:
    """A length of SVG: a point, whatever the language of the page."""
    return f"{value:.2f}em"


def layout(rows: Iterable[Any], here_words: str) -> tuple[list[dict[str, Any]], str]:
    """Where each row's words and bar stand, from the top; and the height of the whole.

    A row is its label and value on one line, its bar under them. The visitor's own has a line more,
    which says so; the first landmark (`region`) stands apart, under a rule.
    """
    placed: list[dict[str, Any]] = []
    top, apart = 0.0, False
    for row in rows:
        get = row.get if isinstance(row, dict) else lambda name, row=row: getattr(row, name)
        is_first_landmark = bool(get("region")) and not apart and bool(placed)
        if is_first_landmark:
            top += GAP
            apart = True
        words = here_words if get("here") else ""
        bar = top + LINE * (2 if words else 1) + 0.1
        placed.append(
            {
                "label": get("label"),
                "value": get("value"),
                "percent": get("percent"),
                "pattern": "here" if get("here") else "region" if get("region") else "peer",
                "words": words,
                "rule_y": _em(top - GAP / 2) if is_first_landmark else "",
                "label_y": _em(top + 1),
                "words_y": _em(top + 1 + LINE),
                "bar_y": _em(bar),
            }
        )
        top = bar + BAR + GAP
    return placed, _em(max(top - GAP, 0))


@register.inclusion_tag("components/chart.html")
def bar_chart(
    html_id: str,
    title: str,
    rows: Iterable[Any],
    subtitle: str = "",
    source: str = "",
    here_words: str = "",
) -> dict[str, Any]:
    """Bars of one figure by territory, starting at zero. The table that says the same stands beside it.

    :param rows: dicts or objects with `label`, `value` (with its unit), `percent` (length, "0" to
        "100" with a point), `here` (the visitor's own) and `region` (a landmark).
    :param here_words: what is said of the visitor's own row.
    """
    bars, height = layout(rows, here_words or _("vous êtes ici"))
    return {
        "id": html_id,
        "title": title,
        "subtitle": subtitle,
        "source": source,
        "bars": bars,
        "height": height,
        "bar_height": _em(BAR),
    }
