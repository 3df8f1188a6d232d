"""Words that the network holds for equal: « SCIC » and « société coopérative d'intérêt collectif ».

`settings.SEARCH_SYNONYMS` is a list of groups, each a text with commas (the Solr format), or the dotted path
of a function that returns such a list, for a list kept in the database. The database engines apply it to
the question; OpenSearch and Elasticsearch receive it when an index is made, so a change waits for the next
`update_index`.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from .french import terms

Run = tuple[str, ...]


def lines() -> list[str]:
    """Return the groups as written, one text each."""
    source: str | Iterable[str] = getattr(settings, "SEARCH_SYNONYMS", ())
    if isinstance(source, str):
        source = import_string(source)()
    return [line for line in source if line.count(",")]


@lru_cache(maxsize=8)
def _groups(written: tuple[str, ...]) -> dict[Run, list[Run]]:
    found: dict[Run, list[Run]] = {}
    for line in written:
        group = [tuple(terms(variant)) for variant in line.split(",")]
        group = [variant for variant in dict.fromkeys(group) if variant]
        for variant in group:
            found.setdefault(variant, []).extend(group)
    return found


def expand(asked: list[str]) -> list[list[Run]]:
    """Return one slot for each term asked, or run of terms: the sequences that answer it.

    Without synonyms each slot holds the term alone.
    """
    groups = _groups(tuple(lines()))
    if not groups:
        return [[(term,)] for term in asked]
    longest = max(map(len, groups))
    slots: list[list[Run]] = []
    position = 0
    while position < len(asked):
        for size in range(min(longest, len(asked) - position), 0, -1):
            run = tuple(asked[position : position + size])
            if run in groups:
                slots.append(list(dict.fromkeys([run, *groups[run]])))
                position += size
                break
        else:
            slots.append([(asked[position],)])
            position += 1
    return slots
