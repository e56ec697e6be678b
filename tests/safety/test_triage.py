"""What answers come to: levels, not sure, blanks, the derived rule, and the laws."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safety import content
from safety.derived import (
    PRE_ECLAMPSIA_SIGNS,
    could_be_severe_pre_eclampsia,
    epidural_leaves_nothing_out,
)
from safety.questionnaire import (
    NO,
    NOT_SURE,
    SEEN,
    YES,
    Ask,
    Choice,
    Derived,
    Grade,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
)
from safety.rules import Span, When
from safety.triage import changed_between, decide, next_page
from safety.vocabulary import Act, Facts, Gate, Lock, Modifier, Outcome

HER = Facts(gate=Gate.SHUT, gestation_days=150)


def grade(outcome: Outcome, **more: object) -> Grade:
    lock = more.pop("lock", Lock.STANDARD if outcome is Outcome.ASK_FIRST else Lock.NONE)
    defaults: dict[str, object] = {
        "answers": frozenset({YES}),
        "when": When(),
        "act": Act.CALL if outcome is Outcome.EMERGENCY else Act.TODAY,
    }
    return Grade(outcome=outcome, lock=lock, advice="Phone.", why="Because.", **(defaults | more))  # type: ignore[arg-type]


def question(
    id_: str, kind: QuestionKind, *grades: Grade, block: str = "U", **more: object
) -> Question:
    return Question(
        id=id_,
        block=block,
        kind=kind,
        label=id_,
        detail="",
        said=id_,
        say=f"I have {id_}.",
        sources=("PRODUCT",),
        asks=more.pop("asks", ()),  # type: ignore[arg-type]
        grades=grades,
        **more,  # type: ignore[arg-type]
    )


def questionnaire(*questions: Question) -> Questionnaire:
    derived = Derived("signs", "I have signs.", "Rule.", "Call.", Act.CALL, ("PRODUCT",))
    pages = tuple(Page(q.id.lower(), q.block, q.block, q.id, "", (q.id,)) for q in questions)
    return Questionnaire(pages, {q.id: q for q in questions}, {"E6": derived}, (), "v")


SIGN = question("sign", QuestionKind.SYMPTOM, grade(Outcome.EMERGENCY), block="E")
TODAY = question("today", QuestionKind.SYMPTOM, grade(Outcome.TODAY))
TOLD = question("told", QuestionKind.DIAGNOSIS, grade(Outcome.ASK_FIRST, lock=Lock.HARD), block="A")
ITCH = question("itch", QuestionKind.SYMPTOM, grade(Outcome.CLEAR))
WRIST = question(
    "wrist",
    QuestionKind.BODY,
    grade(Outcome.ADAPTED, modifiers=frozenset({Modifier.CARPAL_TUNNEL})),
    block="M",
)
MILD = question("mild", QuestionKind.DIAGNOSIS, grade(Outcome.CLEAR))


@pytest.mark.parametrize(
    ("asked", "answer", "outcome", "lock"),
    [
        (SIGN, NO, Outcome.CLEAR, Lock.NONE),
        (SIGN, YES, Outcome.EMERGENCY, Lock.NONE),
        (SIGN, NOT_SURE, Outcome.TODAY, Lock.NONE),
        (SIGN, SEEN, Outcome.ADAPTED, Lock.NONE),
        (TODAY, YES, Outcome.TODAY, Lock.NONE),
        (TODAY, NOT_SURE, Outcome.TODAY, Lock.NONE),
        (TODAY, SEEN, Outcome.ADAPTED, Lock.NONE),
        (TOLD, YES, Outcome.ASK_FIRST, Lock.HARD),
        (TOLD, NOT_SURE, Outcome.ASK_FIRST, Lock.STANDARD),
        (MILD, NOT_SURE, Outcome.CLEAR, Lock.NONE),
        (ITCH, YES, Outcome.CLEAR, Lock.NONE),
        (ITCH, NOT_SURE, Outcome.CLEAR, Lock.NONE),
        (WRIST, YES, Outcome.ADAPTED, Lock.NONE),
        (WRIST, NOT_SURE, Outcome.ADAPTED, Lock.NONE),
    ],
)
def test_each_answer_comes_to_its_level(
    asked: Question, answer: str, outcome: Outcome, lock: Lock
) -> None:
    decision = decide(questionnaire(asked), HER, {asked.id: answer})
    assert (decision.outcome, decision.lock) == (outcome, lock)


def test_a_sign_she_is_not_sure_of_is_phoned_about_now() -> None:
    finding = decide(questionnaire(SIGN), HER, {"sign": NOT_SURE}).findings[0]
    assert finding.act is Act.NOW


@pytest.mark.parametrize("answer", [None, "", "maybe", "YES", "previa"])
def test_a_blank_or_a_strange_answer_is_missing(answer: str | None) -> None:
    answers = {} if answer is None else {"sign": answer}
    assert decide(questionnaire(SIGN), HER, answers).missing == ("sign",)


def test_told_conditions_are_never_merely_seen() -> None:
    assert decide(questionnaire(TOLD), HER, {"told": SEEN}).missing == ("told",)


def test_only_narrows_what_must_be_answered_and_not_what_counts() -> None:
    both = questionnaire(SIGN, TOLD)
    decision = decide(both, HER, {"told": YES, "sign": NO}, only={"sign"})
    assert decision.missing == ()
    assert decision.outcome is Outcome.ASK_FIRST
    assert decide(both, HER, {"sign": NO}, only={"sign"}).missing == ()


def test_the_highest_wins_and_all_findings_are_kept_most_urgent_first() -> None:
    answers = {"sign": YES, "today": YES, "told": YES, "wrist": YES}
    decision = decide(questionnaire(WRIST, TOLD, TODAY, SIGN), HER, answers)
    assert decision.outcome is Outcome.EMERGENCY
    assert [f.question for f in decision.findings] == ["sign", "today", "told", "wrist"]
    assert [f.question for f in decision.deciding] == ["sign"]
    assert decision.modifiers == {Modifier.CARPAL_TUNNEL}


def test_the_strictest_lock_at_the_level_wins() -> None:
    soft = question("soft", QuestionKind.DIAGNOSIS, grade(Outcome.ASK_FIRST), block="R")
    decision = decide(questionnaire(soft, TOLD), HER, {"soft": YES, "told": YES})
    assert decision.lock is Lock.HARD


def test_a_yes_no_grade_covers_is_taken_by_the_strictest() -> None:
    late = grade(Outcome.TODAY, when=When(weeks=Span(200, 300)))
    asked = question("late", QuestionKind.SYMPTOM, late)
    assert decide(questionnaire(asked), HER, {"late": YES}).outcome is Outcome.TODAY


def test_a_choice_is_graded_by_week_and_ungraded_choices_come_to_nothing() -> None:
    low = grade(Outcome.ASK_FIRST, answers=frozenset({"low"}), when=When(weeks=Span(0, 150)))
    asked = question(
        "where",
        QuestionKind.CHOICE,
        low,
        choices=(Choice("low", "Low"), Choice("clear", "Clear")),
    )
    both = questionnaire(asked)
    assert decide(both, HER, {"where": "low"}).outcome is Outcome.ASK_FIRST
    assert decide(both, HER, {"where": "clear"}).outcome is Outcome.CLEAR
    later = Facts(gate=Gate.SHUT, gestation_days=151)
    assert decide(both, later, {"where": "low"}).outcome is Outcome.CLEAR
    assert decide(both, HER, {"where": YES}).missing == ("where",)


def test_a_follow_up_is_asked_only_after_the_answer_that_calls_for_it() -> None:
    ask = Ask(When(), {"today": frozenset({YES})})
    follow = question("follow", QuestionKind.DIAGNOSIS, grade(Outcome.CLEAR), asks=(ask,))
    both = questionnaire(TODAY, follow)
    assert decide(both, HER, {"today": NO}).missing == ()
    assert decide(both, HER, {"today": YES}).missing == ("follow",)


def test_an_emergency_ends_the_questions_and_today_waits_for_the_urgent_ones() -> None:
    both = questionnaire(SIGN, TODAY, ITCH, TOLD)
    assert next_page(both, HER, {"sign": YES}) is None
    page = next_page(both, HER, {"sign": NO, "today": YES})
    assert page is not None
    assert page.page.id == "itch"
    assert next_page(both, HER, {"sign": NO, "today": YES, "itch": NO}) is None
    page = next_page(both, HER, {"sign": NO, "today": NO, "itch": NO})
    assert page is not None
    assert page.page.id == "told"
    assert next_page(both, HER, {"sign": NO, "today": NO, "itch": NO, "told": YES}) is None


def test_a_not_sure_sign_still_asks_the_other_signs() -> None:
    other = question("other", QuestionKind.SYMPTOM, grade(Outcome.EMERGENCY), block="E")
    page = next_page(questionnaire(SIGN, other), HER, {"sign": NOT_SURE})
    assert page is not None
    assert page.page.id == "other"


def test_a_page_shows_only_what_concerns_her() -> None:
    early = question(
        "early",
        QuestionKind.SYMPTOM,
        grade(Outcome.TODAY),
        asks=(Ask(When(weeks=Span(0, 90))),),
    )
    assert questionnaire(early).pages_for(HER, {}) == ()


@pytest.mark.parametrize(
    ("answers", "days", "severe"),
    [
        ({}, 150, False),
        ({"U5a": YES}, 150, False),
        ({"U5a": YES, "U5b": YES}, 150, True),
        ({"U5a": YES, "U5b": YES}, 139, False),
        ({"U5a": YES, "U5b": YES}, 140, True),
        ({"U5a": YES, "U5-bp": YES}, 150, True),
        ({"U5a": YES, "U5-bp": NOT_SURE}, 150, True),
        ({"U5a": YES, "A6": YES}, 150, True),
        ({"U5a": YES, "R5": YES}, 150, True),
        ({"A6": YES, "R5": YES}, 150, False),
        ({"U5c": YES, "U5d": SEEN}, 150, True),
        ({"U5c": SEEN, "U5d": SEEN, "A6": YES}, 150, False),
        ({"U5c": NOT_SURE, "U5d": NOT_SURE}, 150, False),
    ],
)
def test_severe_pre_eclampsia_is_told_from_its_signs(
    answers: Mapping[str, str], days: int, severe: bool
) -> None:
    facts = Facts(gate=Gate.SHUT, gestation_days=days)
    assert could_be_severe_pre_eclampsia(facts, answers) is severe


@pytest.mark.parametrize(("days", "severe"), [(0, True), (42, True), (43, False)])
def test_severe_pre_eclampsia_up_to_six_weeks_after_birth(days: int, severe: bool) -> None:
    facts = Facts(gate=Gate.SHUT, days_after_birth=days)
    assert could_be_severe_pre_eclampsia(facts, {"U5a": YES, "U5b": YES}) is severe


LEGS_AND_NEEDLE_WELL = dict.fromkeys(
    ("E5", "E12", "U8", "U12", "U14-wound", "U14-headache", "R17"), NO
)


@pytest.mark.parametrize(
    ("epidural", "day", "said"),
    [
        *((True, day, day < 42) for day in (0, 41, 42, 365)),
        (None, 10, False),
        (False, 10, False),
    ],
)
def test_an_epidural_that_left_nothing_behind_leaves_nothing_out(
    epidural: bool | None, day: int, said: bool
) -> None:
    facts = Facts(Gate.SHUT, days_after_birth=day, epidural=epidural)
    assert epidural_leaves_nothing_out(facts, LEGS_AND_NEEDLE_WELL) is said


@pytest.mark.parametrize("sign", LEGS_AND_NEEDLE_WELL)
@pytest.mark.parametrize("answer", [YES, NOT_SURE, SEEN, "", None])
def test_one_sign_of_the_needle_or_the_legs_and_that_is_not_said(
    sign: str, answer: str | None
) -> None:
    facts = Facts(Gate.SHUT, days_after_birth=3, epidural=True)
    answers = {k: v for k, v in {**LEGS_AND_NEEDLE_WELL, sign: answer}.items() if v is not None}
    assert not epidural_leaves_nothing_out(facts, answers)


def test_the_derived_rule_is_a_finding_with_its_own_words() -> None:
    empty = questionnaire()
    decision = decide(empty, HER, {"U5a": YES, "U5b": YES})
    assert decision.outcome is Outcome.EMERGENCY
    assert decision.findings[0].question == "E6"


def test_what_changed_between_two_days_is_what_a_rule_changed() -> None:
    later = grade(Outcome.TODAY, when=When(weeks=Span(182, 301)))
    graded = question("graded", QuestionKind.SYMPTOM, grade(Outcome.TODAY), later)
    new = question(
        "new", QuestionKind.SYMPTOM, grade(Outcome.TODAY), asks=(Ask(When(weeks=Span(182, 301))),)
    )
    gone = question(
        "gone", QuestionKind.SYMPTOM, grade(Outcome.TODAY), asks=(Ask(When(weeks=Span(0, 181))),)
    )
    all_ = questionnaire(graded, new, gone, TODAY)
    before = Facts(gate=Gate.SHUT, gestation_days=181)
    after = Facts(gate=Gate.SHUT, gestation_days=182)
    assert changed_between(all_, before, after, {}) == {"graded", "new"}
    assert changed_between(all_, before, before, {}) == frozenset()


# The laws, over the questions women are really asked.

days = st.integers(0, 301)


@st.composite
def answers_to_all(draw: st.DrawFn) -> tuple[Facts, dict[str, str]]:
    """No to everything but a few, whatever those are answered: small, so that failures are."""
    questions = content.questionnaire().questions
    facts = Facts(gate=Gate.SHUT, gestation_days=draw(days))
    answers = {id_: NO if NO in q.allowed else sorted(q.allowed)[0] for id_, q in questions.items()}
    for id_ in draw(st.lists(st.sampled_from(list(questions)), max_size=6)):
        answers[id_] = draw(st.sampled_from(sorted(questions[id_].allowed)))
    return facts, answers


@given(answers_to_all(), st.data())
def test_turning_a_no_into_a_yes_never_lowers_the_level(
    her: tuple[Facts, dict[str, str]], data: st.DataObject
) -> None:
    facts, answers = her
    q = data.draw(
        st.sampled_from([q for q in content.questionnaire().questions.values() if YES in q.allowed])
    )
    assume(q.kind is not QuestionKind.CHOICE)
    before = decide(content.questionnaire(), facts, answers | {q.id: NO})
    for answer in (NOT_SURE, YES):
        after = decide(content.questionnaire(), facts, answers | {q.id: answer})
        assert after.outcome >= before.outcome
        assert after.modifiers >= before.modifiers


@given(answers_to_all(), st.data())
def test_a_blank_is_always_missing(her: tuple[Facts, dict[str, str]], data: st.DataObject) -> None:
    facts, answers = her
    asked = [q.id for q in content.questionnaire().questions.values() if q.asked(facts, answers)]
    blank = data.draw(st.sampled_from(asked))
    rest = {k: v for k, v in answers.items() if k != blank}
    assert blank in decide(content.questionnaire(), facts, rest).missing


@given(answers_to_all(), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(
    her: tuple[Facts, dict[str, str]], shuffle: random.Random
) -> None:
    facts, answers = her
    items = list(answers.items())
    shuffle.shuffle(items)
    assert decide(content.questionnaire(), facts, dict(items)) == decide(
        content.questionnaire(), facts, answers
    )


@given(answers_to_all())
def test_every_finding_says_why_and_from_where(her: tuple[Facts, dict[str, str]]) -> None:
    decision = decide(content.questionnaire(), *her)
    known = content.sources()
    for finding in decision.findings:
        assert finding.why
        assert finding.advice
        assert finding.sources
        assert set(finding.sources) <= set(known)


@given(answers_to_all())
def test_an_urgent_outcome_hides_no_sign_that_could_raise_it(
    her: tuple[Facts, dict[str, str]],
) -> None:
    """Answering page by page ends at the level that answering everything urgent gives."""
    facts, answers = her
    given_so_far: dict[str, str] = {}
    while (asked := next_page(content.questionnaire(), facts, given_so_far)) is not None:
        given_so_far |= {q.id: answers[q.id] for q in asked.questions}
    reached = decide(content.questionnaire(), facts, given_so_far).outcome
    urgent = decide(content.questionnaire(), facts, answers, only=()).outcome
    if urgent is Outcome.EMERGENCY or reached >= Outcome.TODAY:
        assert reached >= min(urgent, Outcome.TODAY)
    signs = [answers[s] for s in PRE_ECLAMPSIA_SIGNS]
    if facts.gestation_days and facts.gestation_days >= 140 and signs.count(YES) >= 2:
        assert reached is Outcome.EMERGENCY
