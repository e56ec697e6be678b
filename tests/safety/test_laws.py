"""Laws over generated women: a day forward, a clearance, a blank, what relieves, what is signed.

What a rule says is tried elsewhere; here is what holds of all of them together, whoever she is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety import content
from safety.birth import Birth, Delivery
from safety.derived import FIRST_SIX_WEEKS, PRE_ECLAMPSIA
from safety.gestation import LAST_DAYS, parse_days
from safety.history import ClearanceTaken, Coverage, History, ScreeningTaken
from safety.pain import chosen
from safety.questionnaire import NO, NOT_SURE, YES, Question, QuestionKind, Questionnaire
from safety.rules import assess
from safety.standing import SCREENING_LASTS, Standing, Status, standing
from safety.triage import Finding, decide
from safety.vocabulary import (
    SEEN,
    Answers,
    BirthMode,
    Demand,
    Facts,
    Gate,
    Lock,
    Modifier,
    Outcome,
)
from tests.harmless import HARMLESS

# The weeks at which an answer may come to something else, and whose answers those are.
BOUNDARIES = {
    "13+0": {"E9", "E9-unscanned"},
    "18+0": {"U4-pattern"},
    "20+0": {"U11", "R4", "E6"},
    "22+0": {"R4"},
    "24+0": {"U4", "U4-pattern"},
    "26+0": {"R4"},
    "37+0": {"U3"},
    "40+0": set[str](),  # doses and the check before a session, no answer
    "41+0": {"R21"},
    "42+0": {"R21"},
}
CHANGES = {parse_days(week): ids for week, ids in BOUNDARIES.items()}
# The limits that ask nothing: flat on the back here; 28+0 and 34+1 belong to single exercises.
FLAT_FROM = parse_days("16+0")
AFTER_BIRTH_RULES_END = 42
AFTER_BIRTH_SIGNS_END = 43
AFTER_BIRTH_CHANGES = {
    AFTER_BIRTH_RULES_END: {FIRST_SIX_WEEKS},
    AFTER_BIRTH_SIGNS_END: {"U11", "E6"},
}
# Every answer, besides no and not sure, that comes to less than the worst its question knows.
RELIEVING = {
    ("R4", "clear"),
    ("R4", "low_lying"),
    ("R4", "not_sure"),
    ("R4", "not_scanned_yet"),
    ("R21", "yes"),
    ("R6-asthma", "yes"),  # less than not being sure that it is well controlled
    ("R7-treated", "yes"),
}
# And of the answers that several fit: a position that eases a bad pain.
EASING = {("B5", "lying"), ("B5", "sitting"), ("B5", "moving")}
# What follows from several answers, and every question it reads.
PAIN = {"B1", "B1-worst", "B5", "B6"}
HANGS_ON = {
    PRE_ECLAMPSIA: {"U5a", "U5b", "U5c", "U5d", "U5-bp", "A6", "R5", "R19"},
    "U11": PAIN,
    "B1-relief": {*PAIN, "U11"},
    "B2-leg": {"B1", "B1-worst", "B2", "U12", "R17", "sciatica"},
    "B2-pelvis": {"B1", "B1-worst", "B2", "B4", "pgp"},
}

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ON = NOON.date()
DAY = timedelta(days=1)
ALL = content.questionnaire()
SIGNED = ("reviewed_by", "reviewed_on")

days = st.integers(0, LAST_DAYS)
given_answers = st.dictionaries(
    st.sampled_from(sorted(ALL.questions)), st.integers(0, 4), max_size=6
).map(
    lambda drawn: {
        id_: sorted(ALL.questions[id_].allowed)[n % len(ALL.questions[id_].allowed)]
        for id_, n in drawn.items()
    }
)


def pregnant(day: int) -> Facts:
    return Facts(gate=Gate.SHUT, gestation_days=day)


def to_all(answers: Mapping[str, str]) -> dict[str, str]:
    """``answers``, and no to all the others."""
    return {id_: HARMLESS.get(id_, NO) for id_ in ALL.questions} | dict(answers)


def by_question(facts: Facts, answers: Mapping[str, str]) -> dict[str, Finding]:
    return {f.question: f for f in decide(ALL, facts, to_all(answers)).findings}


def differing(before: Mapping[str, Finding], after: Mapping[str, Finding]) -> set[str]:
    return {id_ for id_ in {*before, *after} if before.get(id_) != after.get(id_)}


# A day forward


@given(st.integers(0, LAST_DAYS - 1), given_answers)
def test_a_day_forward_changes_only_what_a_named_week_changes(
    day: int, answers: dict[str, str]
) -> None:
    before, after = (by_question(pregnant(d), answers) for d in (day, day + 1))
    assert differing(before, after) <= CHANGES.get(day + 1, set())


@pytest.mark.parametrize("week", [w for w, ids in BOUNDARIES.items() if ids])
def test_each_named_week_changes_each_answer_named_for_it(week: str) -> None:
    day = parse_days(week)
    found = set[str]()
    for id_ in BOUNDARIES[week]:
        for answer in ALL.questions[id_].allowed if id_ != PRE_ECLAMPSIA else ():
            before, after = (by_question(pregnant(d), {id_: answer}) for d in (day - 1, day))
            found |= differing(before, after)
    signs = {"U5a": YES, "U5b": YES}
    before, after = (by_question(pregnant(d), signs) for d in (day - 1, day))
    assert found | differing(before, after) == BOUNDARIES[week]


@given(st.integers(0, 364), given_answers)
def test_a_day_forward_after_birth_changes_only_when_six_weeks_are_over(
    day: int, answers: dict[str, str]
) -> None:
    before, after = (
        by_question(Facts(Gate.SHUT, days_after_birth=d), answers) for d in (day, day + 1)
    )
    changed = differing(before, after)
    assert changed <= AFTER_BIRTH_CHANGES.get(day + 1, set())


@given(st.integers(0, 364), given_answers, st.sampled_from([None, *BirthMode]), st.booleans())
def test_in_the_first_six_weeks_nothing_comes_to_less_than_adapted(
    day: int, answers: dict[str, str], mode: BirthMode | None, bereaved: bool
) -> None:
    facts = Facts(Gate.SHUT, days_after_birth=day, birth_mode=mode, bereaved=bereaved)
    decision = decide(ALL, facts, to_all(answers))
    told = {f.question: f for f in decision.findings}
    assert (FIRST_SIX_WEEKS in told) is (day < AFTER_BIRTH_RULES_END)
    others = [f.outcome for f in decision.findings if f.question != FIRST_SIX_WEEKS]
    least = Outcome.ADAPTED if FIRST_SIX_WEEKS in told else Outcome.CLEAR
    assert decision.outcome is max([least, *others])


def test_the_first_six_weeks_shut_nothing() -> None:
    for day in (0, 41):
        where = after_birth(day)
        assert (where.status, where.gate) == (Status.GOOD, Gate.OPEN)


modifiers = st.frozensets(st.sampled_from(Modifier), max_size=4)
demands = st.frozensets(st.sampled_from(Demand), max_size=5)


@given(st.integers(0, LAST_DAYS - 1), modifiers, demands, st.sampled_from(Gate))
def test_a_day_forward_refuses_only_lying_flat_from_its_week(
    day: int, has: frozenset[Modifier], asks: frozenset[Demand], gate: Gate
) -> None:
    before, after = (
        assess(Facts(gate, d, modifiers=has), asks, content.rules()) for d in (day, day + 1)
    )
    if day + 1 != FLAT_FROM:
        assert after == before
    more = {reason.rule for reason in {*after.reasons} - {*before.reasons}}
    assert more <= {"supine-from-16-avoid"}
    assert after.effect >= before.effect


@given(st.integers(0, 364), st.sampled_from(BirthMode), demands)
def test_a_day_forward_after_birth_allows_more_only_when_six_weeks_are_over(
    day: int, mode: BirthMode, asks: frozenset[Demand]
) -> None:
    before, after = (
        assess(Facts(Gate.OPEN, None, d, mode), asks, content.rules()) for d in (day, day + 1)
    )
    assert after == before or day + 1 == AFTER_BIRTH_RULES_END


# Where she stands


@dataclass(frozen=True)
class Screened:
    """A woman who answered everything at noon, ``day`` days along."""

    day: int
    answers: Mapping[str, str]

    def history(self, *clearances: ClearanceTaken, leave: str = "") -> History:
        facts = pregnant(self.day)
        answers = to_all(self.answers)
        screened = (q for q in ALL.questions.values() if not q.in_check_in_alone)
        asked = {q.id for q in screened if q.asked(facts, answers)} - {leave}
        told = {id_: answers[id_] for id_ in asked}
        decision = decide(ALL, facts, told)
        due = ON + timedelta(days=280 - self.day)
        taken = ScreeningTaken(
            key="s",
            at=NOON,
            on=ON,
            due=due,
            coverage=Coverage.FULL,
            answers=told,
            outcome=decision.outcome,
            deciding=tuple(f.question for f in decision.deciding),
        )
        return History(due, NOON - 100 * DAY, screenings=[taken], clearances=clearances)

    @property
    def asked(self) -> list[str]:
        return list(self.history().screenings[0].answers)


def after(her: History, number: int) -> Standing:
    """Where she stands ``number`` days after her screening."""
    now = NOON + number * DAY
    return standing(her, ALL, now=now, on=now.date())


def after_birth(day: int) -> Standing:
    """Where she stands who gave birth ``day`` days ago and answers no to everything today."""
    birth = Birth(ON - day * DAY, Delivery.VAGINAL, epidural=False)
    unasked = History(ON - day * DAY, NOON - 100 * DAY, birth)
    told = {q.id: HARMLESS.get(q.id, NO) for q in ALL.questions.values()}
    taken = ScreeningTaken("s", NOON, ON, unasked.due, Coverage.FULL, told, Outcome.ADAPTED, ())
    return after(replace(unasked, screenings=[taken]), 0)


women = st.builds(Screened, st.integers(0, LAST_DAYS - 1), given_answers)
asking = st.dictionaries(
    st.sampled_from([id_ for id_ in ALL.questions if id_[0] in "AR" and id_ not in HARMLESS]),
    st.sampled_from([YES, NOT_SURE]),
    min_size=1,
    max_size=4,
)
asking_women = st.builds(Screened, st.integers(0, LAST_DAYS - 1), asking)


@settings(max_examples=60)
@given(women, st.integers(0, 15))
def test_a_day_forward_moves_where_she_stands_only_at_a_named_day(
    her: Screened, number: int
) -> None:
    before, later = after(her.history(), number), after(her.history(), number + 1)
    reached = her.day + number + 1
    if (before.status, before.gate) != (later.status, later.gate):
        assert (
            reached in CHANGES
            or number + 1 == SCREENING_LASTS.days
            or reached == LAST_DAYS + 1
            or before.shut_by  # thoughts of harm close the day
        )
        # Time alone opens nothing.
        assert later.gate is Gate.SHUT


@settings(max_examples=60)
@given(women, st.data())
def test_a_blank_never_opens(her: Screened, data: st.DataObject) -> None:
    blank = data.draw(st.sampled_from(her.asked))
    # Another that is asked only because of this one is not asked then: that is no blank.
    where = after(her.history(leave=blank), 0)
    assert where.gate is Gate.SHUT


@settings(max_examples=60)
@given(
    asking_women,
    st.frozensets(st.sampled_from(sorted(ALL.questions)), max_size=8),
    st.none() | st.integers(-2, 13),
    st.integers(0, 13),
    st.data(),
)
def test_a_clearance_lowers_only_what_it_names_and_only_until_its_date(
    her: Screened,
    more: frozenset[str],
    lasts: int | None,
    number: int,
    data: st.DataObject,
) -> None:
    given = st.frozensets(st.sampled_from(sorted(her.answers.items())))
    named = frozenset((question, YES) for question in more) | data.draw(given)
    until = None if lasts is None else ON + lasts * DAY
    clearance = ClearanceTaken(until, named, frozenset({Demand.PRONE}), True, 10)
    without, cleared = (after(h, number) for h in (her.history(), her.history(clearance)))
    if until is not None and _day(number) > until:
        assert cleared == without
        return
    assert cleared.decision == without.decision
    for finding in cleared.cleared:
        assert (finding.question, finding.answer) in named
        assert (finding.outcome, finding.lock) == (Outcome.ASK_FIRST, Lock.STANDARD)
    if cleared.gate is Gate.OPEN and without.decision is not None:
        held = {f for f in without.decision.findings if f.outcome >= Outcome.ASK_FIRST}
        assert held == set(cleared.cleared)
        told = {(f.question, f.answer) for f in without.decision.findings}
        limited = (clearance.limits, True, 10) if told & named else (frozenset(), False, None)
        assert (cleared.limits, cleared.relief_only, cleared.most_minutes) == limited
    elif cleared.gate is not without.gate:
        # It left slow breathing to what asks first beside it, and no more.
        assert cleared.gate is Gate.BREATHING


def _day(number: int) -> date:
    return ON + number * DAY


@settings(max_examples=60)
@given(asking_women, st.integers(0, 5), st.sampled_from([NO, NOT_SURE, YES]))
def test_after_a_yes_a_word_and_another_answer_the_same_yes_asks_first_again(
    her: Screened, days_between: int, otherwise: str
) -> None:
    """Whatever the answer, its lock and how long its clearance lasts."""
    told = her.history().screenings[0]
    gap = timedelta(days=days_between, hours=1)
    asked = {id_: a for id_, a in her.answers.items() if id_ in told.answers}
    changed = {id_: otherwise if a != otherwise else NO for id_, a in asked.items()}
    first, between = (
        replace(told, key=str(n), at=NOON - n * gap, on=(NOON - n * gap).date(), answers=answers)
        for n, answers in ((3, told.answers), (1, {**told.answers, **changed}))
    )
    said_at = NOON - 2 * gap
    word = ClearanceTaken(
        None, frozenset(asked.items()), frozenset(), at=said_at, cleared_on=said_at.date()
    )
    where = after(replace(her.history(word), screenings=[first, between, told]), 0)
    assert where.cleared == ()
    held = [f for f in where.decision.findings if f.outcome is Outcome.ASK_FIRST]  # type: ignore[union-attr]
    assert (where.gate is Gate.OPEN) is not bool(held)


# What relieves


def test_what_relieves_is_a_closed_list() -> None:
    found = set[tuple[str, str]]()
    for question in ALL.questions.values():
        alone = replace(ALL, questions={question.id: replace(question, asks=())})
        for day in range(LAST_DAYS + 1):
            levels = {a: _level(alone, {question.id: a}, pregnant(day)) for a in question.allowed}
            worst = max(levels.values())
            found |= {(question.id, a) for a, level in levels.items() if level < worst}
    plain = {(q.id, a) for q in ALL.questions.values() if not q.choices for a in (NO, NOT_SURE)}
    assert found - plain == RELIEVING


def _level(alone: Questionnaire, told: Answers, facts: Facts) -> tuple[Outcome, Lock]:
    decision = decide(alone, facts, told, only=())
    return decision.outcome, decision.lock


def test_seen_relieves_a_symptom_and_nothing_else() -> None:
    for question in ALL.questions.values():
        assert question.accepts(SEEN) is (question.kind is QuestionKind.SYMPTOM)


def test_a_position_that_eases_is_all_that_relieves_a_pain() -> None:
    """Whatever else is added to what hurts, where, when and how it eases lowers nothing."""
    found = set[tuple[str, str]]()
    many = [q for q in ALL.questions.values() if q.kind is QuestionKind.MANY]
    eases = ALL.questions["B5"].allowed
    for level, eased, keeps_from in product(range(11), eases, ("none", "sleep")):
        told = {"B1": str(level), "B5": eased, "B6": keeps_from, "B2": "low_back", "B4": "none"}
        before = decide(ALL, pregnant(150), to_all(told)).outcome
        for question in many:
            for choice in question.allowed - chosen(told[question.id]):
                more = f"{told[question.id]},{choice}"
                if not question.permits(more):
                    continue  # one that goes with no other
                after = decide(ALL, pregnant(150), to_all({**told, question.id: more})).outcome
                found |= {(question.id, choice)} if after < before else set()
    assert found == EASING


@pytest.mark.parametrize("seen", [NO, SEEN])
def test_more_pain_is_never_less_serious(seen: str) -> None:
    for eased, keeps_from in product(ALL.questions["B5"].allowed, ("none", "sleep", "all_night")):
        told = {"B1-worst": "10", "B5": eased, "B6": keeps_from, "U11": seen}
        levels = [
            decide(ALL, pregnant(150), to_all({**told, "B1": str(level)})).outcome
            for level in range(11)
        ]
        assert levels == sorted(levels), told


HURTING = [q for q in ALL.questions.values() if q.block == "B"]
pains = st.fixed_dictionaries(
    {}, optional={q.id: st.sampled_from(sorted(q.allowed)) for q in HURTING}
)
questions = st.sampled_from(list(ALL.questions.values())) | st.sampled_from(HURTING)


@settings(max_examples=1500)  # with pain as often as not: drawn evenly it is hardly ever met
@given(days, given_answers, pains, questions, st.data())
def test_an_answer_changes_no_finding_but_its_own(
    day: int,
    told: dict[str, str],
    pain: dict[str, str],
    question: Question,
    data: st.DataObject,
) -> None:
    """So nothing else can relieve: what hangs on the answer to another is named with it."""
    answers = told | pain
    answer = data.draw(st.sampled_from(sorted(question.allowed)))
    opened = {q.id for q in ALL.questions.values() for ask in q.asks if question.id in ask.answered}
    before = by_question(pregnant(day), answers)
    changed = differing(before, by_question(pregnant(day), {**answers, question.id: answer}))
    hanging = {id_ for id_, reads in HANGS_ON.items() if question.id in reads}
    assert changed <= {question.id, *opened, *hanging}
