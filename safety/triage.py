"""What her answers come to: findings, and the decision over them.

Decides the outcome of her answers: the highest grade of all answers wins and every finding
is kept. A blank never opens anything: it is listed as missing. An outcome is final only when
every question it could depend on has been answered, so ``next_page`` keeps asking the urgent
blocks after a *today* and stops at once after an *emergency*.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from safety.birth import phase_of
from safety.derived import DERIVED, PRE_ECLAMPSIA
from safety.pain import SEVERE_PAIN, chosen, counts_as_u11
from safety.questionnaire import (
    NO,
    NOT_SURE,
    URGENCY,
    URGENT_BLOCKS,
    YES,
    AskedPage,
    Derived,
    Grade,
    Question,
    QuestionKind,
    Questionnaire,
)
from safety.vocabulary import SEEN, Act, Answers, Facts, Lock, Modifier, Outcome

THOUGHTS_OF_HARM = "E10"
# In place of what an emergency needs: the page that says "phone" must not also say "call for help".
PHONE_NOW = "Phone your maternity unit now, day or night."


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
        return (-self.outcome, URGENCY[self.act], -self.lock, self.question)

    @property
    def shuts(self) -> bool:
        """Whether not even slow breathing is open: advice to rest, or *today* and above."""
        return self.closes_breathing or self.outcome > Outcome.ASK_FIRST


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

        Thoughts of harm, which have a page of their own, never hide another sign. Nor does E6,
        which no row asks: unless its signs are told and looked at with it, they would come to
        the same emergency after every call.
        """
        won = tuple(f for f in self.findings if f.outcome is self.outcome)
        told = {f.question for f in won}
        if PRE_ECLAMPSIA not in told and told != {THOUGHTS_OF_HARM}:
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
    or in a check-in; answers to other questions still count. Without it, all but those that
    are asked in a check-in alone.
    """
    missing: list[str] = []
    findings: list[Finding] = []
    for question in questionnaire.questions.values():
        if not question.asked(facts, answers):
            continue
        answer = answers.get(question.id)
        if answer is None or not question.accepts(answer):
            if question.id in only if only is not None else not question.in_check_in_alone:
                missing.append(question.id)
        elif (finding := _find(question.worded_for(facts), answer, facts)) is not None:
            findings.append(finding)
    derived = tuple(_derived(questionnaire, facts, answers))
    if any(each.question == SEVERE_PAIN for each in derived):  # worse than when it was looked at
        findings = [each for each in findings if each.question != SEVERE_PAIN]
    given = frozenset[Modifier]().union(*(f.modifiers for f in findings))
    # What she ticked is said once.
    findings += [each for each in derived if not each.modifiers or each.modifiers - given]
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
    outcome, lock, act, advice = grade.outcome, grade.lock, grade.act, grade.advice
    if question.ticked:
        if answer == NOT_SURE:
            outcome, lock, act = _not_sure(question.kind, grade)
            advice = PHONE_NOW if (grade.act, act) == (Act.CALL, Act.NOW) else advice
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
        advice=advice,
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
    """A symptom she is not sure of is *today* at most; a diagnosis that counts is *ask first*."""
    if kind is QuestionKind.SYMPTOM and grade.outcome > Outcome.TODAY:
        # Who is not sure about thoughts of harm needs the same line as who is.
        act = Act.CRISIS if grade.act is Act.CRISIS else Act.NOW
        return Outcome.TODAY, Lock.NONE, act
    if kind is QuestionKind.DIAGNOSIS and grade.outcome >= Outcome.ADAPTED:
        return Outcome.ASK_FIRST, Lock.STANDARD, Act.ASK
    return grade.outcome, grade.lock, grade.act


def _derived(questionnaire: Questionnaire, facts: Facts, answers: Answers) -> Iterator[Finding]:
    """What follows from several answers, in words of its own or as the sign it amounts to."""
    for id_, holds in DERIVED.items():
        words = questionnaire.derived.get(id_)
        if words is not None and holds(facts, answers):
            yield _in_words(id_, words)
    severe = questionnaire.questions.get(SEVERE_PAIN)
    # A yes or not sure is found already.
    told = answers.get(SEVERE_PAIN, NO)
    if severe is not None and told in (NO, SEEN) and counts_as_u11(answers):
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
