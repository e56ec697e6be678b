"""What answers come to: levels, not sure, blanks, the derived rule, and the laws."""

import pytest

from safety.questionnaire import (
    NO,
    NOT_SURE,
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
from safety.vocabulary import SEEN, Act, Facts, Gate, Lock, Modifier, Outcome

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
    assert finding.advice == "Phone your maternity unit now, day or night."


def test_not_sure_of_a_sign_of_today_or_of_thoughts_of_harm_keeps_its_advice() -> None:
    harm = question("E10", QuestionKind.SYMPTOM, grade(Outcome.EMERGENCY, act=Act.CRISIS))
    for asked in (TODAY, harm):
        finding = decide(questionnaire(asked), HER, {asked.id: NOT_SURE}).findings[0]
        assert finding.advice == asked.grades[0].advice


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


def test_the_derived_rule_is_a_finding_with_its_own_words() -> None:
    empty = questionnaire()
    decision = decide(empty, HER, {"U5a": YES, "U5b": YES})
    assert decision.outcome is Outcome.EMERGENCY
    assert decision.findings[0].question == "E6"


def test_what_a_derived_emergency_follows_from_is_told_and_looked_at_with_it() -> None:
    signs = [question(f"U5{x}", QuestionKind.SYMPTOM, grade(Outcome.TODAY)) for x in "ab"]
    answers = {"U5a": YES, "U5b": NOT_SURE, "U5c": YES, "today": YES, "told": YES}
    decision = decide(questionnaire(*signs, TODAY, TOLD), HER, answers)
    assert [f.question for f in decision.deciding] == ["E6", "U5a", "U5b", "today"]


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
