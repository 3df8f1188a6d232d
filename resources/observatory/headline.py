"""The one figure that a home page shows."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.generations import Remembered
from territories.models import Scale, Territory
from territories.pages.mounts import STRUCTURE, mounted_path
from territories.tree import tree

from . import wording
from .charts import landmarks_of
from .models import Figure, ObservatoryPage
from .queries import (
    FIGURES,
    SHARE_RANK,
    best,
    by_series,
    figures_of,
    nearest_with_figures,
    of_rank,
    share_figures,
)

MOST_COMPARED = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """A bar. `percent`: its length, 0 to 100 with a point; `tone`: see components/bar.html."""

    label: str
    value_text: str
    percent: str
    tone: str


@dataclass(frozen=True, slots=True)
class Headline:
    """A large figure and the bars beside it; every text is ready to print.

    `territory` is the one the figure is about: the nearest above when `is_own` is false.
    """

    territory: Territory
    is_own: bool
    heading: str
    value_text: str
    unit: str
    label: str
    detail: str
    year: str
    producer: str
    source_url: str
    comparisons: list[Comparison]
    scale_note: str
    more_url: str = ""
    more_label: str = ""


def _detail(figure: Figure, own: list[Figure]) -> str:
    """« de l'emploi salarié, soit 177 200 emplois salariés », when one source says both."""
    text = wording.value_caption(figure)
    jobs = [
        f
        for f in of_rank(own, 2)
        if (f.when, f.producer) == (figure.when, figure.producer) and f.value is not None
    ]
    count = best(jobs)
    if count is None:
        return text
    return _("%(text)s, soit %(count)s %(unit)s") % {
        "text": text,
        "count": wording.bare_value(count),
        "unit": count.indicator.unit,
    }


def _compared(figure: Figure) -> list[Figure]:
    """Others to show beside a figure: its series' landmark, else its series' other places."""
    shares = share_figures()
    series = next((g for g in by_series(shares).values() if figure in g), [figure])
    territory = tree().by_id.get(figure.territory_id)
    is_regional = territory is not None and territory == tree().region
    landmarks = [] if is_regional else landmarks_of(series, shares)
    if landmarks:
        return landmarks[-MOST_COMPARED:]
    others = [f for f in series if f != figure and f.value is not None]
    if is_regional:
        others = [f for f in others if f.place_kind in ("region", "pays")] or others
    return sorted(others, key=lambda f: -f.known_value)[:MOST_COMPARED]


def _label(figure: Figure, shown: Figure) -> str:
    """The place of a bar, and its year when it is not the same as the figure's."""
    place = wording.place_name(figure, short=True)
    if not figure.when or figure.when == shown.when:
        return place
    return _("%(place)s, en %(year)s") % {"place": place, "year": figure.when}


def _compute(territory_id: int, language: str) -> Headline | None:
    here = tree().by_id.get(territory_id)
    shown = nearest_with_figures(here)
    figure = None
    while shown is not None:
        own = figures_of(shown)
        figure = best(f for f in of_rank(own, SHARE_RANK) if f.value is not None)
        if figure is not None:
            break
        shown = nearest_with_figures(next(iter(shown.ancestors()), None))
    if figure is None or here is None or shown is None:
        return None
    rows = [figure, *_compared(figure)]
    highest = max(f.known_value for f in rows)
    if len(rows) < 2 or highest <= 0:
        rows = []
    notes = []
    if rows:
        end = wording.value_text(max(rows, key=lambda f: f.known_value))
        notes.append(_("Échelle de 0 à %(end)s.") % {"end": end})
    if shown is not here:
        notes.append(_("Pas de chiffre publié pour %(name)s.") % {"name": here.site_name})
    unit = figure.indicator.unit
    other_tone = "cote" if here.scale == Scale.REGION else "marin"
    return Headline(
        territory=shown,
        is_own=shown is here,
        heading=_("L’ESS %(where)s") % {"where": shown.locative},
        value_text=wording.bare_value(figure),
        unit=unit if unit in wording.SYMBOLS else "",
        label=figure.indicator.name,
        detail=_detail(figure, own),
        year=wording.when_text(figure),
        producer=figure.producer,
        source_url=figure.source_url,
        comparisons=[
            Comparison(
                label=_label(f, figure),
                value_text=wording.value_text(f),
                percent=wording.percent(f.known_value, highest),
                tone="" if f is figure else other_tone,
            )
            for f in rows
        ],
        scale_note=" ".join(notes),
    )


_headlines = Remembered(FIGURES, _compute)


def _observatory_url(territory_id: int) -> str:
    page = ObservatoryPage.objects.live().first()
    if page is None:
        return ""
    site = tree().by_id[territory_id].site
    if site is None:
        return page.full_url or ""
    return mounted_path(site, page) or page.get_url(current_site=site) or ""


_urls = Remembered(STRUCTURE, _observatory_url)


def headline_figure(territory: Territory | None) -> Headline | None:
    """The share of the social economy in a territory, or in the nearest one above that has it.

    None when nobody published one. Costs no query until a figure or the structure changes.
    """
    if territory is None:
        return None
    found = _headlines(territory.pk, get_language() or "fr")
    if found is None:
        return None
    return replace(
        found, more_url=_urls(territory.pk), more_label=_("Les chiffres de mon territoire")
    )
