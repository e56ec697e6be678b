"""Where she stands: opening again, how long it lasts, and what never opens."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from safety.history import (
    ClearanceTaken,
    Coverage,
    Said,
)
from safety.questionnaire import (
    NO,
    NOT_SURE,
    YES,
)
from safety.standing import Status, facts_on
from safety.vocabulary import Demand, Gate, Modifier
from tests.safety.histories import (
    ALL,
    BLEEDING,
    DAY,
    NOON,
    ON,
    at,
    due_at,
    history,
    said,
    screening,
)


def test_nothing_is_open_before_a_screening() -> None:
    where = at(history())
    assert (where.status, where.gate) == (Status.NEVER, Gate.SHUT)
    assert where.modifiers == frozenset()
    assert where.mistake_until is None


def test_a_clean_screening_opens_and_says_until_when() -> None:
    where = at(history(screening(wrist=YES)))
    assert (where.status, where.gate) == (Status.GOOD, Gate.OPEN)
    assert where.modifiers == {Modifier.CARPAL_TUNNEL}
    assert where.again_on == ON + 14 * DAY


def test_facts_carry_the_gate_the_week_and_what_changes_the_choice() -> None:
    her = history(screening(wrist=YES))
    facts = facts_on(her, at(her), ON)
    assert facts.gate is Gate.OPEN
    assert facts.gestation_days == 150
    assert facts.modifiers == {Modifier.CARPAL_TUNNEL}


def test_a_pause_for_pain_shuts_what_her_answers_opened_and_no_sign_is_hidden_by_it() -> None:
    where = at(history(screening(), paused=True))
    assert (where.status, where.gate) == (Status.PAUSED, Gate.SHUT)
    assert at(history(BLEEDING, paused=True)) == at(history(BLEEDING))


def test_past_43_weeks_nothing_is_decided() -> None:
    where = at(history(screening(), due=due_at(302)))
    assert (where.status, where.gate) == (Status.INVALID_DATES, Gate.SHUT)


@pytest.mark.parametrize(("days", "status"), [(13, Status.GOOD), (14, Status.AGAIN)])
def test_a_screening_lasts_fourteen_days(days: int, status: Status) -> None:
    where = at(history(screening(NOON - days * DAY)))
    assert where.status is status


def test_the_reason_for_asking_again_is_said_and_all_is_asked() -> None:
    where = at(history(screening(NOON - 20 * DAY)))
    assert "two weeks" in where.again_because
    assert where.ask_again == set(ALL.questions)
    assert where.gate is Gate.SHUT


def test_new_dates_ask_again() -> None:
    where = at(history(screening(NOON - DAY), dated_at=NOON - timedelta(hours=1)))
    assert where.status is Status.AGAIN
    assert "dates" in where.again_because


def test_a_boundary_asks_only_what_it_changes() -> None:
    her = history(screening(NOON - 5 * DAY, due=due_at(170)), due=due_at(170))
    where = at(her)
    assert where.status is Status.AGAIN
    assert where.ask_again == {"late"}
    assert "week" in where.again_because


def test_answering_what_changed_opens_again() -> None:
    full = screening(NOON - 5 * DAY)
    changed = replace(screening(NOON - timedelta(hours=1), Coverage.CHANGED), answers={"late": NO})
    her = history(full, changed, due=due_at(170))
    assert at(her).status is Status.GOOD


def test_the_day_of_asking_again_is_the_boundary_when_it_comes_first() -> None:
    her = history(screening(), due=due_at(165))
    assert at(her).again_on == ON + 3 * DAY


def test_a_question_that_is_new_since_is_asked() -> None:
    old = screening(NOON - DAY)
    lacking = {k: v for k, v in old.answers.items() if k != "talk"}
    where = at(history(replace(old, answers=lacking)))
    assert where.status is Status.AGAIN
    assert where.ask_again == {"talk"}


def test_ask_first_leaves_slow_breathing() -> None:
    where = at(history(screening(talk=YES)))
    assert (where.status, where.gate) == (Status.ASK_FIRST, Gate.BREATHING)


def test_advice_to_rest_leaves_nothing() -> None:
    assert at(history(screening(rest=YES))).gate is Gate.SHUT


def test_a_clearance_opens_what_it_names_until_its_date() -> None:
    limits = frozenset({Demand.SUPINE_FLAT})
    clearance = ClearanceTaken(ON, frozenset({("talk", YES)}), limits)
    where = at(history(screening(talk=YES), clearances=[clearance]))
    assert (where.status, where.gate) == (Status.GOOD, Gate.OPEN)
    assert where.limits == limits
    assert [f.question for f in where.cleared] == ["talk"]
    both = at(history(screening(talk=YES, talk2=YES), clearances=[clearance]))
    assert both.gate is Gate.BREATHING
    past = replace(clearance, until=ON - DAY)
    assert at(history(screening(talk=YES), clearances=[past])).gate is Gate.BREATHING


def test_a_clearance_covers_the_answer_it_was_given_for_and_no_other() -> None:
    clearance = ClearanceTaken(None, frozenset({("talk", NOT_SURE)}), frozenset())
    assert at(history(screening(talk=NOT_SURE), clearances=[clearance])).gate is Gate.OPEN
    assert at(history(screening(talk=YES), clearances=[clearance])).gate is Gate.BREATHING


def cleared(at: datetime, *names: str, until: date | None = None) -> ClearanceTaken:
    """A word of ``at``, told at once, about a yes to each."""
    answers = frozenset((name, YES) for name in names)
    return ClearanceTaken(until, answers, frozenset(), at=at, cleared_on=at.date())


@pytest.mark.parametrize("between", [NO, NOT_SURE])
@pytest.mark.parametrize("ago", [2 * DAY, timedelta(minutes=2)])
def test_a_new_answer_is_not_opened_by_the_word_about_an_old_one(
    between: str, ago: timedelta
) -> None:
    """A new injury, a new clot: she answered otherwise since, so nobody has spoken of this one."""
    was = screening(NOON - 2 * ago, talk=YES)
    word = cleared(NOON - 3 * ago / 2, "talk")
    otherwise = screening(NOON - ago, talk=between)
    again = screening(NOON, talk=YES)
    assert at(history(was, clearances=[word]), NOON - ago).gate is Gate.OPEN
    where = at(history(was, otherwise, again, clearances=[word]))
    assert (where.status, where.gate, where.cleared) == (Status.ASK_FIRST, Gate.BREATHING, ())
    newer = cleared(NOON + timedelta(minutes=1), "talk")
    after = at(history(was, otherwise, again, clearances=[word, newer]), newer.at or NOON)
    assert after.gate is Gate.OPEN


def test_the_same_answer_given_again_keeps_its_clearance() -> None:
    rows = [screening(NOON - days * DAY, talk=YES) for days in (9, 5, 0)]
    word = cleared(NOON - 8 * DAY, "talk")
    assert at(history(*rows, clearances=[word])).gate is Gate.OPEN


def test_an_answer_taken_back_as_a_mistake_ends_no_clearance() -> None:
    was, word = screening(NOON - 9 * DAY, talk=YES), cleared(NOON - 8 * DAY, "talk")
    slip = replace(BLEEDING, answers={**BLEEDING.answers, "talk": NO})
    her = history(
        was, slip, screening(talk=YES), contacts=[said(Said.MISTAKE, 4)], clearances=[word]
    )
    assert at(her).gate is Gate.OPEN


def test_a_word_entered_later_but_said_before_she_answered_otherwise_clears_nothing() -> None:
    rows = [screening(NOON - 5 * DAY, talk=NO), screening(NOON - 2 * DAY, talk=YES)]
    old = replace(cleared(NOON - DAY, "talk"), cleared_on=ON - 6 * DAY)
    assert at(history(*rows, clearances=[old])).gate is Gate.BREATHING


def test_a_clearance_without_a_date_lasts_the_pregnancy() -> None:
    clearance = ClearanceTaken(None, frozenset({("talk", YES)}), frozenset())
    assert at(history(screening(talk=YES), clearances=[clearance])).gate is Gate.OPEN


def test_of_all_limits_in_date_the_strictest_hold() -> None:
    flat, prone = frozenset({Demand.SUPINE_FLAT}), frozenset({Demand.PRONE})
    long = ClearanceTaken(None, frozenset({("talk", YES)}), flat, relief_only=True, most_minutes=15)
    short = ClearanceTaken(ON, frozenset({("talk2", YES)}), prone, most_minutes=10)
    her = history(screening(talk=YES, talk2=YES), clearances=[long, short])
    where = at(her)
    assert where.gate is Gate.OPEN
    assert (where.limits, where.relief_only, where.most_minutes) == (flat | prone, True, 10)
    later = at(her, NOON + DAY)
    assert (later.limits, later.relief_only, later.most_minutes) == (flat, True, 15)


def test_limits_go_with_the_answer_they_were_asked_for_with() -> None:
    """Else one tick would narrow every plan until the birth."""
    flat = frozenset({Demand.SUPINE_FLAT})
    word = replace(cleared(NOON - 9 * DAY, "talk", "talk2"), limits=flat, relief_only=True)
    limited = replace(word, most_minutes=5)
    both = screening(NOON - 8 * DAY, talk=YES, talk2=YES)
    one, none = screening(NOON - DAY, talk2=YES), screening(NOON)
    held = at(history(both, one, clearances=[limited]))
    assert (held.limits, held.relief_only, held.most_minutes) == (flat, True, 5)
    free = at(history(both, one, none, clearances=[limited]))
    assert (free.limits, free.relief_only, free.most_minutes) == (frozenset(), False, None)


def test_the_newest_word_about_an_answer_takes_the_place_of_the_older() -> None:
    old = replace(cleared(NOON - 9 * DAY, "talk", "talk2"), relief_only=True, most_minutes=5)
    new = replace(cleared(NOON - DAY, "talk"), most_minutes=20)
    for words in ([old, new], [new, old]):
        one = at(history(screening(NOON - 9 * DAY, talk=YES), clearances=words))
        assert (one.gate, one.relief_only, one.most_minutes) == (Gate.OPEN, False, 20)
        her = history(screening(NOON - 9 * DAY, talk=YES, talk2=YES), clearances=words)
        assert (at(her).relief_only, at(her).most_minutes) == (True, 5)  # said of the other still


def test_of_two_words_of_one_day_the_one_told_later_counts() -> None:
    slip = replace(cleared(NOON - timedelta(hours=2), "talk"), relief_only=True)
    mended = cleared(NOON - timedelta(hours=1), "talk")
    for words in ([slip, mended], [mended, slip]):
        her = history(screening(NOON - DAY, talk=YES), clearances=words)
        assert not at(her).relief_only


def test_when_the_newest_word_has_run_out_no_older_one_opens() -> None:
    old, new = cleared(NOON - 9 * DAY, "talk"), cleared(NOON - 2 * DAY, "talk", until=ON - DAY)
    her = history(screening(NOON - 9 * DAY, talk=YES), clearances=[old, new])
    assert at(her).gate is Gate.BREATHING


def test_limits_hold_while_the_questions_are_asked_again() -> None:
    word = replace(cleared(NOON - 20 * DAY, "talk"), most_minutes=10)
    where = at(history(screening(NOON - 20 * DAY, talk=YES), clearances=[word]))
    assert (where.status, where.most_minutes) == (Status.AGAIN, 10)


def test_limits_hold_when_only_rest_is_open() -> None:
    limited = ClearanceTaken(None, frozenset({("talk", YES)}), frozenset({Demand.FLOOR_TRANSFER}))
    bleeding = replace(BLEEDING, answers={**BLEEDING.answers, "talk": YES})
    her = history(bleeding, contacts=[said(Said.REST_ONLY)], clearances=[limited])
    where = at(her)
    assert where.gate is Gate.REST
    assert facts_on(her, where, ON).limits == {Demand.FLOOR_TRANSFER}


def test_a_hard_lock_never_opens_by_a_clearance() -> None:
    clearance = ClearanceTaken(None, frozenset({("hard", YES), ("rest", YES)}), frozenset())
    assert at(history(screening(hard=YES), clearances=[clearance])).gate is Gate.BREATHING
    assert at(history(screening(rest=YES), clearances=[clearance])).gate is Gate.SHUT


def test_a_placenta_over_the_cervix_locks_hard_from_26_weeks() -> None:
    clearance = ClearanceTaken(None, frozenset({("placenta", "previa")}), frozenset())
    before = screening(NOON, placenta="previa")
    assert at(history(before, clearances=[clearance])).gate is Gate.OPEN
    after = replace(before, answers={**before.answers, "late": NO})
    late = history(after, due=due_at(182), clearances=[clearance])
    assert at(late).gate is Gate.BREATHING


# Before a full screening


def test_the_urgent_questions_open_slow_breathing_for_the_day() -> None:
    urgent = screening(NOON - timedelta(hours=1), Coverage.URGENT)
    assert (at(history(urgent)).status, at(history(urgent)).gate) == (
        Status.URGENT_ONLY,
        Gate.BREATHING,
    )
    assert at(history(urgent), NOON + DAY).gate is Gate.SHUT


def test_the_urgent_questions_open_slow_breathing_when_the_screening_is_old() -> None:
    urgent = screening(NOON - timedelta(hours=1), Coverage.URGENT)
    where = at(history(screening(NOON - 20 * DAY), urgent))
    assert (where.status, where.gate) == (Status.AGAIN, Gate.BREATHING)


def test_advice_to_rest_does_not_lapse_with_the_screening() -> None:
    told = screening(NOON - 20 * DAY, rest=YES, wrist=YES)
    urgent = screening(NOON - timedelta(hours=1), Coverage.URGENT)
    plain = {k: v for k, v in urgent.answers.items() if k in ("E10", "bleed")}
    where = at(history(told, replace(urgent, answers=plain)))
    assert where.gate is Gate.SHUT
    assert where.modifiers == {Modifier.CARPAL_TUNNEL}


def test_the_urgent_questions_widen_nothing_that_asks_first() -> None:
    urgent = screening(NOON, Coverage.URGENT)
    where = at(history(screening(NOON - DAY, rest=YES), urgent))
    assert where.gate is Gate.SHUT


@pytest.mark.parametrize(
    ("days", "told", "held"),
    [
        (0, {"B1": "8", "B5": "lying"}, True),
        (6, {"B1": "7", "B5": "moving"}, True),
        (7, {"B1": "7", "B5": "moving"}, False),  # her page said "this week"
        (1, {"B1": "6", "B5": "lying"}, False),
        (1, {}, False),
    ],
)
def test_much_pain_holds_to_relief_for_a_week(days: int, told: dict[str, str], held: bool) -> None:
    asked = screening(NOON - days * DAY)
    her = history(replace(asked, answers={**asked.answers, **told}))
    assert at(her).relief_for_pain is held
    assert at(replace(her, contacts=[said(Said.NOT_YET)])).relief_for_pain is held


def test_the_next_answer_about_the_pain_is_the_one_that_counts() -> None:
    much = screening(NOON - 2 * DAY, B1="8", B5="lying")
    less = screening(NOON - DAY, B1="4", B5="lying")
    check = screening(NOON, Coverage.CHECK_IN)  # it does not ask how much
    assert not at(history(much, less)).relief_for_pain
    assert at(history(less, replace(much, at=NOON))).relief_for_pain
    assert at(history(much, check)).relief_for_pain
