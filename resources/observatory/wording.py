"""Figures in French words: values, sources, places, sentences."""

from decimal import Decimal
from math import ceil, floor, log10

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import NO_BREAK, number
from core.templatetags.brand import in_words
from territories.models import Scale, Territory
from territories.tree import tree

from .models import Figure

# Units written beside the number; the others are words under it.
SYMBOLS = {"%", "€", "k€", "M€", "Md€"}
FAMILY_LABELS = {
    "associations": "Associations",
    "cooperatives": "Coopératives",
    "mutuelles": "Mutuelles",
    "fondations": "Fondations",
    "societes-ess": "Sociétés commerciales de l’ESS",
}
# « plus d'un … sur huit », by code of an indicator that is a share.
SHARED_NOUNS = {
    "part-emploi": "emploi",
    "part-emploi-salarie": "emploi salarié",
    "part-emploi-prive": "emploi privé",
}
MOST_DECIMALS = 2


def decimals_of(figure: Figure) -> int:
    """Figures after the comma: the indicator's, or those the source gives beyond."""
    exponent = int(figure.known_value.normalize().as_tuple().exponent)
    return max(figure.indicator.decimals, min(-exponent, MOST_DECIMALS))


def bare_value(figure: Figure) -> str:
    """The number alone, or the words that stand for it."""
    if figure.status == Figure.Status.SECRET:
        return _("secret statistique")
    return number(figure.value, decimals_of(figure)).replace("-", "−")


def value_text(figure: Figure) -> str:
    """The value with its unit when that is a sign, and « estimé » when it is."""
    text = bare_value(figure)
    if figure.status == Figure.Status.SECRET:
        return text
    if figure.indicator.unit in SYMBOLS:
        text = f"{text}{NO_BREAK}{figure.indicator.unit}"
    return f"{text} ({_('estimé')})" if figure.status == Figure.Status.ESTIMATED else text


def value_caption(figure: Figure) -> str:
    """The words under a large number: « de l'emploi », « salarié·es »."""
    unit = figure.indicator.unit
    return figure.indicator.caption or ("" if unit in SYMBOLS else unit)


def when_text(figure: Figure) -> str:
    return figure.when or _("année non précisée")


def published_text(figure: Figure) -> str:
    return str(figure.published_year) if figure.published_year else _("non précisée")


def source_text(figure: Figure) -> str:
    """« 2007 · ORESS / Cress Bretagne, Insee CLAP (publié en 2013) »."""
    text = f"{when_text(figure)} · {figure.producer}"
    if figure.published_year:
        published = _("publié en %(year)s") % {"year": figure.published_year}
        text = f"{text} ({published})"
    return text


def territory_of(figure: Figure) -> Territory | None:
    """The territory of a figure, without a query."""
    return tree().by_id.get(figure.territory_id)


def place_name(figure: Figure, short: bool = False) -> str:
    territory = territory_of(figure)
    if territory is None:
        return figure.place_name
    if territory.scale == Scale.REGION:
        return "Bretagne"
    return territory.short_name if short else territory.name


def breakdown_label(figure: Figure) -> str:
    return FAMILY_LABELS.get(figure.breakdown, figure.breakdown[:1].upper() + figure.breakdown[1:])


def share_sentence(figure: Figure) -> str:
    """« En 2007, plus d'un emploi sur huit relevait ici de l'ESS. » Empty when it cannot be said."""
    noun = SHARED_NOUNS.get(figure.indicator.code)
    if not noun or not figure.value or figure.value <= 0 or figure.value > 100:
        return ""
    ratio = Decimal(100) / figure.value
    exact = ratio == ratio.to_integral_value()
    text = _("un %(noun)s sur %(number)s") if exact else _("plus d’un %(noun)s sur %(number)s")
    share = text % {"noun": noun, "number": in_words(ceil(ratio))}
    if figure.when and figure.year:
        return _("En %(year)s, %(share)s relevait ici de l’ESS.") % {
            "year": figure.when,
            "share": share,
        }
    return _("%(share)s relève ici de l’ESS, d’après une source qui ne dit pas l’année.") % {
        "share": share[:1].upper() + share[1:]
    }


def compared_with(territory: Territory) -> str:
    """« qu'en pays de Brest », « que dans ESS 35 »."""
    locative = territory.locative
    return f"qu’{locative}" if locative[0] in "aeéiou" else f"que {locative}"


def others_sentence(count: int) -> str:
    """How many pays a series leaves out; empty for none."""
    if count < 1:
        return ""
    return ngettext(
        "Un autre pays n’a pas de chiffre dans cette série.",
        "Les %(number)s autres pays n’ont pas de chiffre dans cette série.",
        count,
    ) % {"number": in_words(count)}


def listed(items: list[str]) -> str:
    """« a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_('et')} {items[-1]}"


def ceiling(value: Decimal) -> Decimal:
    """A round end for a scale that starts at zero: 17 → 18, 98 → 98, 20 100 → 22 000."""
    if value <= 0:
        return Decimal(1)
    step = Decimal(2) * Decimal(10) ** (floor(log10(value)) - 1)
    return ceil(value / step) * step


def percent(value: Decimal, whole: Decimal) -> str:
    """Length of a bar, 0 to 100 with a point."""
    return f"{max(Decimal(0), min(Decimal(100), value * 100 / whole)):.1f}"


def figure_row(figure: Figure) -> list[str | SafeString]:
    """A line of the table of everything published."""
    what = figure.indicator.name
    if figure.breakdown != "ensemble":
        what = f"{what} : {breakdown_label(figure).lower()}"
    unit = figure.indicator.unit
    value = value_text(figure)
    if unit not in SYMBOLS and figure.status != Figure.Status.SECRET and unit not in value:
        value = f"{value} {unit}"
    published = (
        _("publié en %(year)s") % {"year": figure.published_year} if figure.published_year else ""
    )
    source = format_html(
        '<a href="{}">{}</a>{}{}',
        figure.source_url,
        figure.producer,
        f", {published}" if published else "",
        f". {figure.note[:1].upper()}{figure.note[1:]}" if figure.note else "",
    )
    return [what, value, when_text(figure), source]
