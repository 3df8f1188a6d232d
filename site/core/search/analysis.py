"""French analysis for OpenSearch and Elasticsearch: index settings and mappings.

It follows `french.py`, with the engine's own parts, and the same table of rewriting rules (`inclusive.RULES`) as
character filters. Two points differ from the usual recipe:

* the stem is taken twice, before and after accents are removed (a multiplexer): « conseillère » and
  « conseillere », « conseiller » all meet;
* completion uses one analysis for both sides (wagtail/wagtail#13005: the stock mapping folds accents when
  indexing and not when asking), and marks stems as `french.completion_terms()` does.
"""

from typing import Any

from . import synonyms
from .french import ELISIONS, STEM_MARK, STOP_WORDS
from .inclusive import RULES

MAX_EDGE = 20
FLAGS = "CASE_INSENSITIVE|UNICODE_CASE"
COMPLETION = {"analyzer": "completion", "search_analyzer": "completion_search"}
# A node without the analysis module has only these; they prove the client, not the language.
STANDARD_COMPLETION = {"analyzer": "default", "search_analyzer": "default"}

_CHAR_FILTERS = {
    f"ess_{rule.name}": {
        "type": "pattern_replace",
        "pattern": rule.pattern,
        "replacement": rule.java_replacement,
        "flags": FLAGS,
    }
    for rule in RULES
}


def _analyzer(*filters: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": list(_CHAR_FILTERS),
        "tokenizer": "standard",
        "filter": list(filters),
    }


def french_settings() -> dict[str, Any]:
    """Return the settings of an index."""
    filters: dict[str, Any] = {
        "ess_elision": {"type": "elision", "articles": list(ELISIONS), "articles_case": True},
        "ess_stop": {"type": "stop", "stopwords": sorted(STOP_WORDS)},
        "ess_stop_completion": {
            "type": "stop",
            "stopwords": sorted(STOP_WORDS),
            # The last word may be the beginning of another: « le » of « Lesneven ».
            "remove_trailing": False,
        },
        "ess_stem": {"type": "stemmer", "language": "light_french"},
        "ess_stems": {
            "type": "multiplexer",
            "filters": ["ess_stem, asciifolding", "asciifolding, ess_stem"],
            "preserve_original": False,
        },
        "ess_edges": {"type": "edge_ngram", "min_gram": 1, "max_gram": MAX_EDGE},
        "ess_cut": {"type": "truncate", "length": MAX_EDGE},
        "ess_mark": {
            "type": "pattern_replace",
            "pattern": "^(.+)$",
            "replacement": f"{STEM_MARK}$1",
        },
        "ess_completion": {
            "type": "multiplexer",
            "filters": ["ess_edges", "ess_stem, ess_mark"],
            "preserve_original": False,
        },
        "ess_completion_search": {
            "type": "multiplexer",
            "filters": ["ess_cut", "ess_stem, ess_mark"],
            "preserve_original": False,
        },
    }
    asked = ["ess_elision", "lowercase"]
    if groups := synonyms.lines():
        filters["ess_synonyms"] = {"type": "synonym_graph", "synonyms": groups, "lenient": True}
        asked.append("ess_synonyms")
    return {
        "analysis": {
            "char_filter": _CHAR_FILTERS,
            "filter": filters,
            "analyzer": {
                "default": _analyzer("ess_elision", "lowercase", "ess_stop", "ess_stems"),
                "default_search": _analyzer(*asked, "ess_stop", "ess_stems"),
                "completion": _analyzer("ess_elision", "lowercase", "asciifolding", "ess_completion"),
                "completion_search": _analyzer(
                    "ess_elision", "lowercase", "ess_stop_completion", "asciifolding",
                    "ess_completion_search",
                ),
            },
        },
        "index": {"max_ngram_diff": MAX_EDGE},
    }  # fmt: skip


def standard_settings() -> dict[str, Any]:
    """Return the settings of an index on a node that has no analysis module."""
    words = {"type": "custom", "tokenizer": "standard", "filter": ["lowercase"]}
    return {"analysis": {"analyzer": {"default": words}}}
