"""What a clinician's clearance counts for: which answer, from which day, and how long.

Decides what may be cleared at all: nothing under a hard lock, nothing above *ask first*. A
clearance never reaches back before the pregnancy or the birth it is about, nor before the day she
answered otherwise: nobody can have cleared what was not yet so. One from before she came
here counts, as long as nothing she told speaks against it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from safety.gestation import TERM_DAYS
from safety.history import ClearanceTaken, History, ScreeningTaken
from safety.questionnaire import ClearanceLasts
from safety.shutters import mistaken_taps
from safety.triage import Finding
from safety.vocabulary import Lock, Outcome

LAST_OF_28_DAYS: Final = timedelta(days=27)  # the day of the word is the first


@dataclass(frozen=True, slots=True)
class ToClear:
    """One answer that waits for a clinician's word, which is from ``told_on`` or later."""

    question: str
    answer: str
    told_on: date
    lasts: ClearanceLasts
    last_word: date | None = None  # the day of the one she told of, which a newer one replaces

    @property
    def key(self) -> str:
        """Question and answer as a form names them: not sure is not cleared by a yes."""
        return f"{self.question}:{self.answer}"

    def until(self, cleared_on: date, long_past: bool) -> date | None:
        """Return the last day of a clearance; None for the end of the pregnancy or the year."""
        if self.lasts is ClearanceLasts.PREGNANCY:
            return None
        if self.lasts is ClearanceLasts.LONG_PAST and long_past:
            return None
        return cleared_on + LAST_OF_28_DAYS


def may_be_cleared(finding: Finding) -> bool:
    """A clearance lowers *ask first* under a standard lock, and nothing else."""
    return finding.outcome is Outcome.ASK_FIRST and finding.lock is Lock.STANDARD


def words_about(
    history: History, findings: Iterable[Finding], on: date
) -> dict[tuple[str, str], ClearanceTaken]:
    """Return the word in date about each of these answers, by question and answer.

    Only the newest about an answer counts, with its limits, and none when it has run out: a
    limit goes when the answer does, or when whoever asked for it has said something new.
    """
    told = dict.fromkeys((f.question, f.answer) for f in findings)
    newest = ((key, newest_word(history, *key)) for key in told)
    return {key: word for key, word in newest if word and (word.until is None or on <= word.until)}


def newest_word(history: History, question: str, answer: str) -> ClearanceTaken | None:
    """Return the newest word about an answer: by its day, then by when she told us of it."""
    words = [w for w in history.clearances if is_about(history, w, question, answer)]
    return max(words, key=_day_and_time, default=None)


def _day_and_time(word: ClearanceTaken) -> tuple[date, float]:
    return word.cleared_on or date.min, word.at.timestamp() if word.at else 0


def begins(history: History) -> date:
    """Return the first day a clearance can be from: of this pregnancy, or since the birth."""
    if history.birth is not None:
        return history.birth.on
    return history.due - timedelta(days=TERM_DAYS)


def told_on(history: History, question: str, answer: str) -> date:
    """Return the first day the answer can be from: the day after she last answered otherwise,
    as she told it, else that of the pregnancy or the birth.
    """
    otherwise = _last_otherwise(history, question, answer)
    if otherwise is None:
        return begins(history)
    since = (t.on for t in _told(history, question) if t.at > otherwise.at)
    return next(since, begins(history))


def is_about(history: History, word: ClearanceTaken, question: str, answer: str) -> bool:
    """Say whether a clearance that names an answer is about this one, and no older one like it.

    After an injury that healed she may have another: what was said of the first is not of it.
    """
    if (question, answer) not in word.answers:
        return False
    otherwise = _last_otherwise(history, question, answer)
    if otherwise is None:
        return True
    since = told_on(history, question, answer)
    told_later = word.at is not None and word.at > otherwise.at
    return told_later and word.cleared_on is not None and word.cleared_on >= since


def _last_otherwise(history: History, question: str, answer: str) -> ScreeningTaken | None:
    told = (t for t in reversed(_told(history, question)) if t.answers[question] != answer)
    return next(told, None)


def _told(history: History, question: str) -> list[ScreeningTaken]:
    """Return the screenings that hold an answer to it, oldest first, but for mistaken taps."""
    mistaken = mistaken_taps(history)
    told = (s for s in history.screenings if question in s.answers and s.key not in mistaken)
    return sorted(told, key=lambda s: (s.at, s.key))
