"""One spelling for all the ways of typing the name of a place."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})
_WORDS = re.compile(r"[a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = frozenset(("le", "la", "les", "l"))


def fold(text: str) -> str:
    """Return lower-case words without accents, separated by one space.

    Hyphens and apostrophes separate, `st` and `ste` are written out, a leading article goes unless
    it is all there is. Folding twice changes nothing.

    >>> fold("L'Hermitage"), fold("ST-BRIEUC"), fold("Le Fœil")
    ('hermitage', 'saint brieuc', 'foeil')
    """
    # NFKD first: it also opens compatibility letters (full-width, ligatures of type).
    opened = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c)
    )
    words = [_SHORT.get(word, word) for word in _WORDS.findall(plain)]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)
