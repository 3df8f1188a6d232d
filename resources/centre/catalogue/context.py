"""The catalogue in the words of its template."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.brand import french_typography as typo
from territories.models import Territory
from territories.tree import tree

from .facets import SORTS, Facet
from .filters import Filters
from .index import Index, territory_label
from .listing import Group, Listing


def sheets_text(number: int) -> str:
    return ngettext("{number} fiche", "{number} fiches", number).format(number=number)


def _options(listing: Listing, facet: Facet, counts: dict[str, int]) -> list[dict[str, Any]]:
    chosen = listing.filters.values(facet.name)
    return [
        {"value": code, "label": label, "count": counts[code], "checked": code in chosen}
        for code, label in listing.index.labels[facet.name].items()
    ]


def _facet(listing: Listing, facet: Facet, counts: dict[str, int]) -> dict[str, Any]:
    chosen_codes = listing.filters.values(facet.name)
    if not (facet.is_open or chosen_codes or facet.name in listing.filters.plus):
        return {"name": facet.name, "title": typo(str(facet.title)), "folded": True}
    options = _options(listing, facet, counts)
    more = 0
    if facet.shown is not None:
        # Vocabularies are long: what is chosen first, then what there is most of.
        options.sort(key=lambda option: (not option["checked"], -option["count"]))
        chosen = sum(option["checked"] for option in options)
        shown = max(facet.shown, chosen)
        if facet.name not in listing.filters.plus and len(options) > shown + 1:
            more = len(options) - shown
            options = options[:shown]
    one, several = facet.more
    return {
        "name": facet.name,
        "title": typo(str(facet.title)),
        "options": options,
        "more": more,
        "more_label": str(one) if more == 1 else str(several).format(number=more),
        "chosen": len(chosen_codes),
    }


def _territories(listing: Listing, facet: Facet, counts: dict[str, int]) -> dict[str, Any]:
    """The groupements, folded but for the visitor's own, those with a choice and those asked for."""
    structure, filters = tree(), listing.filters
    chosen = set(filters.values(facet.name))

    def option(territory: Territory, label: str) -> dict[str, Any]:
        code = territory.code
        checked = code in chosen
        return {"value": code, "label": label, "count": counts.get(code, 0), "checked": checked}

    region = structure.region
    groups, loose = [], []
    for territory in structure.children(region.pk) if region else []:
        if territory.scale == "pays":
            loose.append(option(territory, typo(territory.short_name)))
            continue
        pays = structure.children(territory.pk)
        inside = {territory.code, *(p.code for p in pays)}
        own = listing.territory is not None and listing.territory.code in inside
        is_open = own or bool(chosen & inside) or territory.code in filters.plus
        whole = option(territory, _("Tout {site}").format(site=territory.site_name))
        groups.append(
            {
                "code": territory.code,
                "label": territory.site_name,
                "accent": territory.accent,
                "count": counts.get(territory.code, 0),
                "open": is_open,
                "options": [whole, *(option(p, typo(p.short_name)) for p in pays)]
                if is_open
                else [],
            }
        )
    groups.sort(key=lambda group: not group["open"])
    if region:
        loose.append(option(region, typo(territory_label(region))))
    return {
        "name": facet.name,
        "title": str(facet.title),
        "groups": groups,
        "options": loose,
        "chosen": len(chosen),
    }


def _chips(listing: Listing) -> list[dict[str, str]]:
    filters = listing.filters
    chips = []
    if filters.q:
        chips.append({"group": _("Mots"), "label": filters.q, "value": "q"})
    chips += [
        {
            "group": str(facet.chip),
            "label": listing.index.labels[facet.name][code],
            "value": f"{facet.name}:{code}",
        }
        for facet in listing.index.facets
        for code in filters.values(facet.name)
    ]
    return [chip | {"name": "retirer"} for chip in chips]


def _group_title(code: str, territory: Territory) -> str:
    if code == "ici":
        return _("Ici, {where}").format(where=territory.locative)
    if code == "voisins":
        return _("Chez nos voisins, {where}").format(where=territory.ancestors()[0].locative)
    return _("Ailleurs en Bretagne")


def _group(listing: Listing, group: Group, centre_url: str) -> dict[str, Any]:
    shown = len(group.positions)
    count = sheets_text(shown if shown < group.total else group.total)
    return {
        "title": _group_title(group.code, listing.here) if group.code and listing.here else "",
        "count": _("{shown} sur {total}").format(shown=count, total=group.total)
        if shown < group.total
        else count,
        "rows": [listing.index.html(n, centre_url) for n in group.positions],
    }


def _way_out(listing: Listing, chips: list[dict[str, str]]) -> dict[str, str]:
    """Of an empty list: the filter whose removal gives most; else the only one to keep; what it gives."""
    filters = listing.filters
    options = [(chip["group"], chip["label"], *chip["value"].partition(":")[::2]) for chip in chips]
    if filters.ou == "ici":
        options.append((_("Où"), _("mon territoire seulement"), "ou", ""))
    ways = [
        (_("Retirer « {group} : {label} » : {count}"), listing.count_without, filters.without),
        (_("Ne garder que « {group} : {label} » : {count}"), listing.count_with_only, filters.only),
    ]
    for words, count, change in ways:
        found = [
            (count(facet, code), n)
            for n, (_group, _label, facet, code) in enumerate(options)
            if not (facet == "ou" and count == listing.count_with_only)
        ]
        most, n = max(found, key=lambda way: (way[0], -way[1]), default=(0, 0))
        if most:
            group, label, facet, code = options[n]
            text = words.format(group=group, label=label, count=sheets_text(most))
            return {"label": text, "url": change(facet, code).query() or "?"}
    return {}


def _switch(listing: Listing) -> list[dict[str, Any]]:
    if not (here := listing.here):
        return []
    counts = listing.scope_counts()
    labels = {
        "ici": _("Mon territoire, {name} ({count})").format(
            name=here.short_name, count=counts["ici"]
        ),
        "partout": _("Toute la Bretagne ({count})").format(count=counts["partout"]),
    }
    return [
        {"value": code, "label": label, "checked": listing.filters.ou == code}
        for code, label in labels.items()
    ]


def _facets(listing: Listing) -> list[dict[str, Any]]:
    counts = listing.counts()
    return [
        _territories(listing, facet, counts[facet.name])
        if facet.name == "territoire"
        else _facet(listing, facet, counts[facet.name])
        for facet in listing.index.facets
    ]


def is_noindex(filters: Filters) -> bool:
    """Beyond one value of one facet, or a search, combinations are endless: robots stay out."""
    plain = filters.tri == SORTS[0][0] and filters.ou == "partout" and not filters.plus
    return bool(filters.q) or filters.number > 1 or not plain


def catalogue_context(
    index: Index, filters: Filters, territory: Territory | None, centre_url: str
) -> dict[str, Any]:
    """Context of the catalogue's templates; not one query, but for a text search."""
    listing = Listing(index, filters, territory)
    page, groups = listing.page()
    total = listing.selected.bit_count()
    chips = _chips(listing)
    return {
        "filters": filters,
        "all_count": len(index.rows),
        "total": total,
        "total_text": sheets_text(total),
        "page_obj": page,
        "pager_prefix": filters.query(page=0),
        "groups": [_group(listing, group, centre_url) for group in groups],
        "facets": _facets(listing),
        "chips": chips,
        "clear_url": (filters.only().query() or "?") if len(chips) > 1 else "",
        "everything_url": centre_url,
        "switch": _switch(listing),
        "sorts": [(code, label, code == filters.tri) for code, label in SORTS],
        "way_out": _way_out(listing, chips) if not total else {},
    }
