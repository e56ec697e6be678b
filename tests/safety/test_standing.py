"""Where she stands: opening again, how long it lasts, and what never opens."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from safety.history import (
    ClearanceTaken,
    ContactTaken,
    Coverage,
    History,
    Said,
    ScreeningTaken,
    StopTaken,
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
from safety.shutters import looked_at, with_seen
from safety.standing import Standing, Status, facts_on, standing
from safety.vocabulary import Act, Demand, Gate, Lock, Modifier, Outcome

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ON = NOON.date()
DAY = timedelta(days=1)


def due_at(days: int, on: date = ON) -> date:
    """The due date of a pregnancy ``days`` along on ``on``."""
    return on + timedelta(days=280 - days)


def grade(outcome: Outcome, lock: Lock = Lock.NONE, **more: object) -> Grade:
    fields: dict[str, object] = {"answers": frozenset({YES}), "when": When(), "act": Act.TODAY}
    return Grade(outcome=outcome, lock=lock, advice="Phone.", why="Because.", **(fields | more))  # type: ignore[arg-type]


def question(
    id_: str,
    block: str,
    kind: QuestionKind,
    *grades: Grade,
    asks: tuple[Ask, ...] = (),
    choices: tuple[Choice, ...] = (),
    closes_breathing: bool = False,
) -> Question:
    return Question(
        id=id_,
        block=block,
        kind=kind,
        label=id_,
        detail="",
        said=id_,
        say=id_,
        sources=("PRODUCT",),
        asks=asks,
        grades=grades,
        choices=choices,
        closes_breathing=closes_breathing,
    )


ASK_STANDARD = grade(Outcome.ASK_FIRST, Lock.STANDARD)
ASK_HARD = grade(Outcome.ASK_FIRST, Lock.HARD)
QUESTIONS = (
    question("E10", "E", QuestionKind.SYMPTOM, grade(Outcome.EMERGENCY, act=Act.CRISIS)),
    question("bleed", "U", QuestionKind.SYMPTOM, grade(Outcome.TODAY)),
    question("hard", "A", QuestionKind.DIAGNOSIS, ASK_HARD),
    question("rest", "A", QuestionKind.DIAGNOSIS, ASK_HARD, closes_breathing=True),
    question("talk", "R", QuestionKind.DIAGNOSIS, ASK_STANDARD),
    question("talk2", "R", QuestionKind.DIAGNOSIS, ASK_STANDARD),
    question(
        "placenta",
        "R",
        QuestionKind.CHOICE,
        grade(Outcome.ASK_FIRST, Lock.STANDARD, answers=frozenset({"previa"})),
        grade(
            Outcome.ASK_FIRST,
            Lock.HARD,
            answers=frozenset({"previa"}),
            when=When(weeks=Span(182, 301)),
        ),
        choices=(Choice("previa", "Over"), Choice("clear", "Clear")),
    ),
    question(
        "late",
        "U",
        QuestionKind.SYMPTOM,
        grade(Outcome.TODAY),
        asks=(Ask(When(weeks=Span(168, 301))),),
    ),
    question(
        "wrist",
        "M",
        QuestionKind.BODY,
        grade(Outcome.ADAPTED, modifiers=frozenset({Modifier.CARPAL_TUNNEL})),
    ),
)
ALL = Questionnaire(
    tuple(Page(q.id, q.block, q.block, q.id, "", (q.id,)) for q in QUESTIONS),
    {q.id: q for q in QUESTIONS},
    {"E6": Derived("", "", "", "", Act.CALL, ("PRODUCT",))},
    (168, 182),
    "v",
)
CLEAN = {q.id: NO for q in QUESTIONS if q.id not in ("placenta", "late")} | {"placenta": "clear"}


def screening(
    at: datetime = NOON,
    coverage: Coverage = Coverage.FULL,
    outcome: Outcome = Outcome.CLEAR,
    deciding: tuple[str, ...] = (),
    due: date | None = None,
    **answers: str,
) -> ScreeningTaken:
    return ScreeningTaken(
        key=f"s{at.isoformat()}{coverage}",
        at=at,
        on=at.date(),
        due=due or due_at(150),
        coverage=coverage,
        answers=CLEAN | answers,
        outcome=outcome,
        deciding=deciding,
    )


def history(*screenings: ScreeningTaken, **more: object) -> History:
    fields: dict[str, object] = {"due": due_at(150), "dated_at": NOON - 100 * DAY}
    return History(screenings=screenings, **(fields | more))  # type: ignore[arg-type]


def at(her: History, now: datetime = NOON) -> Standing:
    return standing(her, ALL, now=now, on=now.date())


BLEEDING = screening(
    NOON - timedelta(hours=5), outcome=Outcome.TODAY, deciding=("bleed",), bleed=YES
)


def said(what: Said, hours_ago: float = 1, about: str = BLEEDING.key) -> ContactTaken:
    return ContactTaken(NOON - timedelta(hours=hours_ago), what, about)


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


def test_limits_hold_when_only_rest_is_open() -> None:
    limited = ClearanceTaken(None, frozenset({("talk", YES)}), frozenset({Demand.FLOOR_TRANSFER}))
    her = history(BLEEDING, contacts=[said(Said.REST_ONLY)], clearances=[limited])
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


# After a sign


def test_a_sign_shuts_until_somebody_has_been_spoken_to() -> None:
    where = at(history(screening(NOON - DAY, wrist=YES), BLEEDING))
    assert (where.status, where.gate) == (Status.WAITING, Gate.SHUT)
    assert where.shut_by == BLEEDING.key
    assert where.shut_outcome is Outcome.TODAY


def test_modifiers_hold_underneath_a_shut_gate() -> None:
    shut = replace(BLEEDING, answers={**BLEEDING.answers, "wrist": YES})
    assert at(history(shut)).modifiers == {Modifier.CARPAL_TUNNEL}


def test_a_clean_screening_alone_does_not_open_after_a_sign() -> None:
    later = screening(NOON - timedelta(hours=1))
    assert at(history(BLEEDING, later)).status is Status.WAITING


def test_carry_on_needs_a_clean_screening() -> None:
    told = history(BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    assert (at(told).status, at(told).gate) == (Status.AGAIN, Gate.SHUT)
    screened = replace(told, screenings=(BLEEDING, screening(NOON - timedelta(hours=1))))
    assert at(screened).gate is Gate.OPEN


def test_carry_on_with_the_same_sign_opens_and_with_a_worse_one_shuts() -> None:
    her = history(BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    assert looked_at(her, NOON) == {"bleed"}
    same = screening(NOON - timedelta(hours=1), outcome=Outcome.ADAPTED, bleed=SEEN)
    assert at(replace(her, screenings=(BLEEDING, same))).gate is Gate.OPEN
    worse = screening(
        NOON - timedelta(hours=1), outcome=Outcome.TODAY, deciding=("bleed",), bleed=YES
    )
    assert at(replace(her, screenings=(BLEEDING, worse))).status is Status.WAITING


def test_what_was_looked_at_is_asked_afresh_after_four_weeks() -> None:
    her = history(BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    assert looked_at(her, NOON + 28 * DAY) == frozenset()
    assert looked_at(history(BLEEDING), NOON) == frozenset()


def test_thoughts_of_harm_are_always_asked_afresh() -> None:
    harm = screening(outcome=Outcome.EMERGENCY, deciding=("E10",), E10=YES)
    her = history(replace(harm, at=NOON - DAY), contacts=[said(Said.CARRY_ON)])
    assert looked_at(her, NOON) == frozenset()


def test_a_looked_at_sign_that_is_not_worse_is_kept_as_seen() -> None:
    answers = with_seen({"bleed": NO, "talk": NO, "hard": YES}, frozenset({"bleed", "hard"}))
    assert answers == {"bleed": SEEN, "talk": NO, "hard": YES}


def test_not_yet_keeps_shut_whatever_she_answers() -> None:
    later = screening(NOON - timedelta(minutes=1))
    where = at(history(BLEEDING, later, contacts=[said(Said.NOT_YET)]))
    assert (where.status, where.gate) == (Status.NOT_YET, Gate.SHUT)


@pytest.mark.parametrize(
    ("hours", "status", "gate"),
    [(23.9, Status.REST_ONLY, Gate.REST), (24, Status.WAITING, Gate.SHUT)],
)
def test_rest_only_lasts_a_day(hours: float, status: Status, gate: Gate) -> None:
    bleeding = replace(BLEEDING, at=NOON - 2 * DAY, on=ON - 2 * DAY)
    where = at(history(bleeding, contacts=[said(Said.REST_ONLY, hours)]))
    assert (where.status, where.gate) == (status, gate)


def test_the_last_word_counts() -> None:
    words = [said(Said.NOT_YET, 3), said(Said.CARRY_ON, 2)]
    her = history(BLEEDING, screening(NOON - timedelta(hours=1)), contacts=words)
    assert at(her).gate is Gate.OPEN


def test_a_new_sign_after_carry_on_shuts_again() -> None:
    stop = StopTaken("stop", NOON - timedelta(minutes=5), Outcome.TODAY, ("bleed",))
    her = history(
        BLEEDING,
        screening(NOON - timedelta(hours=1)),
        contacts=[said(Said.CARRY_ON, 2)],
        stops=[stop],
    )
    where = at(her)
    assert (where.status, where.shut_by) == (Status.WAITING, "stop")
    assert looked_at(her, NOON) == {"bleed"}


def test_a_stop_shuts_as_a_screening_does() -> None:
    stop = StopTaken("stop", NOON - timedelta(minutes=5), Outcome.EMERGENCY, ())
    where = at(history(screening(NOON - DAY), stops=[stop]))
    assert (where.gate, where.shut_outcome) == (Gate.SHUT, Outcome.EMERGENCY)


def test_a_tap_by_mistake_takes_back_that_row_and_no_other() -> None:
    clean = screening(NOON - DAY)
    mistaken = ContactTaken(NOON, Said.MISTAKE, BLEEDING.key)
    assert at(history(clean, BLEEDING, contacts=[mistaken])).gate is Gate.OPEN
    assert at(history(BLEEDING, contacts=[mistaken])).status is Status.NEVER
    other = StopTaken("stop", NOON - timedelta(hours=1), Outcome.TODAY, ())
    both = history(clean, BLEEDING, stops=[other], contacts=[mistaken])
    assert at(both).shut_by == "stop"


def test_nothing_is_a_mistake_once_somebody_was_spoken_to() -> None:
    clean = screening(NOON - DAY)
    words = [said(Said.NOT_YET, 1), ContactTaken(NOON, Said.MISTAKE, BLEEDING.key)]
    where = at(history(clean, BLEEDING, contacts=words))
    assert (where.status, where.gate) == (Status.NOT_YET, Gate.SHUT)
    assert where.mistake_until is None


def test_a_mistake_is_offered_for_ten_minutes() -> None:
    assert at(history(BLEEDING)).mistake_until == BLEEDING.at + timedelta(minutes=10)


def test_a_check_in_sign_shuts_and_a_clean_check_in_opens_nothing() -> None:
    tapped = replace(BLEEDING, coverage=Coverage.CHECK_IN)
    assert at(history(screening(NOON - DAY), tapped)).status is Status.WAITING
    assert at(history(screening(coverage=Coverage.CHECK_IN))).status is Status.NEVER


# Thoughts of harm


def harm(on_day: datetime) -> ScreeningTaken:
    return screening(on_day, outcome=Outcome.EMERGENCY, deciding=("E10",), E10=YES)


def test_thoughts_of_harm_close_the_day_and_ask_for_no_contact() -> None:
    her = history(harm(NOON - timedelta(hours=3)))
    assert (at(her).status, at(her).gate) == (Status.HARM, Gate.SHUT)
    tomorrow = at(her, NOON + DAY)
    assert (tomorrow.status, tomorrow.gate) == (Status.AGAIN, Gate.SHUT)
    again = replace(her, screenings=(*her.screenings, screening(NOON + DAY)))
    assert at(again, NOON + DAY).gate is Gate.OPEN


def test_a_clean_screening_the_same_day_does_not_open_after_thoughts_of_harm() -> None:
    her = history(harm(NOON - timedelta(hours=3)), screening(NOON - timedelta(hours=1)))
    assert at(her).status is Status.HARM


def test_thoughts_of_harm_with_another_sign_wait_for_contact() -> None:
    both = screening(
        NOON - DAY, outcome=Outcome.EMERGENCY, deciding=("E10", "bleed"), E10=YES, bleed=YES
    )
    assert at(history(both)).status is Status.WAITING


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
