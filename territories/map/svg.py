"""The map as SVG, for one territory's site.

Its links stand outside the tab order and the whole drawing is hidden from assistive technology: the
list of sites beside it says the same and is the way for keyboard and screen reader (decision 0021).
No `style` attribute: colours come from the classes `accent-…`, weakened by `pale` (docs/components).
"""

from collections import defaultdict

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.generations import Remembered

from ..geography import GEOGRAPHY
from ..geography.models import Commune, Epci
from ..tree import answering, tree
from ..tree.models import Scale, Territory
from .shapes import Point, middle, outline, path_data, topology

MARGIN = 6
# Room for half of « Vous êtes ici » on a telephone, in units.
ROOM = 92
# Where the names of the groupements stand around the coast: x, y in units, text-anchor. A groupement
# that is not here has its name in its middle.
LABELS = {
    "ess-finistere": (64, 24, "middle"),
    "ess-armor": (394, 40, "middle"),
    "ess-35": (592, 50, "middle"),
    "ess-bretagne-sud": (262, 346, "end"),
}


def _outlines() -> dict[int, tuple[str, list[list[Point]]]]:
    """Path data and rings of what each territory answers for, by its id."""
    units: dict[int, list[str]] = defaultdict(list)
    owners = list(Epci.objects.values_list("siren", "pays_id"))
    drawn = set(topology()["units"]) - {siren for siren, _pays in owners}
    owners += Commune.objects.filter(insee__in=drawn).values_list("insee", "own_pays_id")
    for unit, pays_id in owners:
        if territory := answering(pays_id):
            units[territory.pk].append(unit)
    shapes = {}
    for pk, members in units.items():
        if rings := outline(members):
            shapes[pk] = path_data(rings), rings
    return shapes


outlines = Remembered(GEOGRAPHY, _outlines)


def _link(territory: Territory, content: SafeString, name: str) -> SafeString:
    if not territory.site:
        return format_html("<g><title>{}</title>{}</g>", name, content)
    return format_html(
        '<a href="{}/" tabindex="-1"><title>{}</title>{}</a>',
        territory.site.root_url,
        name,
        content,
    )


def _shape(territory: Territory, data: str, state: str) -> SafeString:
    classes = f"accent-{territory.accent} {state}".strip()
    name = territory.site_name
    if state == "here":
        name = _("Vous êtes ici : %(site)s") % {"site": name}
    return _link(territory, format_html('<path class="{}" d="{}"/>', classes, data), name)


def _state(territory: Territory, here: Territory | None) -> str:
    """`here`, `pale` for the others, nothing for a shape in full colour."""
    if here is None or here.scale == Scale.REGION:
        return ""
    if territory.pk == here.pk:
        return "here"
    return "" if here in territory.ancestors() else "pale"


def _text(x: int, y: int, anchor: str, classes: str, text: str) -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', classes, x, y, anchor, text
    )


def _groupement_names(shapes) -> list[SafeString]:
    names = []
    region = tree().region
    for groupement in tree().children(region.pk) if region else ():
        if groupement.scale != Scale.GROUPEMENT:
            continue
        rings = [r for t in groupement.descendants() for r in shapes.get(t.pk, ("", []))[1]]
        if not rings:
            continue
        classes, name = f"accent-{groupement.accent}", groupement.short_name
        if groupement.code in LABELS:
            text = _text(*LABELS[groupement.code], classes, name)
        else:
            text = _text(*middle(rings), "middle", f"{classes} inside", name)
        names.append(_link(groupement, text, groupement.site_name))
    return names


def _here_text(rings: list[list[Point]]) -> SafeString:
    """« Vous êtes ici », above the shape, or below where there is no room."""
    points = [point for ring in rings for point in ring]
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    top, bottom = min(y for _x, y in points), max(y for _x, y in points)
    x, anchor = max((left + right) // 2, ROOM), "middle"
    if x > topology()["width"] - ROOM:
        x, anchor = topology()["width"], "end"
    y = top - 8 if top > 24 else bottom + 24
    # In the darkest colour: the text lies over pale neighbours.
    return _text(x, y, anchor, "accent-marin", _("Vous êtes ici"))


def _draw(territory_id: int | None, language: str | None) -> SafeString:
    if not topology()["units"]:
        return SafeString()
    structure = tree()
    here = structure.by_id.get(territory_id)
    near = here is not None and here.scale != Scale.REGION
    shapes = outlines()
    parts: list[SafeString] = []
    last: list[SafeString] = []
    for territory in structure.by_id.values():
        if territory.pk not in shapes:
            continue
        data, rings = shapes[territory.pk]
        shape = _shape(territory, data, _state(territory, here))
        if near and territory == here:  # drawn last: its border lies over its neighbours'
            last = [shape, _here_text(rings)]
        else:
            parts.append(shape)
    parts += last if near else _groupement_names(shapes)
    width, height = topology()["width"] + 2 * MARGIN, topology()["height"] + 2 * MARGIN
    return format_html(
        '<svg class="map" viewBox="{} {} {} {}" width="{}" height="{}" '
        'aria-hidden="true" focusable="false">{}</svg>',
        *(-MARGIN, -MARGIN, width, height, width, height),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


_drawn = Remembered(GEOGRAPHY, _draw)


def brittany_map(territory: Territory | None, request=None) -> SafeString:
    """The map for `territory`'s site: drawn once per change of the geography, then remembered.

    The region's shows every pays and names the groupements; a groupement's weakens the pays of the
    others; a pays' weakens all others and says « vous êtes ici ». Empty without the file of the map.
    """
    return _drawn(territory.pk if territory else None, get_language())
