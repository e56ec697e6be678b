"""Block B: what several answers about the pain come to, each rule by its truth table."""

from itertools import chain, combinations

import pytest

from safety import content
from safety.pain import (
    counts_as_u11,
    down_the_leg,
    limits_her_days,
    pelvic_pattern,
    position_eases,
    relief_only,
)
from safety.questionnaire import NO, NOT_SURE, YES
from safety.triage import decide, next_page, with_follow_ups
from safety.vocabulary import SEEN, Act, Facts, Gate, Modifier, Outcome
from tests.harmless import HARMLESS

HER = Facts(gate=Gate.SHUT, gestation_days=185)


def told(
    now: int | str = 3, eased: str = "lying", where: str = "low_back", worse: str = "none"
) -> dict[str, str]:
    return {"B1": str(now), "B1-worst": "5", "B2": where, "B3": "days", "B4": worse, "B5": eased}


def everything(**answers: str) -> dict[str, str]:
    """No to all she is asked, and these."""
    questions = content.questionnaire().questions
    return {id_: NO if q.ticked else HARMLESS[id_] for id_, q in questions.items()} | answers


# now | what eases it | counts as U11 | relief only
SEVERE = [
    (0, "lying", False, False),
    (0, "nothing", True, False),  # it hurt this week, and nothing eased it
    (1, "nothing", True, False),
    (3, "warmth", False, False),
    (6, "by_itself", False, False),
    (6, "nothing", True, False),
    (7, "lying", False, True),
    (7, "sitting,warmth", False, True),
    (7, "warmth", True, False),
    (8, "moving", False, True),
    (8, "by_itself", True, False),
    (8, "nothing", True, False),
    (9, "lying", True, False),
    (10, "lying,sitting,moving", True, False),
]


@pytest.mark.parametrize(("now", "eased", "severe", "relief"), SEVERE)
def test_when_pain_counts_as_u11_and_when_it_asks_for_relief(
    now: int, eased: str, severe: bool, relief: bool
) -> None:
    assert counts_as_u11(told(now, eased)) is severe
    assert relief_only(told(now, eased)) is relief


# now | what eases it | what it keeps her from | counts as U11 | relief only
LOOKED_AT = [
    (3, "warmth", "none", False, False),
    (3, "nothing", "none", True, False),
    (6, "lying", "all_night", False, False),  # that was looked at
    (7, "lying", "none", False, True),
    (7, "warmth", "none", False, True),  # no position eases it: that was looked at
    (8, "by_itself", "all_night", False, True),
    (8, "nothing", "none", True, False),
    (9, "lying", "none", True, False),
    (10, "nothing", "all_night", True, False),
]


@pytest.mark.parametrize(("now", "eased", "keeps_from", "severe", "relief"), LOOKED_AT)
def test_pain_that_was_looked_at_keeps_its_rules(
    now: int, eased: str, keeps_from: str, severe: bool, relief: bool
) -> None:
    answers = told(now, eased) | {"B6": keeps_from, "U11": SEEN}
    assert counts_as_u11(answers) is severe
    assert relief_only(answers) is relief
    decision = decide(content.questionnaire(), HER, everything(**answers))
    found = [f.answer for f in decision.findings if f.question == "U11"]
    assert found == [YES if severe else SEEN]
    assert (decision.outcome is Outcome.TODAY) is severe


@pytest.mark.parametrize(
    ("now", "keeps_from", "severe", "limits"),
    [
        (3, "none", False, False),
        (3, "sleep", False, True),
        (3, "everyday", False, True),
        (3, "sleep,everyday", False, True),
        (3, "all_night", True, True),
        (0, "sleep,all_night", True, True),  # it hurt this week
        (3, "", False, None),
    ],
)
def test_pain_all_night_is_u11_and_lost_sleep_limits_her_days(
    now: int, keeps_from: str, severe: bool, limits: bool | None
) -> None:
    answers = told(now) | {"B6": keeps_from}
    assert counts_as_u11(answers) is severe
    assert limits_her_days(answers) is limits


def test_a_blank_is_not_read_as_nothing_eases_it() -> None:
    """Page one alone decides only 9 and 10; the rest waits for what eases it."""
    assert not counts_as_u11({"B1": "8", "B1-worst": "10"})
    assert not relief_only({"B1": "8", "B1-worst": "10"})
    assert counts_as_u11({"B1": "9", "B1-worst": "9"})
    assert not counts_as_u11({})


def test_answers_about_a_pain_she_does_not_have_count_for_nothing() -> None:
    left = told(0, "nothing", "below_knee,pubic_bone", "stairs")
    left |= {"B1-worst": "0", "B6": "all_night"}
    assert not any(
        holds(left) for holds in (counts_as_u11, position_eases, down_the_leg, pelvic_pattern)
    )
    assert limits_her_days(left) is None


