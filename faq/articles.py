"""What women ask, and what is answered: an article is one question and its answer.

Decides which articles concern an exercise or what she told us, which stand beside one
another, and which are kept out of her lists after a loss. An article is general: it decides
nothing about her, and her own outcome comes first.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from exercises.catalogue import STRICT
from safety.vocabulary import Modifier

MOST_BESIDE = 4  # links beside something else stay few, or nobody reads them


class Topic(StrEnum):
    """Where an article stands in the list, in this order."""

    HURTS = "hurts"
    ALL_RIGHT = "all_right"
    DOING = "doing"
    DAY_AND_NIGHT = "day_and_night"
    OTHER_WAYS = "other_ways"
    AFTER_BIRTH = "after_birth"

    @property
    def words(self) -> str:
        return _TOPIC_WORDS[self]


_TOPIC_WORDS = {
    Topic.HURTS: "When it hurts",
    Topic.ALL_RIGHT: "Is it all right for me?",
    Topic.DOING: "Doing the exercises",
    Topic.DAY_AND_NIGHT: "Day and night",
    Topic.OTHER_WAYS: "Other ways to move",
    Topic.AFTER_BIRTH: "After the birth",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above the text of an article.

    ``short`` is the answer in a sentence or two. ``emergency`` ends the sentence "Call 999
    if …", and ``urgent`` says when to phone. ``questions`` are ids of the safety questions it
    concerns. ``asked`` is its number among the questions the first viewers asked.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: str
    short: str
    topic: Topic
    other_words: tuple[str, ...]
    sources: tuple[str, ...]
    exercises: frozenset[str] = frozenset()
    modifiers: frozenset[Modifier] = frozenset()
    questions: frozenset[str] = frozenset()
    emergency: str = ""
    urgent: str = ""
    hidden_after_loss: bool = False
    asked: int | None = None
    reviewed_by: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(FrontMatter):
    """One question as a woman would ask it, and its answer; ``html`` says why and how."""

    slug: str
    html: str
    words: str  # the text alone, for the search


def listed(articles: Iterable[Article], *, after_loss: bool) -> tuple[Article, ...]:
    """Return the articles a list may name to her."""
    return tuple(each for each in articles if not (after_loss and each.hidden_after_loss))


def by_topic(articles: Iterable[Article]) -> list[tuple[Topic, list[Article]]]:
    """Return every topic that has articles, with them, in the order they came."""
    every = list(articles)
    groups = ((topic, [each for each in every if each.topic is topic]) for topic in Topic)
    return [(topic, found) for topic, found in groups if found]


def about_exercise(articles: Iterable[Article], slug: str) -> list[Article]:
    """Return the articles about an exercise, those about the fewest others first."""
    found = [each for each in articles if slug in each.exercises]
    return sorted(found, key=lambda each: len(each.exercises))[:MOST_BESIDE]


def about_her(
    articles: Iterable[Article], modifiers: Collection[Modifier], questions: Collection[str]
) -> list[Article]:
    """Return the articles about what she told us, those that concern most of it first."""
    counted = [
        (len(each.modifiers & set(modifiers)) + len(each.questions & set(questions)), each)
        for each in articles
    ]
    found = [(count, each) for count, each in counted if count]
    found.sort(key=lambda pair: -pair[0])
    return [each for _, each in found][:MOST_BESIDE]


def beside(article: Article, articles: Iterable[Article]) -> list[Article]:
    """Return other articles on the same things; the same topic alone counts least."""
    counted = [(_shared(article, each), each) for each in articles if each.slug != article.slug]
    found = [(count, each) for count, each in counted if count]
    found.sort(key=lambda pair: -pair[0])
    return [each for _, each in found][:MOST_BESIDE]


def _shared(one: Article, other: Article) -> int:
    things = (
        len(one.exercises & other.exercises)
        + len(one.modifiers & other.modifiers)
        + len(one.questions & other.questions)
    )
    return 2 * things + (one.topic is other.topic)
