"""Savoy's light French stemmer: feminine, plural and common derivations brought to one form.

Jacques Savoy, « Light Stemming Approaches for the French, Portuguese, German and Hungarian Languages »,
SAC 2006, pages 1031-1035; the rules follow the author's published C program, as Apache Lucene's
`light_french` filter does. Snowball's French stemmer (`snowballstemmer`) was tried and left: it keeps
« porteuse » and « porteur » apart, which this project must not (docs/decisions/0010).

One difference, on purpose: accents are removed *before* the rules, not after, since people type
« conseillere » as often as « conseillère » and both must give one stem. Lucene's rules for « ète » and for the
second « e » at the end have nothing left to do then; its « isateur » always comes after « ateur ».
"""

from functools import lru_cache

# (shortest length, ending, letters cut, letters put instead), tried in order; the first that applies ends.
_ENDINGS: tuple[tuple[int, str, int, str], ...] = (
    (10, "issement", 7, "r"),
    (9, "issant", 5, "r"),
    (8, "ivement", 6, "f"),
    (7, "ement", 4, ""),
    (12, "ficatrice", 7, "er"),
    (11, "ficateur", 6, "er"),
    (10, "catrice", 7, "quer"),
    (9, "cateur", 6, "quer"),
    (9, "atrice", 6, "er"),
    (8, "ateur", 5, "er"),
)


def _cut_plural(word: str) -> str:
    if len(word) > 5 and word.endswith("aux") and word[-4] != "e":
        return word[:-2] + "l"
    return word.removesuffix("x").removesuffix("s")


def _cut_ending(word: str) -> str:
    """Apply the rules that depend on the ending."""
    size = len(word)
    for shortest, ending, cut, put in _ENDINGS:
        if size >= shortest and word.endswith(ending):
            return word[: size - cut] + put
    if size > 6 and word.endswith("trice"):
        word = word[:-4] + "eur"
        size = len(word)
    if size > 5 and word.endswith("ieme"):
        return word[:-4]
    if size > 7 and word.endswith("teuse"):
        return word[:-3] + "r"
    if size > 6 and word.endswith("teur"):
        return word[:-2] + "r"
    if size > 5 and word.endswith("euse"):
        return word[:-2]
    if size > 8 and word.endswith("ere"):
        return word[:-1]
    if size > 7 and word.endswith("ive"):
        return word[:-2] + "f"
    if word.endswith(("folle", "molle")):
        return word[:-3] + "u"
    if size > 9 and word.endswith("nnelle"):
        return word[:-5]
    if size > 9 and word.endswith("nnel"):
        return word[:-3]
    if size > 8 and word.endswith("ique"):
        word = word[:-4]
        size -= 4
    if size > 8 and word.endswith("esse"):
        return word[:-3]
    if size > 7 and word.endswith("inage"):
        return word[:-3]
    if size > 9 and word.endswith("isation"):
        word = word[:-7]
        return word[:-2] + "el" if len(word) > 5 and word.endswith("ual") else word
    if size > 8 and word.endswith(("ation", "ition")):
        return word[:-5]
    return word


def _normalise(word: str) -> str:
    """Reduce doubled letters, then the last mute ones."""
    if len(word) > 4:
        letters = [word[0]]
        for letter in word[1:]:
            if letter != letters[-1]:
                letters.append(letter)
        word = "".join(letters)
    if len(word) > 4 and word.endswith("ie"):
        word = word[:-2]
    if len(word) > 4:
        word = word.removesuffix("r").removesuffix("e")
    return word


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a lower-case word without accents.

    >>> {stem(word) for word in ("administrateur", "administratrice", "administrateurs")}
    {'administr'}
    """
    # Numbers and codes (29200, w294) are not words of the language.
    if len(word) < 4 or not word.isalpha():
        return word
    return _normalise(_cut_ending(_cut_plural(word)))
