"""What she typed to find something, and how words are compared.

Forgiving: case, accents, apostrophes and the simple plural do not count. Refuses nothing:
whatever was typed is a search, if only for nothing.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 100  # letters; nobody asks us more than a sentence

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’`")


def tidy(typed: str) -> str:
    """Return what was typed as a page may show it: one short line, nothing unprintable."""
    spaced = " ".join(typed[: 4 * LONGEST].split())
    return "".join(letter for letter in spaced if letter.isprintable())[:LONGEST].strip()


def stems(words: str) -> list[str]:
    """Return the words without case, accents, apostrophes and simple plurals."""
    plain = unicodedata.normalize("NFKD", words.translate(_APOSTROPHES).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [_singular(word) for word in _WORD.findall(bare)]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
