"""From what somebody typed to a commune, a question, or what might have been meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from ..geography.folding import fold
from ..tree.models import Territory
from .index import Index, Name, Place, index

# Longer than any name of a place, any postcode beside it and any slip.
LONGEST = 100
# At most this many communes are offered for a choice; their number is told.
MOST_CANDIDATES = 30
MOST_NEAR = 5
# Likeness under which a name is not worth suggesting (0 to 1).
LEAST_LIKENESS = 0.45
DEPARTMENTS = {
    "22": "Côtes-d’Armor",
    "29": "Finistère",
    "35": "Ille-et-Vilaine",
    "56": "Morbihan",
}
_POSTCODE = re.compile(r"\b(\d{2}) ?(\d{3})\b", re.ASCII)
_ENDS = {code: code for code in DEPARTMENTS} | {
    fold(name): code for code, name in DEPARTMENTS.items()
}
_DEPARTMENT_END = re.compile(rf"^(.+) ({'|'.join(_ENDS)})$")


class State(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    ONE = "one"
    SEVERAL = "several"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """A commune offered for a choice, and the former name under which it was found."""

    place: Place
    former_name: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a search.

    `place` when there is one; `matches` to choose among (of `total`), or what might have been meant
    when there is nothing; `common` when one territory answers for all of them, those that are not offered
    too; `former_area` when they are those of a pays found under a name it no longer bears; `postcode`
    when one was typed; `department` when it is all we know.
    """

    state: State
    query: str = ""
    place: Place | None = None
    former_name: str = ""
    former_area: str = ""
    matches: tuple[Match, ...] = ()
    total: int = 0
    common: Territory | None = None
    postcode: str = ""
    department: str = ""

    @property
    def department_name(self) -> str:
        return DEPARTMENTS.get(self.department, "")


def clean(text: str) -> str:
    """What was typed, without control characters and needless spaces, at most LONGEST characters."""
    printable = "".join(c if c.isprintable() else " " for c in text[: LONGEST * 4])
    return " ".join(printable.split())[:LONGEST]


def _matches(names: Iterable[Name]) -> list[Match]:
    """One match for each commune: under its present name where both were found."""
    found: dict[str, Match] = {}
    for name in sorted(names, key=lambda n: n.former):
        found.setdefault(name.place.insee, Match(name.place, name.label if name.former else ""))
    return list(found.values())


def _finding_of(query: str, matches: list[Match], postcode: str = "") -> Finding:
    if len(matches) == 1:
        return Finding(
            State.ONE, query, matches[0].place, matches[0].former_name, postcode=postcode
        )
    answering = {match.place.territory for match in matches}
    return Finding(
        State.SEVERAL,
        query,
        matches=tuple(matches[:MOST_CANDIDATES]),
        total=len(matches),
        common=answering.pop() if len(answering) == 1 else None,
        postcode=postcode,
    )


def _by_size(matches: list[Match]) -> list[Match]:
    """Present names first: « saint-m » means Saint-Malo rather than Brest, where Saint-Marc is now."""
    return sorted(matches, key=lambda m: (bool(m.former_name), -m.place.population, m.place.name))


def _find_postcode(query: str, digits: str, names: Index) -> Finding:
    if places := names.postcodes.get(digits):
        return _finding_of(
            query, sorted((Match(p) for p in places), key=lambda m: m.place.name), digits
        )
    department = digits[:2] if digits[:2] in DEPARTMENTS else ""
    near = []
    if department:  # CEDEX codes and slips: the same sorting office
        near = [p for code in names.postcodes_from(digits[:3]) for p in names.postcodes[code]]
    unique = {place.insee: Match(place) for place in near}
    matches = _by_size(list(unique.values()))[: MOST_NEAR - 1]
    # Not a postcode, but the INSEE code of a commune: offered, since CEDEX codes look the same.
    if (place := names.places.get(digits)) and place.insee not in unique:
        matches.append(Match(place))
    return Finding(
        State.NOTHING,
        query,
        matches=tuple(matches),
        postcode=digits,
        department=department,
    )


