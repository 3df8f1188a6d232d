"""PostgreSQL's tsvectors, written in Python: its parser and dictionaries are not used."""

from collections import defaultdict
from operator import itemgetter

from .database import Document

RANKED_TERMS = 60
# PostgreSQL keeps 256 positions a term and none beyond 16,383.
MAX_POSITIONS = 40
MAX_POSITION = 16_000
MAX_DISTINCT_TERMS = 20_000


def vector(labelled: list[tuple[str, str]], most: int = MAX_DISTINCT_TERMS) -> str:
    """Return the text of a tsvector from (term, label) pairs in order."""
    places: dict[str, list[str]] = {}
    for position, (term, label) in enumerate(labelled, start=1):
        found = places.get(term)
        if found is None:
            if len(places) >= most:
                continue
            found = places[term] = []
        if len(found) < MAX_POSITIONS:
            found.append(f"{min(position, MAX_POSITION)}{label}")
    return " ".join(f"'{term}':{','.join(found)}" for term, found in places.items())


def ranking_vector(document: Document) -> str:
    """Return the short vector: the title, then the terms that the rest repeats or insists on."""
    weights: defaultdict[str, float] = defaultdict(float)
    for boost, found in document.body:
        for term in found:
            weights[term] += boost
    labelled = [(term, "A") for term in document.title]
    heaviest = sorted(weights.items(), key=itemgetter(1), reverse=True)
    for term, weight in heaviest[:RANKED_TERMS]:
        labelled.append((term, "B" if weight >= 5 else "C" if weight >= 2 else "D"))
    return vector(labelled)
