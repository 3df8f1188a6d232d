"""Template tags of the brand: icons, French typography, numbers. A *builtin* library: never `{% load %}`ed.

Everything here runs many times on each page, so addresses and texts are remembered.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from ..formats import long_date

register = template.Library()
register.filter(long_date)

# The accents a site may wear, with the colour of tokens.css (a test holds the two together).
ACCENTS = {
    "marin": "#14284b",
    "brique": "#a3321f",
    "lande": "#4a6212",
    "cote": "#0b6475",
    "ajonc-brun": "#8a4b00",
    "bruyere": "#63348c",
}
DEFAULT_ACCENT = "marin"

# The kinds of things to take away, each with a striped sign of its own shape; « sheet » is for those that have none.
KINDS = ("activity", "tool", "project", "expertise", "study", "training", "sheet")

NBSP = "\u00a0"
# Neither font has U+202F, but text engines draw it as half a space of the same font: it shows well before
# ; ! ? and between thousands. Beside « » : and % half a space is too little: there a whole one is used.
THIN = "\u202f"


# --- Icons --------------------------------------------------------------------


@lru_cache(maxsize=1)
def sprite_url() -> str:
    """Address of the sprite of icons, hashed in production."""
    return static("img/icons.svg")


@lru_cache(maxsize=128)
def _use(css_class: str, name: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        sprite_url(),
        name,
    )


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """`{% icon "arrow" %}`: a decorative icon of the sprite; the text beside it says the meaning."""
    return _use(f"icon {css_class}".strip(), name)


@register.simple_tag
def kind_sign(kind: str) -> SafeString:
    """`{% kind_sign "activity" %}`: the striped sign of a kind (see `KINDS`); nothing for another."""
    return _use("kind-sign", f"kind-{kind}") if kind in KINDS else mark_safe("")


@lru_cache(maxsize=64)
def _accent_icon(accent: str, file: str) -> str:
    return static(f"img/icons/{accent}-{file}")


@register.simple_tag
def accent_icon(accent: str | None, file: str) -> str:
    """`{% accent_icon accent "favicon.svg" %}`: address of the site's own favicon or touch icon."""
    return _accent_icon(accent if accent in ACCENTS else DEFAULT_ACCENT, file)


@register.filter
def accent_colour(accent: str | None) -> str:
    """`{{ accent|accent_colour }}`: the hexadecimal colour of an accent, for `theme-color`."""
    return ACCENTS.get(accent or "", ACCENTS[DEFAULT_ACCENT])


# --- French typography -----------------------------------------------------------

_SPACE = "[ \u00a0\u202f]"
_RULES: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"(?<=\w)(?:'|&#x27;|&#39;|&apos;)"), "’"),
    (re.compile(f"{_SPACE}*«{_SPACE}*"), lambda m: _before_guillemet(m) + "«" + NBSP),
    (re.compile(f"{_SPACE}*»"), NBSP + "»"),
    # A sign that already has a space before it, then one that lacks it at the end of a word.
    (re.compile(f"{_SPACE}+([;!?]+)(?=\\s|$|[»”)\\].,<])"), THIN + r"\1"),
    (re.compile(r"(?<=[\w)%’\]])([!?]+)(?=\s|$|[»”)])"), THIN + r"\1"),
    (re.compile(r"(?<=»)([;!?]+)"), THIN + r"\1"),
    (re.compile(f"{_SPACE}+:(?=\\s|$)"), NBSP + ":"),
    (re.compile(r"(?<=[^\W\d])[:](?=\s)"), NBSP + ":"),
    (re.compile(f"(?<=\\d){_SPACE}+(?=[%€])"), NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), THIN),
    (re.compile(r"(?<=\d) (?=(?:h|min|km|ko|Mo|Go|M€)\b)"), NBSP),
    (re.compile(f"(?<=\\dh|.h){_SPACE}(?=\\d{{2}}\\b)"), NBSP),
]
_TAG = re.compile(r"(<[^>]*>)")
_VERBATIM = re.compile(r"<(/?)(code|pre|kbd|script|style|textarea)\b", re.IGNORECASE)


def _before_guillemet(match: re.Match) -> str:
    """Keep one ordinary space before an opening guillemet, and none at the start of the text."""
    return " " if match.group(0)[0] != "«" else ""