def _near(query: str, folded: str, names: Index) -> Finding:
    likely = [name for score, name in names.near(folded, 12) if score >= LEAST_LIKENESS]
    order = {name.place.insee: i for i, name in reversed(list(enumerate(likely)))}
    matches = sorted(_matches(likely), key=lambda m: order[m.place.insee])
    return Finding(State.NOTHING, query, matches=tuple(matches[:MOST_NEAR]))


def _find_name(query: str, folded: str, names: Index) -> Finding:
    department = ""
    # « Vitré, Ille-et-Vilaine » says where; Châteauneuf-d’Ille-et-Vilaine is called so.
    if folded not in names.exact and (end := _DEPARTMENT_END.match(folded)):
        folded, department = end[1], _ENDS[end[2]]
    for search in (lambda f: names.exact.get(f, []), names.beginning, names.containing):
        matches = _matches(search(folded))
        if department:
            matches = [m for m in matches if m.place.department == department]
        if matches:
            return _finding_of(query, _by_size(matches))
        if len(folded) < 2:
            break
    if area := names.area(folded):
        found = _finding_of(query, _by_size([Match(place) for place in area.places]))
        return replace(found, former_area=area.former_name)
    return _near(query, folded, names)


def find(query: str) -> Finding:
    """Find the commune somebody means by a name, a former name, a postcode or an INSEE code.

    Accents, case, hyphens, apostrophes, `st` and leading articles do not matter; « Plouhinec 29 »,
    « Vitré (35) », « Vitré, Ille-et-Vilaine » and « 35500 Vitré » are understood; the name of an EPCI or of a pays gives its
    communes to choose among. Never fails, whatever is typed.
    """
    typed = clean(query)
    if not typed:
        return Finding(State.EMPTY)
    if len(query.strip()) > LONGEST:
        return Finding(State.TOO_LONG, typed)
    names = index()
    if postcode := _POSTCODE.search(typed):
        digits = "".join(postcode.groups())
        rest = fold(_POSTCODE.sub(" ", typed, count=1))
        found = _find_postcode(typed, digits, names)
        if not rest:
            return found
        named = _find_name(typed, rest, names)
        if found.state is State.NOTHING:
            return named if named.state is not State.NOTHING else found
        here = {m.place.insee for m in found.matches} | {found.place and found.place.insee}
        offered = [*named.matches, *([Match(named.place)] if named.place else [])]
        both = [match for match in offered if match.place.insee in here]
        if both and named.state is not State.NOTHING:
            return _finding_of(typed, both, digits)
        # A whole address: the name of the commune is among its words.
        told = [m for m in found.matches if f" {fold(m.place.name)} " in f" {rest} "]
        return _finding_of(typed, told, digits) if told else found
    folded = fold(typed)
    if not folded:
        return Finding(State.NOTHING, typed)
    if folded.isdigit() and len(folded) < 5:
        codes = names.postcodes_from(folded)
        places = {p.insee: Match(p) for code in codes for p in names.postcodes[code]}
        if len(folded) > 2 and places:
            return _finding_of(typed, _by_size(list(places.values())))
        return Finding(
            State.NOTHING, typed, department=folded[:2] if folded[:2] in DEPARTMENTS else ""
        )
    return _find_name(typed, folded, names)


def place_for(insee: str) -> Place | None:
    """The commune with this INSEE code, present or former."""
    return index().places.get(insee)


def suggest(query: str, most: int = 8) -> list[Match]:
    """Communes to suggest while somebody types: the name typed whole, then the most populated first."""
    typed = clean(query)
    folded = fold(typed)
    if len(folded) < 2 or len(query) > LONGEST:
        return []
    names = index()
    digits = folded.replace(" ", "")
    if digits.isdigit():
        codes = names.postcodes_from(digits)
        places = {p.insee: Match(p) for code in codes for p in names.postcodes[code]}
        return _by_size(list(places.values()))[:most]
    if _DEPARTMENT_END.match(folded) and folded not in names.exact:
        told = find(query)
        return [Match(told.place, told.former_name)] if told.place else [*told.matches[:most]]
    found: dict[str, Match] = {}
    for among in (names.exact.get(folded, ()), names.beginning(folded), names.containing(folded)):
        for match in _by_size(_matches(among)):
            found.setdefault(match.place.insee, match)
        if len(found) >= most:
            break
    return list(found.values())[:most]
