"""What her answers come to: questions, grades and the decision over them.

Decides which questions a woman is asked, on which pages, and the outcome of her
answers: the highest grade of all answers wins and every finding is kept. A blank
never opens anything: it is listed as missing. An outcome is final only when every
question it could depend on has been answered, so ``next_page`` keeps asking the
urgent blocks after a *today* and stops at once after an *emergency*.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from safety.birth import in_first_six_weeks, phase_of
from safety.pain import chosen, counts_as_u11, down_the_leg, pelvic_pattern, relief_only
from safety.rules import When
from safety.vocabulary import Act, Answers, Facts, Lock, Modifier, Outcome, State

YES = "yes"
NO = "no"
NOT_SURE = "not_sure"
# A symptom somebody looked at and told her to carry on with, and that is the same since.
SEEN = "seen"
PLAIN = frozenset({YES, NO, NOT_SURE})

URGENT_BLOCKS = frozenset({"E", "U"})
PRE_ECLAMPSIA_FROM_DAYS = 140  # 20+0
PRE_ECLAMPSIA_AFTER_BIRTH_DAYS = 42
PRE_ECLAMPSIA_SIGNS = ("U5a", "U5b", "U5c", "U5d")
HIGH_BLOOD_PRESSURE = ("U5-bp", "A6", "R5", "R19")
PRE_ECLAMPSIA = "E6"
FIRST_SIX_WEEKS = "first_six_weeks"
EPIDURAL_RECENT = "epidural_recent"
AFTER_AN_EPIDURAL = ("E12", "U14-wound", "U14-headache")
NUMB_OR_WEAK_LEGS = ("E5", "U8", "U12", "R17")
THOUGHTS_OF_HARM = "E10"
SEVERE_PAIN = "U11"
# What she feels: asked afresh each time, and stale within hours.
FELT_BLOCKS = URGENT_BLOCKS | {"B"}

_URGENCY: Mapping[Act, int] = {act: place for place, act in enumerate(Act)}  # most urgent first


class QuestionKind(StrEnum):
    """What a question is about, which decides what *not sure* means."""

    SYMPTOM = "symptom"
    DIAGNOSIS = "diagnosis"
    BODY = "body"
    CHOICE = "choice"  # one of several answers
    MANY = "many"  # as many of several answers as fit
    PAIN = "pain"  # 0 to 10


TICKED = frozenset({QuestionKind.SYMPTOM, QuestionKind.DIAGNOSIS, QuestionKind.BODY})


class ClearanceLasts(StrEnum):
    """How long a clinician's clearance for one answer lasts."""

    PREGNANCY = "pregnancy"
    DAYS_28 = "28_days"


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
        return (self.outcome, self.lock, -_URGENCY[self.act])


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
    """One page of questions, at most seven."""

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
        return frozenset(q.id for q in self.questions.values() if q.block in URGENT_BLOCKS)


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer that matters, what it comes to and why."""

    question: str
    answer: str
    outcome: Outcome
    lock: Lock
    act: Act
    said: str
    say: str
    advice: str
    why: str
    sources: tuple[str, ...]
    modifiers: frozenset[Modifier] = frozenset()
    closes_breathing: bool = False

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Most urgent first."""
        return (-self.outcome, _URGENCY[self.act], -self.lock, self.question)


