"""Laws of what waits: nothing later hides an emergency, and nothing opens a day of harm."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.history import ContactTaken, Coverage, History, Said, ScreeningTaken, StopTaken
from safety.questionnaire import NO, NOT_SURE, YES
from safety.shutters import looked_at
from safety.standing import Status
from safety.vocabulary import Gate, Outcome
from tests.safety.histories import BLEEDING, DAY, NOON, at, history, said, screening

MINUTE = timedelta(minutes=1)
FIRST = "first"
CLEAN, STOP, SIGN, CALL = "clean", "stop", "sign", "call"

minutes = st.integers(1, 11 * 60)
outcomes = st.sampled_from([Outcome.TODAY, Outcome.EMERGENCY])
coverages = st.sampled_from(Coverage)
told_later = st.one_of(
    st.tuples(st.just(CLEAN), minutes, coverages),
    st.tuples(st.just(STOP), minutes, outcomes),
    st.tuples(st.just(SIGN), minutes, outcomes),
    st.tuples(st.just(CALL), minutes, st.sampled_from(Said)),
)
stories = st.lists(told_later, max_size=8)


def _row(
    key: str,
    when: datetime,
    coverage: Coverage = Coverage.FULL,
    outcome: Outcome = Outcome.CLEAR,
    deciding: tuple[str, ...] = (),
    answers: Mapping[str, str] | None = None,
) -> ScreeningTaken:
    taken = screening(when, coverage, outcome, deciding, None, **(answers or {}))
    return ScreeningTaken(**{s: getattr(taken, s) for s in taken.__slots__} | {"key": key})


def went_on(first: ScreeningTaken | StopTaken, story: list[tuple[str, int, object]]) -> History:
    """What she told after ``first``. A call names all later signs, and never ``first``."""
    rows, stops = [screening(NOON - DAY)], list[StopTaken]()
    calls, signs = list[ContactTaken](), list[str]()
    (rows if isinstance(first, ScreeningTaken) else stops).append(first)  # type: ignore[arg-type]
    for number, (what, minute, how) in enumerate(sorted(story, key=lambda e: e[1])):
        when, key = NOON + minute * MINUTE, f"{what}{number}"
        if isinstance(how, Coverage):
            rows.append(_row(key, when, how))
        elif isinstance(how, Said):
            calls += [ContactTaken(when, how, about) for about in signs]
        elif isinstance(how, Outcome):
            signs.append(key)
            if what == STOP:
                stops.append(StopTaken(key, when, how, ("bleed",)))
            else:
                told = {"bleed": YES}
                rows.append(_row(key, when, Coverage.FULL, how, ("bleed",), told))
    return history(*rows, stops=stops, contacts=calls)


emergencies = st.sampled_from(
    [
        StopTaken(FIRST, NOON, Outcome.EMERGENCY, ()),
        _row(FIRST, NOON, Coverage.FULL, Outcome.EMERGENCY, ("late",), {"late": YES}),
        _row(FIRST, NOON, Coverage.CHECK_IN, Outcome.EMERGENCY, ("late",), {"late": YES}),
    ]
)


@given(emergencies, stories, st.integers(0, 60))
def test_nothing_but_a_call_that_names_it_lowers_an_emergency(
    first: ScreeningTaken | StopTaken, story: list[tuple[str, int, object]], days: int
) -> None:
    where = at(went_on(first, story), NOON + 12 * 60 * MINUTE + days * DAY)
    assert (where.status, where.gate) == (Status.WAITING, Gate.SHUT)
    assert where.shut_outcome is Outcome.EMERGENCY
    assert FIRST in where.shows
    assert FIRST in where.asks_about
    assert "late" not in looked_at(went_on(first, story), NOON + 12 * 60 * MINUTE)


@given(emergencies, stories, st.sampled_from([Said.NOT_YET, Said.REST_ONLY]))
def test_a_call_that_does_not_let_her_carry_on_is_still_to_be_asked_about(
    first: ScreeningTaken | StopTaken, story: list[tuple[str, int, object]], word: Said
) -> None:
    her = went_on(first, story)
    named = ContactTaken(NOON + MINUTE, word, FIRST)
    where = at(history(*her.screenings, stops=her.stops, contacts=[named, *her.contacts]))
    assert FIRST in where.asks_about
    assert where.gate in (Gate.SHUT, Gate.REST)


# Thoughts of harm at noon, alone or beside another sign

HARM_AND = [
    (("E10",), {"E10": YES}),
    (("E10",), {"E10": NOT_SURE}),
    (("E10", "bleed"), {"E10": YES, "bleed": YES}),
    (("bleed",), {"E10": NOT_SURE, "bleed": YES}),  # an emergency beside what she is unsure of
]
harms = st.sampled_from(
    [_row(FIRST, NOON, c, Outcome.EMERGENCY, d, a) for d, a in HARM_AND for c in Coverage]
)
called = st.none() | st.sampled_from([Said.CARRY_ON, Said.REST_ONLY, Said.NOT_YET])


@given(harms, stories, called, st.integers(0, 12 * 60 - 1))
def test_after_thoughts_of_harm_nothing_opens_that_day(
    harm: ScreeningTaken,
    story: list[tuple[str, int, object]],
    word: Said | None,
    minute: int,
) -> None:
    her = went_on(harm, story)
    calls = [*her.contacts]
    if word is not None:
        calls.append(ContactTaken(NOON + timedelta(seconds=30), word, FIRST))
    told = history(*her.screenings, stops=her.stops, contacts=calls)
    now = NOON + minute * MINUTE
    where = at(told, now)
    assert where.gate is Gate.SHUT
    assert where.status in (Status.WAITING, Status.HARM)
    assert FIRST in where.shows  # with its crisis line


@given(harms, stories, called)
def test_after_thoughts_of_harm_only_answers_of_another_day_open(
    harm: ScreeningTaken, story: list[tuple[str, int, object]], word: Said | None
) -> None:
    her = went_on(harm, story)
    calls = list(her.contacts)
    if word is not None:
        calls.append(ContactTaken(NOON + timedelta(seconds=30), word, FIRST))
    told = history(*her.screenings, stops=her.stops, contacts=calls)
    assert at(told, NOON + DAY).gate in (Gate.SHUT, Gate.REST)


def test_thoughts_of_harm_beside_a_sign_ask_for_a_call_and_for_another_day() -> None:
    both = _row(
        FIRST, NOON, Coverage.FULL, Outcome.EMERGENCY, ("E10", "bleed"), {"E10": YES, "bleed": YES}
    )
    waits = history(both)
    assert at(waits, NOON + DAY).status is Status.WAITING
    carry_on = ContactTaken(NOON + MINUTE, Said.CARRY_ON, FIRST)
    spoken = history(both, contacts=[carry_on])
    assert at(spoken, NOON + 2 * MINUTE).status is Status.HARM
    assert at(spoken, NOON + 2 * MINUTE).mistake_until is None
    assert at(spoken, NOON + DAY).status is Status.ANOTHER_DAY
    same_day, next_day = (
        history(both, screening(NOON + t), contacts=[carry_on]) for t in (3 * MINUTE, DAY)
    )
    assert at(same_day, NOON + DAY).gate is Gate.SHUT
    assert at(next_day, NOON + DAY).gate is Gate.OPEN


def test_thoughts_of_harm_do_not_ask_for_a_call_about_an_older_not_yet() -> None:
    harm = _row("harm", NOON - DAY, Coverage.FULL, Outcome.EMERGENCY, ("E10",), {"E10": YES})
    bleeding = _row(FIRST, NOON - 2 * DAY, Coverage.FULL, Outcome.TODAY, ("bleed",), {"bleed": YES})
    her = history(bleeding, harm, contacts=[said(Said.NOT_YET, 40, FIRST)])
    where = at(her)
    assert (where.status, where.shut_by, where.asks_about) == (Status.NOT_YET, FIRST, (FIRST,))


def test_a_call_names_what_was_held_before_too() -> None:
    """Else a yes about the newer sign would leave the older one out, or let it through."""
    newer = StopTaken("newer", NOON, Outcome.TODAY, ())
    her = history(BLEEDING, stops=[newer], contacts=[said(Said.NOT_YET, 2)])
    where = at(her, NOON + MINUTE)
    assert where.shows == ("newer",)
    assert where.asks_about == (BLEEDING.key, "newer")


@pytest.mark.parametrize("said_so", [Said.CARRY_ON, Said.NOT_YET, Said.REST_ONLY])
def test_a_sign_stored_while_a_call_was_sent_is_not_named_by_it(said_so: Said) -> None:
    """Its time may be the earlier one: what counts is what stood on the form."""
    sign = StopTaken("sign", NOON - MINUTE, Outcome.EMERGENCY, ())
    her = history(BLEEDING, stops=[sign], contacts=[ContactTaken(NOON, said_so, BLEEDING.key)])
    where = at(her, NOON + MINUTE)
    assert (where.status, where.shut_by) == (Status.WAITING, "sign")


# What is never asked again


def test_a_mistaken_tap_is_not_an_answer_underneath() -> None:
    """It would stay, as nothing asks it again: slow breathing is open after the short check."""
    mistaken = _row("m", NOON - MINUTE, Coverage.CHECK_IN, Outcome.TODAY, ("talk2",), {"hard": YES})
    taken_back = ContactTaken(NOON, Said.MISTAKE, "m")
    urgent = screening(NOON + MINUTE, Coverage.URGENT)
    felt = _row("u", NOON + MINUTE, Coverage.URGENT, answers=dict(urgent.answers))
    short = ScreeningTaken(
        **{s: getattr(felt, s) for s in felt.__slots__} | {"answers": {"E10": NO, "bleed": NO}}
    )
    where = at(history(mistaken, short, contacts=[taken_back]), NOON + 2 * MINUTE)
    assert where.gate is Gate.BREATHING
    assert where.decision is not None
    assert not where.decision.findings
