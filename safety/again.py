"""What she told us last time, shown to her to confirm: what she was told and how her body is.

Decides which old answers a page may show as ticked. What she feels is never among them, nor
an answer the question no longer offers, nor one she said she gave by mistake.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from safety.history import History, Said
from safety.questionnaire import AskedPage

CONFIRMED_BLOCKS = frozenset({"A", "R", "M"})


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The answers of one page as she last gave them, and the day."""

    on: date
    answers: Mapping[str, str]


def told_before(history: History, asked: AskedPage) -> ToldBefore | None:
    """Return what her newest screening that answered this page says; None for a symptom."""
    if asked.page.block not in CONFIRMED_BLOCKS:
        return None
    mistaken = {c.about for c in history.contacts if c.said is Said.MISTAKE}
    for taken in sorted(history.screenings, key=lambda s: (s.at, s.key), reverse=True):
        told = {q.id: taken.answers.get(q.id, "") for q in asked.questions}
        still = {q.id: told[q.id] for q in asked.questions if q.permits(told[q.id])}
        if still and taken.key not in mistaken:
            return ToldBefore(taken.on, still)
    return None
