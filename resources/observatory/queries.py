"""Which figures to show: what is comparable with what, and which comes first.

Two rules hold everywhere. Figures are compared within one *series* only: same indicator, same year,
same producer. Among several figures of one thing, the one whose source tells the year of its data
comes first, then the most recent.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from core.freshness import HOST_PAGES
from core.generations import Remembered
from core.renewals import by_hand, declare, saved
from territories.host_pages import all_hosts
from territories.models import Territory
from territories.tree import tree

from .models import Figure, Indicator

LOADING = by_hand("resources.observatory.loader", "figures are loaded in bulk")
FIGURES = declare(
    "figures",
    "what the observatory and the homes say of figures",
    saved(Figure, Indicator),
    LOADING,
)
# Homes show one: every site's pages go.
HOST_PAGES.renewed_by(saved(Figure, Indicator, words="everywhere", members=all_hosts), LOADING)
TOTAL = "ensemble"
SHARE_RANK = 1
RANKS = (1, 2, 3, 4)
# Breakdowns that are families of the social economy (law of 31 July 2014), in the order told.
FAMILIES = ("associations", "cooperatives", "mutuelles", "fondations", "societes-ess")


def last_year(figure: Figure) -> int | None:
    """Year of the data, the last one of a period; None when the source does not say."""
    if figure.period:
        return int(figure.period[-4:])
    return figure.year


def recency(figure: Figure) -> tuple:
    """Sorting key: the greatest is the figure to show first."""
    year = last_year(figure)
    return (
        year is not None,
        year or figure.published_year or 0,
        figure.confidence == "certain",
        figure.published_year or 0,
        figure.pk,
    )


def series_key(figure: Figure) -> tuple:
    """What figures must have in common to stand side by side."""
    when = figure.when
    if not when:
        when = f"publié {figure.published_year}" if figure.published_year else figure.source_url
    return figure.indicator_id, when, figure.producer


def place_key(figure: Figure) -> tuple:
    """The place a figure is about, ours or another."""
    return figure.territory_id, figure.place_kind, figure.place_code or figure.place_name


def best(figures: Iterable[Figure]) -> Figure | None:
    """The figure to show first, None when there is none."""
    return max(figures, key=recency, default=None)


def by_series(figures: Iterable[Figure]) -> dict[tuple, list[Figure]]:
    """Figures by series, one per place (the most recently published)."""
    groups: dict[tuple, dict[tuple, Figure]] = defaultdict(dict)
    for figure in sorted(figures, key=recency):
        groups[series_key(figure)][place_key(figure)] = figure
    return {key: list(places.values()) for key, places in groups.items()}


def figures_of(territory: Territory) -> list[Figure]:
    """Every figure of a territory, with its indicator."""
    found = Figure.objects.filter(territory_id=territory.pk).select_related("indicator")
    return sorted(found, key=lambda f: (f.indicator.sort_order, f.indicator_id, f.breakdown))


def share_figures() -> list[Figure]:
    """The totals of every place for the first rank: what charts compare."""
    return list(
        Figure.objects.filter(indicator__headline=SHARE_RANK, breakdown=TOTAL).select_related(
            "indicator"
        )
    )


def of_rank(figures: Iterable[Figure], rank: int) -> list[Figure]:
    """The totals whose indicator stands at a rank of the large figures."""
    return [f for f in figures if f.indicator.headline == rank and f.breakdown == TOTAL]


def _load_ids() -> frozenset[int]:
    ids = Figure.objects.filter(territory__isnull=False).values_list("territory_id", flat=True)
    return frozenset(ids.distinct())


_ids_with_figures = Remembered(FIGURES, _load_ids)


def has_figures(territory: Territory | None) -> bool:
    return territory is not None and territory.pk in _ids_with_figures()


def territories_with_figures() -> list[Territory]:
    """Territories that have figures: the region first, then groupements and pays by name."""
    order = {"region": 0, "groupement": 1, "pays": 2}
    found = filter(None, map(tree().by_id.get, _ids_with_figures()))
    return sorted(found, key=lambda t: (order[t.scale], t.short_name))


def nearest_with_figures(territory: Territory | None) -> Territory | None:
    """The territory itself, or the first one above that has figures."""
    if territory is None:
        return None
    return next(filter(has_figures, [territory, *territory.ancestors()]), None)


def breakdown_series(figures: Iterable[Figure], wanted=None, unit: str = "") -> list[Figure]:
    """The richest series of parts: families when `wanted` is `FAMILIES`, sectors when None.

    :param unit: keep only indicators in this unit; any when empty.
    """
    keep = partial(_is_part, wanted=wanted)
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for figure in figures:
        if keep(figure) and (not unit or figure.indicator.unit == unit):
            groups[series_key(figure)].append(figure)
    return max(
        groups.values(), key=lambda group: (len(group), max(map(recency, group))), default=[]
    )


def _is_part(figure: Figure, wanted) -> bool:
    if wanted is not None:
        return figure.breakdown in wanted
    return figure.breakdown != TOTAL and figure.breakdown not in FAMILIES
