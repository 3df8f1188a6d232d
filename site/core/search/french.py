"""From a text to search terms: the analysis that the database engines share (decision 0010).

The same functions prepare what is indexed and what is asked, so that both sides always agree, and so that
SQLite and PostgreSQL (whose own French rules differ, or do not exist) answer alike.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .inclusive import open_forms
from .stemmer import stem

# What a visitor may type: the rest is cut, so that no query is ever too large for an engine.
MAX_QUERY_LENGTH = 255
MAX_QUERY_TERMS = 32
MAX_TERM_LENGTH = 60
# Marks a stem kept beside whole words in the autocomplete index: no French word starts with a figure.
STEM_MARK = "0"

# Grammatical words only. "été" (summer), "vie" or "sa" in capitals are looked for: they stay.
STOP_WORDS = frozenset(
    re.split(
        r"\s+",
        "a à ai au aux avec c ce ces cet cette d dans de des du elle elles en es est et étaient "
        "était eux il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous "
        "on ont ou où par pas pour qu que qui s se ses son sont sur t ta te tes toi ton tous tout "
        "toute toutes tu un une vos votre vous y jusqu lorsqu puisqu quoiqu afin ainsi aussi car "
        "comme donc entre étant être sans si sous",
    )
)
ELISIONS = ("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu")

_WORD = re.compile(r"[^\W_]+")
_ELISION = re.compile(rf"(?<![^\W_])(?:{'|'.join(ELISIONS)})['’ʼ](?=\w)")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
)


def fold(text: str) -> str:
    """Return the text in lower case, without accents, ligatures opened."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


FOLDED_STOP_WORDS = frozenset(fold(word) for word in STOP_WORDS)


def clean(text: object) -> str:
    """Return what may be searched in a visitor's text: never too long, no control character.

    Half surrogates and NUL make the engines' clients raise; they carry no meaning here.
    """
    kept = str(text)[: MAX_QUERY_LENGTH * 4]
    kept = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in kept)
    return " ".join(kept.split())[:MAX_QUERY_LENGTH]


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, folded, with inclusive forms opened and elisions removed."""
    text = fold(_ELISION.sub(" ", open_forms(text).lower()))
    for match in _WORD.finditer(text):
        yield match[0][:MAX_TERM_LENGTH]


@lru_cache(maxsize=65_536)
def _term(word: str) -> str:
    return "" if word in FOLDED_STOP_WORDS else stem(word)


def terms(text: str) -> list[str]:
    """Return the terms under which a text is found by `search()`: stems, without stop words.

    >>> terms("L’économie des porteur·euse·s")
    ['econom', 'port', 'port']
    """
    return [term for term in map(_term, words(text)) if term]


def completion_terms(text: str) -> list[str]:
    """Return the terms under which a text is found by `autocomplete()`: each word whole, then its stem.

    The stem lets « administratrice » complete to « administrateur »; it is marked, so that the stem of
    « porteuse » (« port ») is not taken for the beginning of « portail ».
    """
    found = []
    for word in words(text):
        found.append(word)
        if term := _term(word):
            found.append(STEM_MARK + term)
    return found


def query_terms(text: str) -> list[str]:
    """Return the distinct terms of a query, in order, at most `MAX_QUERY_TERMS` of them."""
    return list(dict.fromkeys(terms(clean(text))))[:MAX_QUERY_TERMS]


def completion_query(text: str) -> list[tuple[str, str]]:
    """Return (word, marked stem or "") for each word of an autocomplete query; the last may be a beginning.

    Stop words are ignored, except the last one, which may be the beginning of a longer word.
    """
    found = list(dict.fromkeys(words(clean(text))))[:MAX_QUERY_TERMS]
    last = len(found) - 1
    return [
        (word, STEM_MARK + term if (term := _term(word)) else "")
        for position, word in enumerate(found)
        if position == last or _term(word)
    ]
