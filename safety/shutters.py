"""What shut the gate: the screenings and stops at *today* or above, but for mistaken taps.

Decides which of them count, which still wait for a call that names them, and which of their
symptoms were looked at since. Whether the gate is open again is decided in ``safety.standing``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safety.history import ContactTaken, Coverage, History, Said, ScreeningTaken
from safety.questionnaire import NOT_SURE, YES, Question, Questionnaire
from safety.triage import THOUGHTS_OF_HARM
from safety.vocabulary import SEEN, Answers, Outcome

LOOKED_AT_LASTS = timedelta(days=28)
# After thoughts of harm a new date alone is no other day: midnight, or a phone in another zone.
HARM_CLOSES = timedelta(hours=8)
NEW_OR_WORSE = "Count it only if it is new or worse since you were told to carry on."


@dataclass(frozen=True, slots=True)
class Shutter:
    """One screening or stop that shut the gate.

    ``tells_harm``: it tells of thoughts of harm, which close the day whatever else was told.
    """

    key: str
    at: datetime
    outcome: Outcome
    tells_harm: bool
    on: date | None
    questions: tuple[str, ...]

    @property
    def asks_contact(self) -> bool:
        """Whether somebody has to be spoken to: not about thoughts of harm alone."""
        return self.questions != (THOUGHTS_OF_HARM,)


@dataclass(frozen=True, slots=True)
class Calls:
    """What calls have yet to be made, or have not let her carry on; oldest first.

    ``waiting`` nobody was spoken to about. ``held`` are these and those she may not carry on
    with: the next call is about them all. ``last`` is the last word about any of them, and
    ``named`` are the keys of all that was ever spoken about.
    """

    waiting: tuple[Shutter, ...]
    held: tuple[Shutter, ...]
    last: ContactTaken | None
    named: frozenset[str]


def words_of(history: History) -> dict[str, ContactTaken]:
    """Return the last word about each row that a call named."""
    spoken = (c for c in history.contacts if c.said is not Said.MISTAKE)
    return {c.about: c for c in sorted(spoken, key=lambda c: c.at)}


def calls_of(history: History, shutters: Sequence[Shutter]) -> Calls:
    """Return which shutters no call has named, or named without letting her carry on.

    A call counts for the rows it names and for no other, however late it was.
    """
    words = words_of(history)
    asking = [s for s in shutters if s.asks_contact]
    held = [s for s in asking if s.key not in words or words[s.key].said is not Said.CARRY_ON]
    said = [words[s.key] for s in held if s.key in words]
    return Calls(
        waiting=tuple(s for s in held if s.key not in words),
        held=tuple(held),
        last=max(said, key=lambda c: c.at, default=None),
        named=frozenset(words),
    )


def most_serious(shutters: Iterable[Shutter]) -> Shutter:
    """Return the most serious of them, the newest among equals."""
    return max(shutters, key=lambda s: (s.outcome, s.at, s.key))


def looked_at(history: History, now: datetime) -> frozenset[str]:
    """Return the questions about symptoms she was told to carry on with.

    They no longer shut the gate while the same; the wording then asks for new or worse.
    """
    carried = {c.about: c.at for c in words_of(history).values() if c.said is Said.CARRY_ON}
    seen = (
        shutter
        for shutter in shutters_of(history)
        if (at := carried.get(shutter.key)) is not None
        and now - at <= LOOKED_AT_LASTS
        and at - shutter.at <= LOOKED_AT_LASTS
    )
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
        Shutter(s.key, s.at, s.outcome, _tells_harm(s), s.on, s.deciding)
        for s in history.screenings
        if s.outcome >= Outcome.TODAY and s.key not in mistaken
    ]
    shutters += [
        Shutter(s.key, s.at, s.outcome, tells_harm=False, on=None, questions=s.questions)
        for s in history.stops
        if s.key not in mistaken
    ]
    return sorted(shutters, key=lambda s: (s.at, s.key))


def opened_since(history: History, shutters: Sequence[Shutter]) -> bool:
    """Say whether she answered all questions, and nothing shut, after every sign and call.

    After thoughts of harm only answers of another day count.
    """
    since = max([shutters[-1].at, *(c.at for c in words_of(history).values())])
    harm = [s for s in shutters if s.tells_harm]
    return any(
        s.coverage is Coverage.FULL
        and s.at > since
        and all(is_another_day(h, s.at, s.on) for h in harm)
        for s in clean_screenings(history)
    )


def last_answers(history: History, questionnaire: Questionnaire) -> Answers:
    """Return the last answer to each question, over all she was asked.

    What was tapped by mistake is left out, and what only a check-in asks counts in that one:
    neither is asked again, so a yes would stay for good.
    """
    mistaken = mistaken_taps(history)
    ordered = sorted(history.screenings, key=lambda s: (s.at, s.key))
    once = {q.id for q in questionnaire.questions.values() if q.in_check_in_alone}
    told = (s.answers for s in ordered if s.key not in mistaken)
    return {id_: answer for each in told for id_, answer in each.items() if id_ not in once}


def _tells_harm(screening: ScreeningTaken) -> bool:
    """By her answer: not sure beside an emergency is not among what decides."""
    told = screening.answers.get(THOUGHTS_OF_HARM)
    return told in (YES, NOT_SURE) or THOUGHTS_OF_HARM in screening.deciding


def clean_screenings(history: History) -> Iterable[ScreeningTaken]:
    """Return the screenings that shut nothing; what was tapped by mistake is left out."""
    mistaken = mistaken_taps(history)
    return (s for s in history.screenings if s.outcome < Outcome.TODAY and s.key not in mistaken)