@pytest.mark.parametrize(
    ("where", "numb", "leg"),
    [
        ("below_knee", {}, True),
        ("low_back,below_knee", {"U12": NO, "R17": NO}, True),
        ("thigh,buttock", {}, False),
        ("below_knee", {"U12": YES}, False),
        ("below_knee", {"U12": SEEN}, False),
        ("below_knee", {"R17": YES}, False),
        ("below_knee", {"R17": NOT_SURE}, False),
    ],
)
def test_pain_below_the_knee_without_numbness(where: str, numb: dict[str, str], leg: bool) -> None:
    assert down_the_leg(told(where=where) | numb) is leg


def test_the_pelvic_pattern_is_a_place_and_a_load() -> None:
    places = {"low_back": 0, "one_side": 0, "buttock": 0, "pubic_bone": 1, "back_of_pelvis": 1}
    loads = {"standing": 0, "walking": 0, "none": 0, "stairs": 1, "rolling": 1, "one_leg": 1}
    for place, pelvic in places.items():
        for load, typical in loads.items():
            assert pelvic_pattern(told(where=place, worse=load)) is bool(pelvic and typical)


@pytest.mark.parametrize(
    ("where", "worse", "modifier"),
    [
        ("below_knee", "none", Modifier.SCIATICA),
        ("pubic_bone", "rolling", Modifier.PGP),
    ],
)
def test_a_pattern_changes_the_exercises_and_is_said_once(
    where: str, worse: str, modifier: Modifier
) -> None:
    answers = everything(**told(where=where, worse=worse))
    decision = decide(content.questionnaire(), HER, answers)
    assert (decision.outcome, decision.modifiers) == (Outcome.ADAPTED, frozenset({modifier}))
    ticked = decide(content.questionnaire(), HER, answers | {modifier.value: YES})
    assert [f.question for f in ticked.findings] == [modifier.value]


def test_severe_pain_is_the_sign_itself() -> None:
    answers = everything(**told(9))
    decision = decide(content.questionnaire(), HER, answers)
    assert decision.outcome is Outcome.TODAY
    assert [(f.question, f.act) for f in decision.deciding] == [("U11", Act.NOW)]
    early = Facts(gate=Gate.SHUT, gestation_days=100)
    assert decide(content.questionnaire(), early, answers).deciding[0].act is Act.TODAY


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_the_sign_is_found_once(answer: str) -> None:
    decision = decide(content.questionnaire(), HER, everything(**told(9), U11=answer))
    assert [f.question for f in decision.deciding] == ["U11"]


def test_pain_that_was_looked_at_and_is_the_same_does_not_shut_again() -> None:
    decision = decide(content.questionnaire(), HER, everything(**told(8, "warmth"), U11=SEEN))
    assert decision.outcome is Outcome.ADAPTED


def test_much_pain_that_a_position_eases_adapts() -> None:
    decision = decide(content.questionnaire(), HER, everything(**told(7)))
    assert decision.outcome is Outcome.ADAPTED
    assert [f.question for f in decision.findings] == ["B1-relief"]


def test_no_answer_about_the_pain_hides_the_second_page_but_9_and_10() -> None:
    before = {k: v for k, v in everything().items() if not k.startswith("B")}
    for now in range(11):
        given = before | {"B1": str(now), "B1-worst": "5"}
        asked = next_page(content.questionnaire(), HER, given)
        assert (asked.page.id if asked else None) == ("pain-place" if now < 9 else None)


@pytest.mark.parametrize("day", [0, 100, 182, 287, 294])
def test_with_pain_a_healthy_woman_has_at_most_fifteen_pages(day: int) -> None:
    facts = Facts(gate=Gate.SHUT, gestation_days=day)
    pages = content.questionnaire().pages_for(facts, everything(**told(6)))
    assert len(pages) <= 15
    assert [p.page.id for p in pages if p.page.block == "B"] == ["pain", "pain-place"]


def test_a_choice_that_stands_alone_goes_with_no_other() -> None:
    eased = content.questionnaire().questions["B5"]
    ids = sorted(eased.allowed)
    sets = chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1))
    for some in sets:
        alone = len(some) == 1 or (some and "nothing" not in some)
        assert eased.permits(",".join(some)) is bool(alone)
    assert not any(map(eased.permits, ("lying,", ",", "yes", "lying,flying", "LYING")))


@pytest.mark.parametrize("level", ["-1", "11", "", "03", "4.5", "ten", "²"])
def test_a_pain_is_a_whole_number_from_0_to_10(level: str) -> None:
    assert not content.questionnaire().questions["B1"].permits(level)


def test_a_follow_up_is_asked_again_with_what_opens_it() -> None:
    pain = {"B1", "B1-worst", "B2", "B3", "B4", "B5", "B6"}
    assert with_follow_ups(content.questionnaire(), {"B5"}) == pain
    assert with_follow_ups(content.questionnaire(), {"B1"}) == pain
    assert with_follow_ups(content.questionnaire(), {"A1"}) == {"A1"}
