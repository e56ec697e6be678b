"""What of the clinical content no clinician has signed, by kind.

Decides nothing and holds nothing personal: it reads the content that every page is made from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from exercises.content import catalogue
from exercises.getting_ready import asked_page
from exercises.sets import programmes
from faq.content import articles
from safety.content import safety_content


class _Signed(Protocol):
    @property
    def reviewed_by(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Unsigned:
    """One kind of content: how many there are, and which nobody has signed, id and words."""

    kind: str
    total: int
    waiting: tuple[tuple[str, str], ...]


def unsigned() -> tuple[Unsigned, ...]:
    """Return every kind, those that are wholly signed too."""
    safety = safety_content()
    asked = safety.questionnaire
    questions = ((q.id, q.label, q) for q in asked.questions.values())
    getting_ready = ((q.id, q.label, q) for q in asked_page().question)
    derived = ((id_, rule.said, rule) for id_, rule in asked.derived.items())
    return (
        _kind("Questions", questions),
        _kind("Questions on getting ready", getting_ready),
        _kind("Rules over several answers", derived),
        _kind("Rules", ((rule.id, rule.text, rule) for rule in safety.rules)),
        _kind("Warning signs", ((sign.id, sign.label, sign) for sign in safety.signs)),
        _kind("Exercises", ((e.slug, e.name, e) for e in catalogue().values())),
        _kind("Ready sets", ((p.slug, p.name, p) for p in programmes().values())),
        _kind("Articles", ((a.slug, a.title, a) for a in articles().values())),
    )


def _kind(kind: str, entries: Iterable[tuple[str, str, _Signed]]) -> Unsigned:
    every = list(entries)
    waiting = tuple((id_, words) for id_, words, entry in every if not entry.reviewed_by)
    return Unsigned(kind, len(every), waiting)