@dataclass(frozen=True, slots=True)
class Decision:
    """What all answers come to. ``missing`` are questions still blank."""

    outcome: Outcome
    lock: Lock
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]

    @property
    def modifiers(self) -> frozenset[Modifier]:
        return frozenset().union(*(f.modifiers for f in self.findings))

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings at the level that won.

        Thoughts of harm, which have a page of their own, never hide another sign.
        """
        won = tuple(f for f in self.findings if f.outcome is self.outcome)
        if any(f.question != THOUGHTS_OF_HARM for f in won):
            return won
        return tuple(f for f in self.findings if f.outcome >= min(self.outcome, Outcome.TODAY))


def decide(
    questionnaire: Questionnaire,
    facts: Facts,
    answers: Answers,
    only: Collection[str] | None = None,
) -> Decision:
    """Return what ``answers`` come to for a woman with ``facts``.

    ``only`` narrows the questions that must be answered, as before slow breathing
    or in a check-in; answers to other questions still count.
    """
    missing: list[str] = []
    findings: list[Finding] = []
    for question in questionnaire.questions.values():
        if not question.asked(facts, answers):
            continue
        answer = answers.get(question.id)
        if answer is None or not question.accepts(answer):
            if only is None or question.id in only:
                missing.append(question.id)
        elif (finding := _find(question.worded_for(facts), answer, facts)) is not None:
            findings.append(finding)
    given = frozenset[Modifier]().union(*(f.modifiers for f in findings))
    for derived in _derived(questionnaire, facts, answers):
        if not derived.modifiers or derived.modifiers - given:  # what she ticked is said once
            findings.append(derived)
    return decision_of(findings, missing)


def decision_of(findings: Iterable[Finding], missing: Iterable[str] = ()) -> Decision:
    """Return the decision over ``findings``: the highest outcome, the strictest lock at it."""
    ordered = tuple(sorted(findings, key=lambda f: f.rank))
    outcome = max((f.outcome for f in ordered), default=Outcome.CLEAR)
    lock = max((f.lock for f in ordered if f.outcome is outcome), default=Lock.NONE)
    return Decision(outcome, lock, ordered, tuple(missing))


def next_page(
    questionnaire: Questionnaire,
    facts: Facts,
    answers: Answers,
    only: Collection[str] | None = None,
) -> AskedPage | None:
    """Return the next page to ask, or None when the outcome is decided."""
    so_far = decide(questionnaire, facts, answers, only).outcome
    for asked in questionnaire.pages_for(facts, answers, only):
        if not asked.unanswered(answers):
            continue
        if so_far is Outcome.EMERGENCY:
            return None
        if so_far is Outcome.TODAY and asked.page.block not in URGENT_BLOCKS:
            return None
        return asked
    return None


def changed_between(
    questionnaire: Questionnaire, before: Facts, after: Facts, answers: Answers
) -> frozenset[str]:
    """Return the questions to ask again because a rule changed from ``before`` to ``after``.

    A new phase after birth asks again what is asked only after a birth.
    """
    if before == after:
        return frozenset()
    new_phase = phase_of(before) is not phase_of(after)
    return frozenset(
        q.id
        for q in questionnaire.questions.values()
        if q.asked(after, answers)
        and (
            (new_phase and q.after_birth_only)
            or _signature(q, before, answers) != _signature(q, after, answers)
        )
    )


def with_follow_ups(questionnaire: Questionnaire, ids: Collection[str]) -> frozenset[str]:
    """Return ``ids`` with the questions they open and those that open them.

    Asked again alone, a follow-up would have nothing to follow, and would never be asked.
    """
    together = frozenset(ids)
    links = [
        {q.id, parent}
        for q in questionnaire.questions.values()
        for ask in q.asks
        for parent in ask.answered
    ]
    while more := frozenset().union(*(link for link in links if link & together)) - together:
        together |= more
    return together


def _signature(
    question: Question, facts: Facts, answers: Answers
) -> tuple[bool, tuple[Grade, ...]]:
    holding = tuple(g for g in question.grades if g.when.holds(facts))
    return (question.asked(facts, answers), holding)


def _find(question: Question, answer: str, facts: Facts) -> Finding | None:
    if answer == NO and question.ticked:
        return None
    grade = _strictest(question, answer, facts)
    if grade is None:
        return None
    outcome, lock, act = grade.outcome, grade.lock, grade.act
    if question.ticked:
        if answer == NOT_SURE:
            outcome, lock, act = _not_sure(question.kind, grade)
        elif answer == SEEN:
            outcome, lock, act = min(outcome, Outcome.ADAPTED), Lock.NONE, Act.NONE
    return Finding(
        question=question.id,
        answer=answer,
        outcome=outcome,
        lock=lock,
        act=act,
        said=question.said,
        say=question.say,
        advice=grade.advice,
        why=grade.why,
        sources=question.sources,
        modifiers=grade.modifiers,
        closes_breathing=question.closes_breathing,
    )


def _strictest(question: Question, answer: str, facts: Facts) -> Grade | None:
    """Return the strictest grade for ``answer``.

    Not sure and *seen* start from what *yes* comes to. A yes that no grade covers
    is taken by the strictest grade the question has: nothing fails open.
    """
    if not question.ticked:
        told = chosen(answer)
        candidates = [g for g in question.grades if told & g.answers and g.when.holds(facts)]
    else:
        candidates = [g for g in question.grades if g.when.holds(facts)] or list(question.grades)
    if len(candidates) == 1:
        return candidates[0]
    return max(candidates, key=lambda g: g.strictness, default=None)


def _not_sure(kind: QuestionKind, grade: Grade) -> tuple[Outcome, Lock, Act]:
    """A symptom she is not sure of is *today* at most; a diagnosis is *ask first* at most."""
    if kind is QuestionKind.SYMPTOM and grade.outcome > Outcome.TODAY:
        # Who is not sure about thoughts of harm needs the same line as who is.
        act = Act.CRISIS if grade.act is Act.CRISIS else Act.NOW
        return Outcome.TODAY, Lock.NONE, act
    if kind is QuestionKind.DIAGNOSIS and grade.outcome >= Outcome.ASK_FIRST:
        return Outcome.ASK_FIRST, Lock.STANDARD, Act.ASK
    return grade.outcome, grade.lock, grade.act


def _derived(questionnaire: Questionnaire, facts: Facts, answers: Answers) -> Iterator[Finding]:
    """What follows from several answers, in words of its own or as the sign it amounts to."""
    for id_, holds in DERIVED.items():
        words = questionnaire.derived.get(id_)
        if words is not None and holds(facts, answers):
            yield _in_words(id_, words)
    severe = questionnaire.questions.get(SEVERE_PAIN)
    # A yes or not sure is found already; *seen* was looked at and is the same.
    if severe is not None and answers.get(SEVERE_PAIN, NO) == NO and counts_as_u11(answers):
        finding = _find(severe, YES, facts)
        assert finding is not None  # noqa: S101  a yes is always found
        yield finding


def _in_words(id_: str, words: Derived) -> Finding:
    return Finding(
        question=id_,
        answer=YES,
        outcome=words.outcome,
        lock=Lock.NONE,
        act=words.act,
        said=words.said,
        say=words.say,
        advice=words.advice,
        why=words.why,
        sources=words.sources,
        modifiers=words.modifiers,
    )


def could_be_severe_pre_eclampsia(facts: Facts, answers: Answers) -> bool:
    """Rule E6: two of the U5 signs, or one with high blood pressure now or before.

    From 20+0, or up to 42 days after birth. A sign that was looked at and is the
    same counts beside a new one, and blood pressure she is not sure of counts as
    high. Sources: CDC, NHS-PE; the combination is a product rule.
    """
    if not _pre_eclampsia_possible(facts):
        return False
    signs = [answers.get(id_) for id_ in PRE_ECLAMPSIA_SIGNS]
    if YES not in signs:
        return False
    present = sum(answer in (YES, SEEN) for answer in signs)
    pressure = any(answers.get(id_) in (YES, NOT_SURE) for id_ in HIGH_BLOOD_PRESSURE)
    return present >= 2 or pressure


def epidural_leaves_nothing_out(facts: Facts, answers: Answers) -> bool:
    """Rule epidural_recent: no limit follows from the needle while it and her legs are well.

    For six weeks after a birth with an epidural or a spinal, as long as she has answered no
    to every sign of it; a blank, a not sure or a sign that was looked at does not say so.
    """
    well = (*AFTER_AN_EPIDURAL, *NUMB_OR_WEAK_LEGS)
    return (
        facts.epidural is True
        and in_first_six_weeks(facts)
        and all(answers.get(id_) == NO for id_ in well)
    )


def _pre_eclampsia_possible(facts: Facts) -> bool:
    if facts.days_after_birth is not None:
        return facts.days_after_birth <= PRE_ECLAMPSIA_AFTER_BIRTH_DAYS
    return facts.gestation_days is None or facts.gestation_days >= PRE_ECLAMPSIA_FROM_DAYS


# Every derived rule with words of its own in the content.
DERIVED: Mapping[str, Callable[[Facts, Answers], bool]] = {
    PRE_ECLAMPSIA: could_be_severe_pre_eclampsia,
    FIRST_SIX_WEEKS: lambda facts, _: in_first_six_weeks(facts),
    EPIDURAL_RECENT: epidural_leaves_nothing_out,
    "B1-relief": lambda _, answers: relief_only(answers),
    "B2-leg": lambda _, answers: down_the_leg(answers),
    "B2-pelvis": lambda _, answers: pelvic_pattern(answers),
}
