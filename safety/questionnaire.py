"""The safety questions as data: who is asked what, on which page, and what answers come to.

Decides which questions and pages concern a woman and which answers a form may give. What her
answers come to together is decided in ``safety.triage``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from safety.pain import chosen
from safety.rules import When
from safety.vocabulary import SEEN, Act, Answers, Facts, Lock, Modifier, Outcome, State

YES = "yes"
NO = "no"
NOT_SURE = "not_sure"
PLAIN = frozenset({YES, NO, NOT_SURE})
URGENT_BLOCKS = frozenset({"E", "U"})
# What she feels: asked afresh each time, and stale within hours.
FELT_BLOCKS = URGENT_BLOCKS | {"B"}
URGENCY: Mapping[Act, int] = {act: place for place, act in enumerate(Act)}  # most urgent first


def day_of(answer: str) -> date | None:
    """Return the day an answer names, written as it is stored; None where it names none."""
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return None
    return day if day.isoformat() == answer else None


class QuestionKind(StrEnum):
    """What a question is about, which decides what *not sure* means."""

    SYMPTOM = "symptom"
    DIAGNOSIS = "diagnosis"
    BODY = "body"
    CHOICE = "choice"  # one of several answers
    MANY = "many"  # as many of several answers as fit
    PAIN = "pain"  # 0 to 10
    DATE = "date"  # a day to come, or one of its choices


TICKED = frozenset({QuestionKind.SYMPTOM, QuestionKind.DIAGNOSIS, QuestionKind.BODY})


class ClearanceLasts(StrEnum):
    """How long a clinician's clearance for one answer lasts."""

    PREGNANCY = "pregnancy"
    DAYS_28 = "28_days"
    LONG_PAST = "long_past"  # 28 days, or the pregnancy once she says that it is long past


@dataclass(frozen=True, slots=True)
class Ask:
    """One condition under which a question is asked."""

    when: When
    answered: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def holds(self, facts: Facts, answers: Answers) -> bool:
        return self.when.holds(facts) and all(
            answers.get(question) in values for question, values in self.answered.items()
        )


@dataclass(frozen=True, slots=True)
class Grade:
    """What some answers to a question come to, and what she does first."""

    answers: frozenset[str]
    when: When
    outcome: Outcome
    lock: Lock
    act: Act
    advice: str
    why: str
    modifiers: frozenset[Modifier] = frozenset()

    @property
    def strictness(self) -> tuple[Outcome, Lock, int]:
        return (self.outcome, self.lock, -URGENCY[self.act])


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question that is not yes or no. ``alone`` goes with no other."""

    id: str
    label: str
    detail: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its wording, who is asked it and what its answers come to."""

    id: str
    block: str
    kind: QuestionKind
    label: str
    detail: str
    said: str
    say: str
    sources: tuple[str, ...]
    asks: tuple[Ask, ...]
    grades: tuple[Grade, ...]
    choices: tuple[Choice, ...] = ()
    clearance: ClearanceLasts = ClearanceLasts.DAYS_28
    closes_breathing: bool = False
    in_check_in_alone: bool = False
    changes: str = ""
    reviewed_by: str = ""
    reviewed_on: str = ""
    without_baby: Mapping[str, str] = field(default_factory=dict)

    def worded_for(self, facts: Facts) -> "Question":
        """The question in words that do not speak of a baby to a woman whose baby died."""
        return replace(self, **self.without_baby) if facts.bereaved else self  # type: ignore[arg-type]

    @property
    def after_birth_only(self) -> bool:
        return bool(self.asks) and all(a.when.states == {State.AFTER_BIRTH} for a in self.asks)

    def asked(self, facts: Facts, answers: Answers) -> bool:
        return not self.asks or any(ask.holds(facts, answers) for ask in self.asks)

    @property
    def allowed(self) -> frozenset[str]:
        """The answers a form may give; of kind many, those it may put together."""
        if self.kind is QuestionKind.PAIN:
            return frozenset(str(number) for number in range(11))
        if self.choices:
            return frozenset(choice.id for choice in self.choices)
        return PLAIN

    @property
    def ticked(self) -> bool:
        """Whether it is a row to tick, with yes, no and not sure behind it."""
        return self.kind in TICKED

    @property
    def alone(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices if choice.alone)

    def permits(self, answer: str) -> bool:
        """Say whether a form may give this answer."""
        if self.kind is QuestionKind.DATE:
            return answer in self.allowed or day_of(answer) is not None
        if self.kind is not QuestionKind.MANY:
            return answer in self.allowed
        told = chosen(answer)
        return bool(told) and told <= self.allowed and (len(told) == 1 or not told & self.alone)

    def accepts(self, answer: str) -> bool:
        """Say whether a stored answer still means something; if not, it counts as blank."""
        seen = answer == SEEN and self.kind is QuestionKind.SYMPTOM
        return seen or self.permits(answer)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions, at most seven; at most ten about her body."""

    id: str
    block: str
    name: str
    title: str
    hint: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """The words of a rule that follows from several answers."""

    said: str
    say: str
    why: str
    advice: str
    act: Act
    sources: tuple[str, ...]
    outcome: Outcome = Outcome.EMERGENCY
    modifiers: frozenset[Modifier] = frozenset()
    label: str = ""
    reviewed_by: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page as one woman sees it: only the questions that concern her."""

    page: Page
    questions: tuple[Question, ...]

    def unanswered(self, answers: Answers) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if not q.accepts(answers.get(q.id, "")))


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All questions in the order they are asked.

    ``edges`` are the gestational ages in days, and ``birth_edges`` the days after birth,
    at which some question's rule changes; ``version`` names the content this was loaded from.
    """

    pages: tuple[Page, ...]
    questions: Mapping[str, Question]
    derived: Mapping[str, Derived]
    edges: tuple[int, ...]
    version: str
    birth_edges: tuple[int, ...] = ()

    def pages_for(
        self, facts: Facts, answers: Answers, only: Collection[str] | None = None
    ) -> tuple[AskedPage, ...]:
        """Return the pages that concern her; ``only`` narrows them to these questions."""
        pages = (AskedPage(page, self._asked_on(page, facts, answers, only)) for page in self.pages)
        return tuple(asked for asked in pages if asked.questions)

    def _asked_on(
        self, page: Page, facts: Facts, answers: Answers, only: Collection[str] | None
    ) -> tuple[Question, ...]:
        questions = (self.questions[id_] for id_ in page.questions if only is None or id_ in only)
        return tuple(q.worded_for(facts) for q in questions if q.asked(facts, answers))

    def urgent(self) -> frozenset[str]:
        """The ids of the questions that are asked before slow breathing alone."""
        return frozenset(
            q.id
            for q in self.questions.values()
            if q.block in URGENT_BLOCKS and not q.in_check_in_alone
        )
