"""What shut the gate: the screenings and stops at *today* or above, but for mistaken taps.

Decides which of them count, and which of their symptoms were looked at since. Whether the
gate is open again is decided in ``safety.standing``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safety.history import History, Said, ScreeningTaken
from safety.questionnaire import SEEN, Question
from safety.triage import THOUGHTS_OF_HARM
from safety.vocabulary import Outcome

LOOKED_AT_LASTS = timedelta(days=28)
# After thoughts of harm a new date alone is no other day: midnight, or a phone in another zone.
HARM_CLOSES = timedelta(hours=8)
NEW_OR_WORSE = "Count it only if it is new or worse since you were told to carry on."


@dataclass(frozen=True, slots=True)
class Shutter:
    """One screening or stop that shut the gate. ``harm``: for thoughts of harm alone."""

    key: str
    at: datetime
    outcome: Outcome
    harm: bool
    on: date | None
    questions: tuple[str, ...]


def looked_at(history: History, now: datetime) -> frozenset[str]:
    """Return the questions about symptoms she was told to carry on with.

    They no longer shut the gate while the same; the wording then asks for new or worse.
    """
    carried = [c.at for c in history.contacts if c.said is Said.CARRY_ON]
    last = max(carried, default=None)
    if last is None or now - last > LOOKED_AT_LASTS:
        return frozenset()
    seen = (s for s in shutters_of(history) if s.at <= last and last - s.at <= LOOKED_AT_LASTS)
    return frozenset(q for shutter in seen for q in shutter.questions) - {THOUGHTS_OF_HARM}


def hint_of(question: Question, seen: Collection[str]) -> str:
    """Return the second line of a row, which after *carry on* asks for new or worse."""
    if question.id not in seen:
        return question.detail
    return f"{question.detail}. {NEW_OR_WORSE}" if question.detail else NEW_OR_WORSE


def with_seen(answers: Mapping[str, str], seen: frozenset[str]) -> dict[str, str]:
    """Return ``answers`` in which a looked-at symptom that is not new or worse is *seen*."""
    return {q: SEEN if q in seen and a == "no" else a for q, a in answers.items()}


def mistaken_taps(history: History) -> frozenset[str]:
    """Return what was tapped by mistake. Once somebody was spoken to about it, it was none."""
    spoken = {c.about: c.at for c in reversed(history.contacts) if c.said is not Said.MISTAKE}
    return frozenset(
        c.about
        for c in history.contacts
        if c.said is Said.MISTAKE and c.at <= spoken.get(c.about, c.at)
    )


def is_another_day(harm: Shutter, at: datetime, on: date) -> bool:
    """Say whether ``at``, on her day ``on``, is a later day than that of thoughts of harm."""
    return harm.on is not None and on > harm.on and at - harm.at >= HARM_CLOSES


def shutters_of(history: History) -> list[Shutter]:
    """Return what shut the gate, oldest first; what was tapped by mistake is left out."""
    mistaken = mistaken_taps(history)
    shutters = [
        Shutter(s.key, s.at, s.outcome, s.deciding == (THOUGHTS_OF_HARM,), s.on, s.deciding)
        for s in history.screenings
        if s.outcome >= Outcome.TODAY and s.key not in mistaken
    ]
    shutters += [
        Shutter(s.key, s.at, s.outcome, harm=False, on=None, questions=s.questions)
        for s in history.stops
        if s.key not in mistaken
    ]
    return sorted(shutters, key=lambda s: (s.at, s.key))


def clean_screenings(history: History) -> Iterable[ScreeningTaken]:
    """Return the screenings that shut nothing; what was tapped by mistake is left out."""
    mistaken = mistaken_taps(history)
    return (s for s in history.screenings if s.outcome < Outcome.TODAY and s.key not in mistaken)
