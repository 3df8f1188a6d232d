"""Bars that compare places within one series, and the table that says the same."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.formats import NO_BREAK, number
from territories.models import Scale, Territory
from territories.tree import tree

from . import wording
from .models import Figure
from .queries import by_series, recency

# A series with fewer places than this is not worth a chart while another one has more.
ENOUGH_PLACES = 3
MOST_CHARTS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart. `percent`: length, 0 to 100 with a point. `region`: the third pattern."""

    label: str
    value: str
    percent: str
    here: bool
    region: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, its sentences and its table; every text is ready to print."""

    html_id: str
    heading: str
    paragraphs: list[str]
    note: str
    title: str
    subtitle: str
    bars: list[Bar]
    source: str
    source_url: str
    caption: str
    head: list[dict]
    rows: list[list[str]]
    here: int | None


def _is_reference(figure: Figure) -> bool:
    """Whether a row is a landmark (the region, another one, the country) rather than a peer."""
    territory = wording.territory_of(figure)
    if territory is not None:
        return territory.scale == Scale.REGION
    return figure.place_kind in ("region", "pays")


def choose_series(territory: Territory, figures: list[Figure]) -> list[list[Figure]]:
    """The series to draw for a territory, its own first.

    The region shows those it belongs to and the widest one of its pays. Another territory shows the
    widest series it belongs to; for want of one, the widest of its scale, where it is not.
    """
    groups = [g for g in by_series(figures).values() if len(g) > 1]

    def has(group: list[Figure]) -> bool:
        return any(f.territory_id == territory.pk for f in group)

    def width(group: list[Figure]) -> tuple:
        return len(group), max(map(recency, group))

    def peers(group: list[Figure], scale: str) -> int:
        places = filter(None, map(wording.territory_of, group))
        return sum(place.scale == scale for place in places)

    of_pays = [g for g in groups if peers(g, Scale.PAYS) > 1]
    if territory.scale == Scale.REGION:
        own = sorted((g for g in groups if has(g)), key=width, reverse=True)
        own = [g for g in own if len(g) >= ENOUGH_PLACES] or own[:1]
        widest = [max(of_pays, key=width)] if of_pays else []
        return own[: MOST_CHARTS - len(widest)] + [g for g in widest if g not in own]
    own = [g for g in groups if has(g)] or of_pays
    return [max(own, key=width)] if own else []


def landmarks_of(series: list[Figure], figures: list[Figure]) -> list[Figure]:
    """The region's figures of the same indicator and producer in other years, oldest first."""
    region = tree().region
    if region is None or any(f.territory_id == region.pk for f in series):
        return []
    sample = series[0]
    found = {}
    for figure in sorted(figures, key=recency):
        same = (figure.indicator_id, figure.producer) == (sample.indicator_id, sample.producer)
        if same and figure.territory_id == region.pk and figure.value is not None:
            found[figure.when] = figure
    return list(found.values())


def _heading(territory: Territory, own: Figure | None, peers: list[Figure]) -> str:
    """What the chart shows, in a few words: between whom the territory stands."""
    values = [f for f in peers if f.value is not None]
    if not values:
        return _("Comparer les territoires")
    low, high = values[-1], values[0]
    if own is None or own.value is None or own not in values:
        return _("De %(low)s à %(high)s selon les territoires") % {
            "low": wording.value_text(low),
            "high": wording.value_text(high),
        }
    if own.value == high.value:
        return _("La part la plus haute de la série")
    if own.value == low.value:
        return _("La part la plus basse de la série")
    above, below = wording.territory_of(high), wording.territory_of(low)
    if not above or not below:
        return _("Entre %(low)s et %(high)s") % {
            "low": wording.value_text(low),
            "high": wording.value_text(high),
        }
    return _("Moins %(above)s, plus %(below)s") % {
        "above": wording.compared_with(above),
        "below": wording.compared_with(below),
    }


