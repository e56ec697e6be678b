"""Which articles hold the words she typed.

Forgiving: case, accents and the simple plural do not count, and a word may be unfinished.
Refuses nothing: whatever was typed is a search, if only for nothing. An article that holds
more of her words is always the better one, so those that hold fewer are left out.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from exercises.typed import stems, tidy
from faq.articles import Article

MOST_WORDS: Final = 12
SHORTEST_PART: Final = 3  # letters of an unfinished word, or every "a" would be found

# Words that are in every question and tell none from another.
_SMALL = frozenset(
    {*("a", "about", "after", "am", "an", "and", "any", "are", "as", "at", "be", "before", "but")}
    | {*("by", "can", "cant", "could", "did", "do", "does", "doing", "dont", "for", "from", "get")}
    | {*("had", "has", "have", "how", "i", "if", "im", "in", "is", "it", "ive", "me", "my", "need")}
    | {*("of", "off", "on", "or", "should", "so", "still", "that", "the", "there", "they", "this")}
    | {*("to", "too", "was", "we", "what", "when", "where", "which", "while", "why", "will")}
    | {*("with", "would", "you", "your", "pregnancy", "pregnant")}
)


def search(articles: Iterable[Article], typed: str) -> list[Article]:
    """Return the articles that hold the most of her words, the best first."""
    wanted = _wanted(typed)
    counted = [(each, *_found(_weighed(each), wanted)) for each in articles]
    most = max((count for _, count, _ in counted), default=0)
    if not most:
        return []
    best = [(each, weight) for each, count, weight in counted if count == most]
    best.sort(key=lambda pair: -pair[1])
    return [each for each, _ in best]


def _wanted(typed: str) -> list[str]:
    """Return what she looks for; small words only if she typed nothing else."""
    words = list(dict.fromkeys(stems(tidy(typed))))
    telling = [word for word in words if word not in _SMALL]
    return (telling or words)[:MOST_WORDS]


@cache
def _weighed(article: Article) -> Mapping[str, int]:
    """Return how much each word of an article counts: most in the question itself."""
    parts = (
        (article.words, 1),
        (f"{article.urgent} {article.emergency}", 1),
        (article.short, 2),
        (article.topic.words, 2),
        (" ".join(article.other_words), 4),
        (article.title, 4),
    )
    return {stem: weight for words, weight in parts for stem in stems(words)}


def _found(weights: Mapping[str, int], wanted: list[str]) -> tuple[int, int]:
    """Return how many of her words an article holds, and what they weigh together."""
    each = [_weight(weights, word) for word in wanted]
    return sum(weight > 0 for weight in each), sum(each)


def _weight(weights: Mapping[str, int], word: str) -> int:
    """Return the weight of a word; twice that of a longer one it only begins."""
    if word in weights:
        return 2 * weights[word]
    if len(word) < SHORTEST_PART:
        return 0
    return max((weight for stem, weight in weights.items() if stem.startswith(word)), default=0)
