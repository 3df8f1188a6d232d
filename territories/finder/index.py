"""All names of all communes, folded, in memory: what a search looks through (decision 0022)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from core.generations import Remembered

from ..former.models import FormerName
from ..former.names import names_of
from ..geography import GEOGRAPHY
from ..geography.folding import fold
from ..geography.models import Commune, CommuneName
from ..tree import answering, tree
from ..tree.models import Scale, Territory

Kind = CommuneName.Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, and who answers for it."""

    insee: str
    name: str
    department: str
    postcodes: tuple[str, ...]
    population: int
    epci_siren: str | None
    epci_name: str
    pays_id: int | None

    @property
    def territory(self) -> Territory | None:
        """The pays that answers, else the region."""
        return answering(self.pays_id)

    @property
    def in_no_pays(self) -> bool:
        """Whether the region answers because no pays does."""
        territory = self.territory
        return territory is None or territory.scale != "pays"


@dataclass(frozen=True, slots=True)
class Name:
    """One way of finding a place. `label` is how the name is printed."""

    folded: str
    label: str
    kind: str
    place: Place

    @property
    def former(self) -> bool:
        return self.kind == Kind.FORMER


@dataclass(frozen=True, slots=True)
class Area:
    """Communes of an EPCI or of a pays; `former_name`: the one it bore, when it was found under it."""

    places: list[Place]
    former_name: str = ""


def trigrams(folded: str) -> set[str]:
    """Three-letter slices of a folded text, its beginning counting more."""
    padded = f"  {folded} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


class Index:
    """Names by folded text, by beginning, by word and by trigram; postcodes by digits.

    `places` are by INSEE code, that of a merged commune leading to the present one. `former` are names
    that territories bear no more: (folded, printed, id of the territory). What only some searches need
    is made by the first of them.
    """

    def __init__(self, names: Iterable[Name], places: dict[str, Place], former: Iterable = ()):
        self.places = places
        self.former = list(former)
        self.exact: dict[str, list[Name]] = defaultdict(list)
        self.postcodes: dict[str, list[Place]] = defaultdict(list)
        for name in names:
            if name.kind == Kind.POSTCODE:
                self.postcodes[name.folded].append(name.place)
            elif name.folded:
                self.exact[name.folded].append(name)
        self.sorted = sorted(self.exact)
        self.sorted_postcodes = sorted(self.postcodes)

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        """Each word of each name with the name, for names found by a word inside."""
        return sorted({(word, folded) for folded in self.sorted for word in folded.split()})

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Each EPCI and each pays by its folded names; by a former one where nobody bears it now."""
        places: dict[str, list[Place]] = defaultdict(list)
        of_pays: dict[int, list[Place]] = defaultdict(list)
        titles_of = {t.pk: set(names_of(t)) for t in tree().by_id.values()}
        epcis: dict[str, str] = {}
        for place in {place.insee: place for place in self.places.values()}.values():
            name = place.epci_name
            titles = {epcis.setdefault(name, fold(name))} - {""}
            territory = place.territory
            if territory and territory.scale == Scale.PAYS:
                of_pays[territory.pk].append(place)
                titles |= titles_of[territory.pk]
            for title in titles:
                places[title].append(place)
        found = {title: Area(there) for title, there in places.items()}
        for folded, label, pk in self.former:
            territory = answering(pk)
            if folded not in found and territory and territory.pk in of_pays:
                found[folded] = Area(of_pays[territory.pk], label)
        return found

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for folded in self.sorted:
            for trigram in trigrams(folded):
                found[trigram].append(folded)
        return found

    @staticmethod
    def _from(values: list[str], start: str) -> list[str]:
        first = bisect_left(values, start)
        last = bisect_left(values, f"{start}\uffff", lo=first)
        return values[first:last]

    def beginning(self, folded: str) -> list[Name]:
        """Names that begin with `folded`."""
        return [name for key in self._from(self.sorted, folded) for name in self.exact[key]]

    def containing(self, folded: str) -> list[Name]:
        """Names of which some words begin as the words of `folded` do, in any order."""
        found: set[str] | None = None
        for word in folded.split():
            first = bisect_left(self.words, (word, ""))
            last = bisect_left(self.words, (f"{word}\uffff", ""), lo=first)
            keys = {key for _word, key in self.words[first:last]}
            found = keys if found is None else found & keys
            if not found:
                return []
        return [name for key in sorted(found or ()) for name in self.exact[key]]

    def area(self, folded: str) -> Area | None:
        """The one EPCI or pays of this name, or whose name begins so."""
        if folded in self.areas:
            return self.areas[folded]
        found = [name for name in self.areas if name.startswith(folded)] if len(folded) > 4 else []
        return self.areas[found[0]] if len(found) == 1 else None

    def near(self, folded: str, most: int) -> list[tuple[float, Name]]:
        """Names most like `folded`, with their likeness (Dice's coefficient of trigrams, 0 to 1)."""
        wanted = trigrams(folded)
        shared: dict[str, int] = defaultdict(int)
        for trigram in wanted:
            for key in self._by_trigram.get(trigram, ()):
                shared[key] += 1
        scores = [(2 * count / (len(wanted) + len(key) + 1), key) for key, count in shared.items()]
        scores.sort(key=lambda score: (-score[0], score[1]))
        return [(score, name) for score, key in scores[:most] for name in self.exact[key]]

    def postcodes_from(self, digits: str) -> list[str]:
        """Postcodes that begin with these digits."""
        return self._from(self.sorted_postcodes, digits)


def _former_names() -> list[tuple[str, str, int]]:
    """Names of before a renaming, and those of territories that others succeeded."""
    rows = list(FormerName.objects.values_list("folded", "name", "territory_id"))
    for territory in tree().by_id.values():
        if not territory.is_active and territory.succeeded_by_id:
            rows += [(f, name, territory.pk) for f, name in names_of(territory).items()]
    return rows


def _load() -> Index:
    places = {}
    rows = Commune.objects.values_list(
        "insee",
        "name",
        "department",
        "postcodes",
        "population",
        "epci_id",
        "epci__name",
        "epci__pays_id",
        "own_pays_id",
        "former_codes",
    )
    heirs: dict[str, str] = {}
    for insee, name, department, postcodes, population, siren, epci, pays, own, former in rows:
        places[insee] = Place(
            insee,
            name,
            department,
            tuple(postcodes),
            population or 0,
            siren,
            epci or "",
            own or pays,
        )
        heirs |= dict.fromkeys(former, insee)
    names = CommuneName.objects.order_by("folded", "pk").values_list(
        "folded", "label", "kind", "commune_id"
    )
    known = (Name(f, label, kind, places[pk]) for f, label, kind, pk in names)
    by_code = {code: places[insee] for code, insee in heirs.items()} | places
    return Index(known, by_code, _former_names())


index = Remembered(GEOGRAPHY, _load)
