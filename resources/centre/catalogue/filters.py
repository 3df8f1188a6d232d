"""The visitor's parameters. A wrong value is a filter left out, never an error."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from .facets import SCOPES, SORTS
from .index import Index

MAX_WORDS = 200
# A form has a dozen values; more is somebody trying.
MAX_VALUES = 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f\s]+")
_PAGE = re.compile(r"[0-9]{1,6}")


class WordsField(forms.Field):
    """A text search: spaces and control characters folded, cut at `MAX_WORDS`."""

    def clean(self, value: str | None) -> str:
        return _CONTROL.sub(" ", (value or "")[:MAX_WORDS]).strip()


class CodesField(forms.Field):
    """Several known codes; those we do not know are left out."""

    widget = forms.SelectMultiple

    def __init__(self, known=()):
        self.known = known
        super().__init__(required=False)

    def clean(self, value: list[str] | None) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(code for code in (value or ())[:MAX_VALUES] if code in self.known)
        )


class OneOfField(forms.Field):
    """One of a few words; anything else is the first of them."""

    def __init__(self, known: tuple[str, ...]):
        self.known = known
        super().__init__(required=False)

    def clean(self, value: str | None) -> str:
        return value if value in self.known else self.known[0]


class PageField(forms.Field):
    """Number of a page; nonsense is the first one, too far is the last one (the paginator's work)."""

    def clean(self, value: str | None) -> int:
        return max(1, int(value)) if value and _PAGE.fullmatch(value) else 1


class FilterForm(forms.Form):
    """Validates what the catalogue is asked. Facet fields are added from the index."""

    q = WordsField(required=False)
    ou = OneOfField(SCOPES)
    tri = OneOfField(tuple(code for code, _label in SORTS))
    page = PageField(required=False)

    def __init__(self, data: QueryDict, index: Index):
        super().__init__(data)
        for facet in index.facets:
            self.fields[facet.name] = CodesField(index.labels[facet.name])
        self.fields["plus"] = CodesField({*index.labels, *index.labels["territoire"]})


@dataclass(frozen=True)
class Filters:
    """What is asked of the catalogue, all values known."""

    q: str = ""
    ou: str = SCOPES[0]
    tri: str = SORTS[0][0]
    page: int = 1
    plus: tuple[str, ...] = ()
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, data: QueryDict, index: Index) -> "Filters":
        form = FilterForm(data, index)
        form.full_clean()
        values = form.cleaned_data
        chosen = {name: values[name] for name in index.labels if values[name]}
        return cls(values["q"], values["ou"], values["tri"], values["page"], values["plus"], chosen)

    def values(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())

    @property
    def number(self) -> int:
        """How many values are chosen in the facets."""
        return sum(len(codes) for codes in self.chosen.values())

    def without(self, facet: str, code: str = "") -> "Filters":
        """The same without one value, without the words (`q`) or without the limit to here (`ou`)."""
        if facet == "q":
            return replace(self, q="", page=1)
        if facet == "ou":
            return replace(self, ou=SCOPES[0], page=1)
        kept = tuple(value for value in self.values(facet) if value != code)
        chosen = self.chosen | {facet: kept}
        return replace(
            self, page=1, chosen={name: codes for name, codes in chosen.items() if codes}
        )

    def only(self, facet: str = "", code: str = "") -> "Filters":
        """Everything removed but one filter: its value, or the words (`q`); none leaves where and the order."""
        if facet == "q":
            return Filters(q=self.q)
        return Filters(chosen={facet: (code,)}) if facet else Filters(ou=self.ou, tri=self.tri)

    def query(self, page: int | None = None) -> str:
        """The one query string of these filters, "" or starting with "?"; `page` 0 leaves the number to add."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, code) for name, codes in self.chosen.items() for code in codes]
        pairs += [("ou", self.ou)] if self.ou != SCOPES[0] else []
        pairs += [("tri", self.tri)] if self.tri != SORTS[0][0] else []
        number = self.page if page is None else page
        if number == 0:
            return f"?{urlencode(pairs)}&page=" if pairs else "?page="
        pairs += [("page", str(number))] if number > 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""


def removed(data: QueryDict, index: Index) -> Filters | None:
    """The filters without the one a chip's button names (`retirer=theme:mer`), None when none is named."""
    asked = data.get("retirer", "")
    if not asked:
        return None
    facet, _colon, code = asked.partition(":")
    filters = Filters.read(data, index)
    return filters.without(facet, code) if facet in (*index.labels, "q", "ou") else filters
