"""An activity in words: key facts, steps with their times, variants, log of those who ran it."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import duration
from core.templatetags.brand import in_words, number_fr, percent_of
from territories.tree import tree

from ...catalogue.index import Index
from ...catalogue.memory import catalogue
from ...catalogue.rows import Row
from ...sheets.common import row_url
from .models import ActivityPage, Adoption

# Adoptions told at once; a link leads to all of them.
TOLD = 3


def clock(minutes: int) -> str:
    """Minutes since the start as told in a running order: 65 → « 1 h 05 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}\u00a0h\u00a0{rest:02d}"


def _feminine(number: int) -> str:
    words = in_words(number)
    return words.removesuffix("un") + "une" if words.endswith("un") else words


def duration_in_words(minutes: int) -> str:
    """« Deux heures », « Une heure trente », « Quarante-cinq minutes »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        text = f"{_feminine(rest)} " + ngettext("minute", "minutes", rest)
    else:
        text = f"{_feminine(hours)} " + ngettext("heure", "heures", hours)
        text += f" {in_words(rest)}" if rest else ""
    return text[0].upper() + text[1:]


def cost_text(low: int | None, high: int | None) -> str:
    """« 60 € », « 40 à 60 € », « gratuit »; empty when nothing is known."""
    if low is None and high is None:
        return ""
    if not (low or high):
        return _("gratuit")
    if low and high and low != high:
        return _("{low} à {high} €").format(low=number_fr(low), high=number_fr(high))
    return f"{number_fr(high or low)}\u00a0€"


def key_facts(page: ActivityPage) -> list[dict[str, str]]:
    """The large numerals: only those that are known."""
    low, high = page.group_min, page.group_max
    group = (
        _("{low} à {high}").format(low=low, high=high) if low and high else str(low or high or "")
    )
    below = _("personnes") if low else _("personnes au plus")
    if low and not high:
        below = _("personnes au moins")
    about = (
        "" if page.cost_min and page.cost_max and page.cost_min != page.cost_max else _("environ")
    )
    cost = cost_text(page.cost_min, page.cost_max)
    free = not (page.cost_min or page.cost_max)
    facts = [
        {
            "name": _("Durée"),
            "value": duration(page.duration or page.total_minutes or None),
            "below": "",
        },
        {"name": _("Groupe"), "value": group, "below": below},
        {"name": _("Préparation"), "value": duration(page.preparation), "below": ""},
        {"name": _("Coût"), "value": cost, "below": "" if free else about},
    ]
    return [fact for fact in facts if fact["value"]]


def practical(page: ActivityPage) -> list[dict[str, str]]:
    """The sentences under the numerals."""
    kind = page.get_place_kind_display()
    place = page.place.strip().removesuffix(".")
    if kind not in place:
        place = f"{place}. {kind[0].upper()}{kind[1:]}" if place else f"{kind[0].upper()}{kind[1:]}"
    place += "."
    facts = [(_("Lieu"), place), (_("Matériel"), page.material), (_("Rôles"), page.roles)]
    return [{"name": name, "text": text} for name, text in facts if text]


def steps(page: ActivityPage) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The steps with their times, and the segments of the bar of time."""
    moments = page.timeline()
    total = moments[-1]["end"] if moments else 0
    told = [
        {
            **moment["step"],
            "length": duration(moment["step"]["minutes"]),
            "from": clock(moment["start"]),
            "to": clock(moment["end"]),
        }
        for moment in moments
    ]
    bar = []
    for moment in moments:
        # A thin gap between two segments, as in the picture.
        end = max(moment["start"], moment["end"] - total * 0.004)
        bar.append({"start": percent_of(moment["start"], total), "end": percent_of(end, total)})
    return told, bar


def _differences(row: Row, root: Row | None) -> list[dict[str, Any]]:
    """Facts of a variant; `differs` tells those that the original does not have."""

    def facts(of: Row) -> list[str]:
        place = dict(ActivityPage.Place.choices).get(of.data["place_kind"], "")
        return [duration(of.data["duration"]), of.data["group"], place]

    own = facts(row)
    theirs = facts(root) if root else own
    return [
        {"text": text, "differs": text != other}
        for text, other in zip(own, theirs, strict=True)
        if text
    ]


def variants(page: ActivityPage, index: Index, base: str) -> list[dict[str, Any]]:
    """The original and what was made of it, from the catalogue: only what a visitor may see."""
    me = index.get(page.pk)
    if me is None:
        return []
    root = index.get(me.variant_of) or me
    children = [row for row in index.rows if row.variant_of == root.page_id]
    if not children:
        return []

    def entry(row: Row) -> dict[str, Any]:
        origin = tree().by_id.get(row.territory_id)
        return {
            "title": row.title,
            "url": "" if row.page_id == page.pk else row_url(row, base),
            "root": row is root,
            "origin": origin.site_name if origin else "",
            "facts": _differences(row, None if row is root else root),
        }

    return [entry(root), *(entry(row) for row in sorted(children, key=lambda row: row.title))]


def _told(adoption: Adoption) -> dict[str, Any]:
    territory = tree().by_id[adoption.territory_id]
    who = [
        ngettext("{number} personne", "{number} personnes", adoption.people).format(
            number=adoption.people
        )
        if adoption.people
        else "",
        adoption.audience,
    ]
    return {
        "date": adoption.date,
        "place": adoption.commune.name if adoption.commune else territory.short_name,
        "who": ", ".join(part for part in who if part),
        "changed": adoption.changed,
        "worked": adoption.worked,
    }


def log(page: ActivityPage, today: date, everything: bool = False) -> dict[str, Any]:
    """Those who ran it, the latest first (a few of them, or `everything`); how many times in each
    territory; who is about to; who had announced it, and told nothing since."""
    published = (
        page.adoptions.filter(is_published=True).select_related("commune").order_by("-date", "-pk")
    )
    done = [a for a in published if a.state == Adoption.State.DONE]
    planned = [a for a in published if a.state == Adoption.State.PLANNED]
    count = Counter(tree().by_id[a.territory_id].short_name for a in done)
    most = max(count.values(), default=1)
    told = [_told(adoption) for adoption in done]
    return {
        "number": len(done),
        "told": told if everything else told[:TOLD],
        "others": 0 if everything else len(told[TOLD:]),
        "planned": [_told(a) for a in reversed(planned) if a.date >= today],
        "announced": [_told(a) for a in planned if a.date < today],
        # Half of the width at most: the number stands beside the bar.
        "tally": [
            {"name": name, "number": number, "percent": percent_of(number * 80, most * 100)}
            for name, number in count.most_common()
        ],
    }


def activity_context(page: ActivityPage, base: str, request: HttpRequest) -> dict[str, Any]:
    """Context of `activity_page.html`, beyond what every sheet has."""
    told, bar = steps(page)
    total = page.total_minutes
    return {
        "key_facts": key_facts(page),
        "practical": practical(page),
        "steps": told,
        "time_bar": bar,
        "total_minutes": total,
        "total_text": duration(total),
        "total_words": duration_in_words(total) if total else "",
        "log": log(page, timezone.localdate(), request.GET.get("retours") == "tous"),
        "variants": variants(page, catalogue(page.locale_id), base),
    }
