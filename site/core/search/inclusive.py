"""Rewriting rules applied to a text before it is cut into words, on every engine.

Each rule is a regular expression that Python's `re` and Java's `Pattern` read alike, so the same table
serves the database engines (applied here) and OpenSearch or Elasticsearch (as `pattern_replace` character
filters).

* acronyms: `S.C.I.C.` becomes `SCIC`;
* Breton `c'h` is one letter: `Penmarc'h` becomes `Penmarch`, and is not taken for an elision;
* inclusive writing: the suffix becomes a word of its own, so `administrateur·trice` is found by
  « administrateur » and « administratrice », `porteur.euse.s` by « porteuse », `salarié(e)s` by « salariée ».

The base word is always kept as it was written: where a rule errs (`bretagne.es` read as an inclusive
form), it adds a word and takes none away. `ess-bretagne.org` and `29.5` match no inclusive rule.
"""

import re
from functools import lru_cache
from typing import NamedTuple

LETTER = "[A-Za-zÀ-ÖØ-öø-ÿŒœ]"
DOTS = "·•‧∙⋅"
# What separates a suffix from its base: middle dots and full stop, slash, opening bracket, hyphen.
SEPARATORS = f"{DOTS}./(-"
# Without an anchor, a long run of letters would be scanned again from each of its letters.
START = rf"(?<!{LETTER})"
# A plural mark after the suffix (".s", "s", ")s", "s)"), then the end of the word.
END = rf"\)?(?:[{SEPARATORS}]?s\)?)?(?!{LETTER}|[0-9])"


class Rule(NamedTuple):
    """One replacement; `replacement` uses Python's `\\1`."""

    name: str
    pattern: str
    replacement: str

    @property
    def java_replacement(self) -> str:
        """The replacement as Java writes it."""
        return re.sub(r"\\(\d)", r"$\1", self.replacement)


def _feminine(name: str, ending: str, suffix: str, feminine: str) -> Rule:
    """`<stem><ending>` + separator + suffix gives `<stem><ending> <stem><feminine>`."""
    pattern = rf"{START}({LETTER}*)({ending})s?[{SEPARATORS}]{suffix}{END}"
    return Rule(name, pattern, rf"\1\2 \1{feminine}")


RULES: tuple[Rule, ...] = (
    Rule("breton_ch", r"(?<=c)['’ʼ](?=h)", ""),
    Rule("acronym", rf"(?<=(?<!{LETTER}){LETTER})\.(?={LETTER}(?!{LETTER}))", ""),
    _feminine("trice", "teur", "t?rice", "trice"),
    _feminine("euse", "eur", "(?:eu)?se", "euse"),
    _feminine("eux_euse", "eux", "(?:eu)?se", "euse"),
    _feminine("ve", "f", "i?ve", "ve"),
    _feminine("ere", "er", "i?[eè]re", "ère"),
    _feminine("nne", "n", "(?:i?en)?ne", "nne"),
    _feminine("lle", "l", "(?:el)?le", "lle"),
    _feminine("tte", "t", "te", "tte"),
    _feminine("esse", "e", "e?sse", "esse"),
    Rule("e", rf"{START}({LETTER}{{2,}}?)(s?)[{SEPARATORS}]e{END}", r"\1\2 \1e"),
    Rule("plural", rf"{START}({LETTER}{{3,}})[{DOTS}.(]s\)?(?!{LETTER}|[0-9])", r"\1"),
    # A tokenizer keeps "tous·tes" and "bretagne.org" whole; figures ("29.5") stay as they are.
    Rule("dots", rf"[{DOTS}]|(?<={LETTER})\.(?={LETTER})", " "),
)

_COMPILED = tuple((re.compile(rule.pattern, re.IGNORECASE), rule.replacement) for rule in RULES)
# Only a word with a mark between two of its letters can match a rule.
_CANDIDATE = re.compile(rf"\w['’ʼ{SEPARATORS}]\w")


@lru_cache(maxsize=4096)
def _open_word(word: str) -> str:
    if _CANDIDATE.search(word):
        for pattern, replacement in _COMPILED:
            word = pattern.sub(replacement, word)
    return word


def open_forms(text: str) -> str:
    """Return the text with acronyms joined and inclusive forms written out.

    >>> open_forms("Les porteur·euse·s de la S.C.I.C.")
    'Les porteur porteuse de la SCIC.'
    """
    if not _CANDIDATE.search(text):
        return text
    return " ".join(map(_open_word, text.split()))