def _paragraphs(territory, own, landmarks) -> tuple[list[str], str]:
    """The sentences beside the chart, and the small print under them."""
    told = []
    if own is not None and own.value is not None:
        told.append(wording.share_sentence(own))
    elif territory.scale != Scale.REGION:
        told.append(_("Ce territoire n’a pas de chiffre dans cette série."))
    note = ""
    if landmarks:
        values = [
            _("%(value)s en %(year)s") % {"value": wording.value_text(f), "year": f.when}
            if f.when
            else wording.value_text(f)
            for f in landmarks
        ]
        told.append(_("La région comptait %(values)s.") % {"values": wording.listed(values)})
        note = _(
            "Région : %(source)s. Les années diffèrent : lisez l’ordre de grandeur, pas l’écart."
        ) % {"source": wording.source_text(landmarks[-1]).split(" · ", 1)[1]}
    return [text for text in told if text], note


def _missing_pays(series: list[Figure]) -> int:
    """How many pays a series of pays leaves out; 0 for a series of something else."""
    pays = {f.territory_id for f in series if (t := wording.territory_of(f)) and t.scale == "pays"}
    if len(pays) < 2:
        return 0
    return sum(t.scale == "pays" and t.is_active for t in tree().by_id.values()) - len(pays)


def make_chart(territory: Territory, series: list[Figure], figures: list[Figure]) -> Chart:
    """The chart of a series seen from a territory."""
    landmarks = landmarks_of(series, figures)
    series = sorted(series, key=lambda f: (f.value is None, -(f.value or 0), f.place))
    own = next((f for f in series if f.territory_id == territory.pk), None)
    peers = [f for f in series if f is own or not _is_reference(f)]
    references = [f for f in series if f not in peers]
    sample = max(series, key=recency)
    drawn = [f for f in [*peers, *references, *landmarks] if f.value is not None]
    scale = wording.ceiling(max((f.known_value for f in drawn), default=Decimal(1)))
    unit = sample.indicator.unit
    when = sample.when
    what = sample.indicator.name.replace("Part de l’", "Part de l’ESS dans l’", 1)
    year = when or (
        _("publiée en %(year)s") % {"year": sample.published_year} if sample.published_year else ""
    )

    def label(figure: Figure, short: bool) -> str:
        name = wording.place_name(figure, short)
        if figure in landmarks and figure.when:
            return _("%(place)s, en %(year)s") % {"place": name, "year": figure.when}
        return name

    data = _("données %(year)s") % {"year": when} if when else _("année de la donnée non précisée")
    end = number(scale).replace("-", "−") + (f"{NO_BREAK}{unit}" if unit in wording.SYMBOLS else "")
    source = [
        _("Source : %(producer)s, %(data)s.") % {"producer": sample.producer, "data": data},
        wording.others_sentence(_missing_pays(series)),
        _("Échelle de 0 à %(end)s.") % {"end": end},
    ]
    paragraphs, note = _paragraphs(territory, own, landmarks)
    ordered = [*peers, *references, *landmarks]
    title = f"{what}, {year}" if year else what
    return Chart(
        html_id=f"barres-{sample.pk}",
        heading=_heading(territory, own, peers),
        paragraphs=paragraphs,
        note=note,
        title=title,
        subtitle=_("Les territoires dont la source publie le chiffre, en %(unit)s")
        % {"unit": unit},
        bars=[
            Bar(
                label(f, True),
                wording.value_text(f),
                wording.percent(f.known_value, scale),
                f is own,
                f in references or f in landmarks,
            )
            for f in drawn
        ],
        source=" ".join(filter(None, source)),
        source_url=sample.source_url if len({f.source_url for f in series}) == 1 else "",
        caption=f"{title} ({sample.producer})",
        head=[
            {"label": _("Territoire")},
            {"label": _("Part") if unit == "%" else _("Valeur"), "value": True},
            {"label": _("Publication")},
        ],
        rows=[[label(f, False), wording.value_text(f), wording.published_text(f)] for f in ordered],
        here=ordered.index(own) if own in ordered else None,
    )


def charts_for(territory: Territory, figures: list[Figure]) -> list[Chart]:
    """The charts of a territory. `figures`: every total that may be compared (`share_figures`)."""
    return [make_chart(territory, s, figures) for s in choose_series(territory, figures)]