@lru_cache(maxsize=8192)
def french_typography(text: str) -> str:
    """Plain text with the spaces and apostrophes of French print. Doing it twice changes nothing."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=512)
def french_typography_html(html: str) -> str:
    """The same for the text of an HTML fragment; tags, attributes, code and scripts are left alone."""
    depth = 0
    parts = []
    for part in _TAG.split(html):
        if part.startswith("<"):
            if match := _VERBATIM.match(part):
                depth += -1 if match.group(1) else 1
        elif part and not depth:
            part = french_typography(part)
        parts.append(part)
    return "".join(parts)


@register.filter(is_safe=True)
def typo(value: object) -> str:
    """`{{ title|typo }}`: French no-break spaces and apostrophes. Escaping stays as it was.

    A plain string is treated as text and still escaped by the template; a safe one as HTML.
    """
    if value is None:
        return ""
    if hasattr(value, "__html__"):
        return mark_safe(french_typography_html(value.__html__()))  # noqa: S308  it was safe before
    return french_typography(str(value))


@register.filter
def paragraphs(value: object) -> str:
    """`{{ text|paragraphs }}`: HTML as it is, a plain string in escaped paragraphs; both in French print."""
    if not value:
        return mark_safe("")
    html = value if hasattr(value, "__html__") else linebreaks(str(value), autoescape=True)
    return typo(mark_safe(str(html)))  # noqa: S308  safe already, or escaped just above


# --- Numbers -----------------------------------------------------------------------


def _decimal(value: object) -> Decimal | None:
    """The value as a finite Decimal, or None when it is not a number."""
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@register.filter
def number_fr(value: object, decimals: int | None = None) -> str:
    """`{{ 177200|number_fr }}` → « 177 200 »; `{{ value|number_fr:1 }}` → « 14,5 ».

    Without `decimals`, the figures after the comma are those of the value, less useless zeros.
    What is not a number is given back as it is; None gives nothing.
    """
    if value is None or value == "":
        return ""
    number = _decimal(value)
    if number is None:
        return str(value)
    if decimals is None:
        text = f"{number:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        places = max(0, int(decimals))
        text = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return text.replace(",", THIN).replace(".", ",").replace("-", "−")


@register.filter
def duration(minutes: int | str | None) -> str:
    """Minutes in words: 120 → « 2 h », 90 → « 1 h 30 », 45 → « 45 min »."""
    number = _decimal(minutes) if minutes not in (None, "") else None
    if number is None:
        return ""
    hours, rest = divmod(int(number), 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


@register.filter
def file_size(octets: int | None) -> str:
    """Octets as told to visitors: « 31 ko », « 0,4 Mo », « 1,2 Go »."""
    size = _decimal(octets)
    if size is None:
        return ""
    if size < 100_000:
        return f"{max(1, round(size / 1000))}{NBSP}ko"
    scale, unit = (1_000_000, "Mo") if size < 1_000_000_000 else (1_000_000_000, "Go")
    text = number_fr(size / scale, 1).removesuffix(",0")
    return f"{text}{NBSP}{unit}"


@register.filter
def percent_of(value: object, maximum: object) -> str:
    """Share of `maximum` between 0 and 100, with a point: for the `width` of a bar, never for reading."""
    part, whole = _decimal(value), _decimal(maximum)
    if part is None or whole is None or whole <= 0:
        return "0"
    return f"{min(max(part * 100 / whole, Decimal(0)), Decimal(100)):.2f}".rstrip("0").rstrip(".")


_UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
    *("dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = (
    ["", "", "vingt", "trente", "quarante", "cinquante"] + ["soixante"] * 2 + ["quatre-vingt"] * 2
)


@register.filter
def in_words(number: int) -> str:
    """A count from 0 to 99 in French words (« vingt et un »); another number in figures."""
    if not isinstance(number, int) or not 0 <= number < 100:
        return number_fr(number)
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    rest = number - (tens - tens % 2) * 10 if tens in (7, 9) else unit
    if not rest:
        return "quatre-vingts" if number == 80 else _TENS[tens]
    link = " et " if rest in (1, 11) and tens != 8 and tens != 9 else "-"
    return f"{_TENS[tens]}{link}{_UNITS[rest]}"


@register.filter
def pager_entries(page: Page) -> list[int | None]:
    """Numbers of the pages to show in a pagination; None stands for the ones left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]
