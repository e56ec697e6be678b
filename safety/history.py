"""What she has told us over one pregnancy and the year after it, as pure values.

Decides which day of hers lies where: how far along, how long after the birth, and on which
days a rule changes. What it all adds up to is decided in ``safety.standing``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from safety.birth import PHASE_STARTS, Birth
from safety.gestation import TERM_DAYS, gestation_on
from safety.pain import NOW, relief_only
from safety.questionnaire import Questionnaire
from safety.vocabulary import Answers, Demand, Facts, Gate, Outcome

# What a clearance names that ends a pause for pain: no question, so it opens no gate.
PAIN_PAUSE = ("pain-pause", "cleared")
FEWEST_MINUTES = 5  # a clinician's "no more than" below this cannot be kept: no session is shorter
RELIEF_LASTS = timedelta(days=7)  # her page says "this week"


class Coverage(StrEnum):
    """Which questions a screening asked."""

    FULL = "full"
    URGENT = "urgent"  # blocks E and U only, before slow breathing
    CHANGED = "changed"  # those whose rule changed at a boundary
    CHECK_IN = "check_in"  # the items tapped before a session


class Said(StrEnum):
    """What the person she spoke to said."""

    CARRY_ON = "carry_on"
    REST_ONLY = "rest_only"
    NOT_YET = "not_yet"
    MISTAKE = "mistake"  # she tapped by mistake; nobody was asked


@dataclass(frozen=True, slots=True)
class ScreeningTaken:
    """One stored screening. ``on`` is her day, ``at`` the moment; ``due`` the date it used."""

    key: str
    at: datetime
    on: date
    due: date
    coverage: Coverage
    answers: Answers
    outcome: Outcome
    deciding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopTaken:
    """One stored stop: a warning sign at *today* or above. ``questions`` ask about it."""

    key: str
    at: datetime
    outcome: Outcome
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactTaken:
    """What somebody said. A mistake names the row it takes back in ``about``."""

    at: datetime
    said: Said
    about: str


@dataclass(frozen=True, slots=True)
class ClearanceTaken:
    """A clinician's clearance of named answers, with limits, until a date (None: birth).

    ``answers`` are (question, answer): a yes is not cleared by what was said of a not sure.
    ``at`` is when she told us of it, ``cleared_on`` the day of the word.
    """

    until: date | None
    answers: frozenset[tuple[str, str]]
    limits: frozenset[Demand]
    relief_only: bool = False
    most_minutes: int | None = None
    at: datetime | None = None
    cleared_on: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All of one pregnancy that decides, and where each day of hers lies in it.

    ``due`` is the due date, ``birth`` what she told us of the birth, and ``dated_at`` when
    she last changed either: an answer from before then was given to other questions.
    """

    due: date
    dated_at: datetime
    birth: Birth | None = None
    paused: bool = False
    screenings: Sequence[ScreeningTaken] = ()
    stops: Sequence[StopTaken] = ()
    contacts: Sequence[ContactTaken] = ()
    clearances: Sequence[ClearanceTaken] = ()

    def bare(self, on: date) -> Facts:
        """Return what the day alone decides: how far along, or how long after the birth."""
        if self.birth is None:
            return Facts(Gate.SHUT, gestation_days=gestation_on(self.due, on).total_days)
        return Facts(
            Gate.SHUT,
            days_after_birth=self.birth.days_after(on),
            birth_mode=self.birth.delivery.mode,
            epidural=self.birth.epidural,
            bereaved=self.birth.bereaved,
        )

    def held_to_relief(self, on: date) -> bool:
        """Say whether the pain she last told asks for relief only: for a week at most."""
        told = [s for s in self.screenings if NOW in s.answers]
        last = max(told, key=lambda s: (s.at, s.key), default=None)
        return last is not None and relief_only(last.answers) and on < last.on + RELIEF_LASTS

    def edges(self, questionnaire: Questionnaire) -> Iterable[date]:
        """Return the days on which some question's rule changes, or a phase begins."""
        if self.birth is None:
            start = self.due - timedelta(days=TERM_DAYS)
            return (start + timedelta(days=edge) for edge in questionnaire.edges)
        days = sorted({*questionnaire.birth_edges, *PHASE_STARTS.values()})
        return (self.birth.on + timedelta(days=day) for day in days)
