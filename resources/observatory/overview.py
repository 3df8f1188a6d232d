"""Everything an observatory page says of a territory, computed once and ready to print."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.generations import Remembered
from territories.models import Territory
from territories.tree import tree

from . import export, wording
from .charts import Chart, charts_for
from .models import Figure
from .queries import (
    FAMILIES,
    FIGURES,
    RANKS,
    best,
    breakdown_series,
    figures_of,
    last_year,
    of_rank,
    share_figures,
)

# Data older than this, in years, comes with a warning in plain words.
OLD_AFTER = 8
# « Selon les sources, la région compte de… à… » looks at the sources of so many years.
SPREAD_YEARS = 5
# What stands at a rank for which nobody published anything.
RANK_NAMES = {
    1: "Part de l’emploi",
    2: "Salarié·es",
    3: "Établissements",
    4: "Masse salariale",
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure; `missing` words stand for the value when there is none."""

    label: str
    value: str = ""
    unit: str = ""
    source: str = ""
    source_url: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a table of families or sectors."""

    label: str
    value: str
    percent: str
    secret: bool = False
    other: str = ""
    other_secret: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A table of parts: one place, and perhaps a second one beside it."""

    kind: str
    caption: str
    place: str
    rows: list[Part]
    source_url: str
    other_place: str = ""

    @property
    def has_secret(self) -> bool:
        return any(row.secret or row.other_secret for row in self.rows)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page shows of a territory."""

    key_figures: list[KeyFigure]
    old: list[str]
    charts: list[Chart]
    families: Parts | None
    own_families: Parts | None
    sectors: Parts | None
    csv_size: int
    everything_size: int
    spread: tuple[str, str] | None = field(default=None)

    @property
    def has_secret(self) -> bool:
        tables = (self.families, self.own_families, self.sectors)
        return any(table.has_secret for table in tables if table)


def _key_figure(figures: list[Figure], rank: int) -> tuple[KeyFigure, Figure | None]:
    figure = best(of_rank(figures, rank))
    if figure is None:
        return KeyFigure(label=RANK_NAMES[rank], missing=_("non publié")), None
    secret = figure.status == Figure.Status.SECRET
    under = wording.value_caption(figure)
    return KeyFigure(
        label=figure.indicator.name,
        value="" if secret else wording.value_text(figure),
        unit=under,
        source=wording.source_text(figure),
        source_url=figure.source_url,
        missing=wording.value_text(figure) if secret else "",
    ), figure


def is_old(figure: Figure) -> bool:
    """Whether the data is more than `OLD_AFTER` years old, as far as the source lets us know.

    Data without a year is at least as old as its publication.
    """
    year = last_year(figure) or figure.published_year
    return year is not None and year < timezone.localdate().year - OLD_AFTER


def _old(shown: list[Figure]) -> list[str]:
    """Sentences of the warning about old figures, none when nothing is old."""
    old = [figure for figure in shown if is_old(figure)]
    if not old:
        return []
    dated = wording.listed(sorted({f.when for f in old if f.when}))
    undated = wording.listed(sorted({str(f.published_year) for f in old if not f.when}))
    told = []
    if len(old) < len(shown):
        names = wording.listed([f.indicator.name for f in old])
        told.append(_("Cela vaut pour : %(names)s.") % {"names": names})
    if dated:
        told.append(_("Les données datent de %(years)s.") % {"years": dated})
    if undated:
        told.append(
            _("La source, de %(years)s, ne dit pas l’année de ses données.") % {"years": undated}
        )
    # A note of the source holds for several figures: each sentence is told once.
    notes = [part.strip() for f in old for part in f.note.split(" ; ") if part.strip()]
    told += [f"{note[:1].upper()}{note[1:].rstrip('.')}." for note in dict.fromkeys(notes)]
    return [*told, _("Ne comparez pas avec un chiffre d’aujourd’hui.")]


def _parts(series: list[Figure], territory: Territory, own: list[Figure]) -> Parts | None:
    """A series of parts of one place, and what `territory` has of the same indicator beside it."""
    if not series:
        return None
    order = {family: place for place, family in enumerate(FAMILIES)}
    series = sorted(series, key=lambda f: (order.get(f.breakdown, 9), -(f.value or 0)))
    sample = series[0]
    values = [f.value for f in series if f.value is not None and f.value > 0]
    whole = max(values, default=Decimal(1))
    beside = sample.territory_id != territory.pk
    rows = []
    for figure in series:
        same = [
            f
            for f in own
            if f.indicator_id == figure.indicator_id and f.breakdown == figure.breakdown
        ]
        other = best(same) if beside else None
        text = f"{wording.value_text(other)} ({wording.when_text(other)})" if other else ""
        secret = other is not None and other.status == Figure.Status.SECRET
        rows.append(
            Part(
                label=wording.breakdown_label(figure),
                value=wording.value_text(figure),
                percent=wording.percent(figure.value, whole) if figure.value is not None else "",
                secret=figure.status == Figure.Status.SECRET,
                other=_("secret statistique") if secret else text or _("non publié"),
                other_secret=secret,
            )
        )
    indicator, place = sample.indicator, wording.place_name(sample)
    note = indicator.caption and f", {_('en part')} {indicator.caption}"
    caption = f"{indicator.name}{note}. {place} : {wording.source_text(sample)}"
    if sample.note:
        caption += f". {sample.note[:1].upper()}{sample.note[1:]}"
    return Parts(
        kind=_("Famille") if sample.breakdown in FAMILIES else _("Secteur"),
        caption=caption,
        place=place,
        rows=rows,
        source_url=sample.source_url,
        other_place=territory.name if beside else "",
    )


def _range_of_jobs() -> tuple[str, str] | None:
    """Lowest and highest count of jobs of the region in the sources of the last years."""
    region = tree().region
    if region is None:
        return None
    found = [f for f in of_rank(figures_of(region), 2) if f.value is not None]
    known = [(year, f) for f in found if (year := last_year(f) or f.published_year)]
    newest = max((year for year, _figure in known), default=0)
    recent = [f for year, f in known if year >= newest - SPREAD_YEARS]
    if len(recent) < 2:
        return None
    low = min(recent, key=lambda f: f.known_value)
    high = max(recent, key=lambda f: f.known_value)
    return (wording.bare_value(low), wording.bare_value(high)) if low.value != high.value else None


def _compute(territory_id: int, language: str, year: int) -> Overview:
    territory = tree().by_id[territory_id]
    region = tree().region
    own = figures_of(territory)
    regional = own if territory is region or region is None else figures_of(region)
    pairs = [_key_figure(own, rank) for rank in RANKS]
    families = breakdown_series(regional, FAMILIES, unit="%")
    shown_ids = {f.indicator_id for f in families}
    own_families = []
    if territory is not region:
        others = [f for f in own if f.indicator_id not in shown_ids]
        own_families = breakdown_series(others, FAMILIES)
    sectors = breakdown_series(own, unit="%")
    return Overview(
        key_figures=[key for key, _figure in pairs],
        old=_old([figure for _key, figure in pairs if figure]),
        charts=charts_for(territory, share_figures()),
        families=_parts(families, territory, own),
        own_families=_parts(own_families, territory, []),
        sectors=_parts(sectors, territory, []) if len(sectors) > 1 else None,
        csv_size=len(export.csv_bytes(territory)),
        everything_size=len(export.csv_bytes(None)),
        spread=_range_of_jobs(),
    )


_overviews = Remembered(FIGURES, _compute)


def overview(territory: Territory) -> Overview:
    """What the observatory says of a territory that has figures, until a figure changes."""
    # The year is part of the key: figures grow old on the first of January.
    return _overviews(territory.pk, get_language() or "fr", timezone.localdate().year)
