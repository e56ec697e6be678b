"""What she told us last time, shown to her to confirm: what she was told and how her body is.

Decides which old answers a page may show as chosen. What she feels is never among them, nor
an answer the question no longer offers, nor a day that has gone by, nor one she said she gave
by mistake. A no is never chosen for her: where each row asks yes, no or not sure, she says it
again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from safety.history import History
from safety.questionnaire import NO, AskedPage, day_of
from safety.shutters import mistaken_taps

CONFIRMED_BLOCKS = frozenset({"A", "R", "M"})
FELT = frozenset({"R15", "R16", "R17"})  # asked beside what she was told, and felt all the same


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The answers of one page as she last gave them, and the day."""

    on: date
    answers: Mapping[str, str]


def told_before(history: History, asked: AskedPage, on: date) -> ToldBefore | None:
    """Return what her newest screening that answered this page says; None for a symptom."""
    if asked.page.block not in CONFIRMED_BLOCKS:
        return None
    mistaken = mistaken_taps(history)
    for taken in sorted(history.screenings, key=lambda s: (s.at, s.key), reverse=True):
        told = {q.id: taken.answers.get(q.id, "") for q in asked.questions}
        still = [q for q in asked.questions if q.id not in FELT and q.permits(told[q.id])]
        if still and taken.key not in mistaken:
            true = [q for q in still if not _is_past(told[q.id], on)]
            shown = {q.id: told[q.id] for q in true if not (q.ticked and told[q.id] == NO)}
            return ToldBefore(taken.on, shown) if true else None
    return None


def _is_past(answer: str, on: date) -> bool:
    day = day_of(answer)
    return day is not None and day < on
