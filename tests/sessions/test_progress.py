"""Where she is in a session, whatever came in whichever order.

Law 3 is tried over generated events: any order, any repeats, any number of devices.
"""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sessions.progress import Event, EventKind, Mark, Progress, State, fold

STEPS = ("a", "b", "c", "d")
START, DONE, SKIP, BACK = EventKind.START, EventKind.DONE, EventKind.SKIP, EventKind.BACK
PAUSE, RESUME = EventKind.PAUSE, EventKind.RESUME
ASK, ANSWER = EventKind.ASK, EventKind.ANSWER
STOP, FINISH = EventKind.STOP, EventKind.FINISH


def told(*events: Event) -> Progress:
    return fold(events, STEPS)


def event(kind: EventKind, step: str = "", sequence: int = 0, epoch: int = 0) -> Event:
    return Event(
        id=UUID(int=1000 * epoch + sequence),
        device="phone",
        sequence=sequence,
        epoch=epoch,
        step=step,
        kind=kind,
        elapsed_ms=0,
    )


def story(*acts: tuple[EventKind, str]) -> list[Event]:
    """Tell acts one after the other, as one phone does."""
    epoch, events = 0, []
    for sequence, (kind, step) in enumerate(acts, start=1):
        epoch += kind in (BACK, RESUME, ANSWER)
        events.append(event(kind, step, sequence, epoch))
    return events


def after(*acts: tuple[EventKind, str]) -> Progress:
    return told(*story(*acts))


# Where she is


def test_before_anything_was_told_she_is_ready_at_the_first_step() -> None:
    found = told()
    assert (found.state, found.step, found.next_step) == (State.READY, "a", "b")
    assert (found.epoch, found.sequence) == (0, 0)
    assert set(found.marks.values()) == {Mark.PENDING}


def test_starting_puts_her_at_the_step_she_started() -> None:
    found = after((START, "a"))
    assert (found.state, found.step) == (State.UNDER_WAY, "a")


def test_a_step_done_puts_her_at_the_one_after_it() -> None:
    found = after((START, "a"), (DONE, "a"))
    assert (found.step, found.next_step) == ("b", "c")
    assert found.marks["a"] is Mark.DONE


def test_a_step_skipped_puts_her_at_the_one_after_it() -> None:
    found = after((START, "a"), (SKIP, "a"))
    assert found.step == "b"
    assert found.marks["a"] is Mark.SKIPPED


def test_with_every_step_behind_her_nothing_lies_ahead() -> None:
    found = after(*((DONE, step) for step in STEPS))
    assert (found.step, found.next_step, found.complete) == (None, None, True)
    assert found.state is State.UNDER_WAY


def test_at_the_last_step_nothing_comes_next() -> None:
    found = after((DONE, "a"), (DONE, "b"), (DONE, "c"))
    assert (found.step, found.next_step, found.complete) == ("d", None, False)


def test_an_event_that_never_arrived_does_not_send_her_back() -> None:
    found = after((DONE, "a"), (DONE, "c"))
    assert found.step == "d"
    assert found.marks["b"] is Mark.PENDING


def test_a_late_event_of_an_old_step_leaves_her_where_the_work_is() -> None:
    found = after((DONE, "a"), (DONE, "b"), (DONE, "a"))
    assert found.step == "c"


def test_an_event_from_before_changes_nothing_about_where_she_is() -> None:
    found = told(event(DONE, "c", 9), event(PAUSE, "a", 2))
    assert (found.step, found.state) == ("d", State.UNDER_WAY)


# Going back


def test_back_puts_her_at_the_step_it_names_and_all_that_follows_ahead_of_her() -> None:
    went = [(DONE, "a"), (DONE, "b"), (DONE, "c"), (BACK, "a")]
    assert after(*went).step == "a"
    assert after(*went).next_step == "b"
    assert after(*went, (DONE, "a")).step == "b"
    assert after(*went, (DONE, "a"), (SKIP, "b")).step == "c"


def test_what_was_done_stays_done_when_she_goes_back_and_skips_it() -> None:
    found = after((DONE, "a"), (BACK, "a"), (SKIP, "a"))
    assert found.marks["a"] is Mark.DONE


def test_what_was_skipped_becomes_done_when_she_goes_back_and_does_it() -> None:
    found = after((SKIP, "a"), (BACK, "a"), (DONE, "a"))
    assert (found.marks["a"], found.step) == (Mark.DONE, "b")


def test_a_tab_that_knows_nothing_of_going_back_does_not_undo_it() -> None:
    went_back = story((DONE, "a"), (DONE, "b"), (BACK, "a"))
    old_tab = event(DONE, "c", sequence=40, epoch=0)
    found = told(*went_back, old_tab)
    assert found.step == "a"
    assert found.marks["c"] is Mark.DONE


# Paused, asked


def test_a_pause_keeps_her_where_she_is() -> None:
    found = after((DONE, "a"), (PAUSE, "b"))
    assert (found.state, found.step) == (State.PAUSED, "b")


@pytest.mark.parametrize("kind", [RESUME, START, BACK, DONE, SKIP])
def test_whatever_she_does_next_ends_a_pause(kind: EventKind) -> None:
    assert after((PAUSE, "b"), (kind, "b")).state is State.UNDER_WAY


def test_once_the_signs_were_opened_they_are_asked_again() -> None:
    found = after((DONE, "a"), (ASK, "b"))
    assert (found.state, found.step) == (State.ASKED, "b")


@pytest.mark.parametrize("kind", [START, DONE, SKIP, BACK, PAUSE, RESUME])
def test_nothing_but_an_answer_leaves_the_signs(kind: EventKind) -> None:
    assert after((ASK, "b"), (kind, "b")).state is State.ASKED


def test_an_answer_leads_from_the_signs_to_the_pause_and_not_on() -> None:
    answered = [(ASK, "b"), (ANSWER, "b")]
    assert after(*answered).state is State.PAUSED
    assert after(*answered, (RESUME, "b")).state is State.UNDER_WAY


def test_an_answer_told_twenty_times_is_one_answer() -> None:
    assert told(*story((ASK, "b"), (ANSWER, "b")) * 20).state is State.PAUSED


def test_an_answer_to_nothing_is_a_pause() -> None:
    assert after((START, "a"), (ANSWER, "a")).state is State.PAUSED


def test_an_answer_from_before_does_not_answer_the_signs() -> None:
    assert told(event(ASK, "b", 5, epoch=1), event(ANSWER, "a", 9, 0)).state is State.ASKED


def test_the_signs_may_be_opened_before_the_start_and_after_the_end() -> None:
    assert after((ASK, "a")).state is State.ASKED
    found = after(*((DONE, step) for step in STEPS), (ASK, ""))
    assert (found.state, found.step) == (State.ASKED, None)


# Over


def test_finishing_ends_it_and_what_was_done_counts() -> None:
    found = after((DONE, "a"), (FINISH, "b"))
    assert (found.state, found.step) == (State.FINISHED, "b")
    assert found.marks["a"] is Mark.DONE


@pytest.mark.parametrize(("end", "state"), [(STOP, State.STOPPED), (FINISH, State.FINISHED)])
@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind is not STOP])
def test_nothing_told_after_the_end_changes_anything(
    end: EventKind, state: State, kind: EventKind
) -> None:
    ended = after((DONE, "a"), (end, "b"))
    later = after((DONE, "a"), (end, "b"), (kind, "c"))
    assert later.state is state
    assert (later.marks, later.step) == (ended.marks, ended.step)


def test_what_was_done_before_the_end_counts_though_it_arrives_after() -> None:
    found = told(event(STOP, "b", 9), event(DONE, "a", 3))
    assert (found.state, found.marks["a"]) == (State.STOPPED, Mark.DONE)


def test_a_stop_comes_through_even_after_the_end() -> None:
    assert after((FINISH, "a"), (STOP, "a")).state is State.STOPPED


def test_a_session_resumed_after_a_stop_elsewhere_stays_stopped() -> None:
    stopped = story((START, "a"), (DONE, "a"), (STOP, "b"))
    resumed = [event(RESUME, "b", 50, epoch=7), event(DONE, "b", 51, epoch=7)]
    found = told(*stopped, *resumed)
    assert (found.state, found.marks["b"]) == (State.STOPPED, Mark.PENDING)


# What makes no sense


@pytest.mark.parametrize("kind", [START, DONE, SKIP, BACK])
@pytest.mark.parametrize("step", ["z", ""])
def test_a_step_that_is_not_there_moves_her_nowhere(kind: EventKind, step: str) -> None:
    found = told(event(kind, step, 3))
    assert (found.state, found.step) == (State.READY, "a")
    assert found.marks == dict.fromkeys(STEPS, Mark.PENDING)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (PAUSE, State.PAUSED),
        (ASK, State.ASKED),
        (STOP, State.STOPPED),
        (FINISH, State.FINISHED),
    ],
)
def test_what_holds_her_up_is_heard_whatever_step_it_names(kind: EventKind, state: State) -> None:
    found = after((DONE, "a"), (kind, "z"))
    assert (found.state, found.step) == (state, "b")


def test_a_session_without_steps_is_complete() -> None:
    found = fold([], ())
    assert (found.step, found.complete, dict(found.marks)) == (None, True, {})


def test_what_is_told_next_goes_above_all_that_was_told() -> None:
    found = told(event(DONE, "a", 8, 2), event(RESUME, "z", 3, 5), event(STOP, "a", 1, 0))
    assert (found.epoch, found.sequence) == (5, 8)


# Law 3


def events() -> st.SearchStrategy[Event]:
    """Few ids and sequences, so that many events stand in the same place."""
    return st.builds(
        Event,
        id=st.integers(0, 3).map(lambda n: UUID(int=n)),
        device=st.sampled_from(["phone", "tablet"]),
        sequence=st.integers(0, 4),
        epoch=st.integers(0, 2),
        step=st.sampled_from([*STEPS, "z", ""]),
        # The two ends are rare, or nothing else would ever be seen.
        kind=st.sampled_from(
            [*[k for k in EventKind if k not in (STOP, FINISH)] * 6, STOP, FINISH]
        ),
        elapsed_ms=st.integers(0, 3),
    )


histories = st.lists(events(), max_size=14)


@given(history=histories, data=st.data())
def test_any_order_and_any_repeats_come_to_the_same(
    history: list[Event], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(history), max_size=20)) if history else []
    shuffled = data.draw(st.permutations([*history, *again]))
    assert fold(shuffled, STEPS) == fold(history, STEPS)


@given(history=histories, cut=st.integers(0, 14), data=st.data())
def test_split_over_two_devices_it_comes_to_the_same(
    history: list[Event], cut: int, data: st.DataObject
) -> None:
    mine, hers = history[:cut], history[cut:]
    batches: Iterable[list[Event]] = data.draw(st.permutations([mine, hers, mine]))
    kept: set[Event] = set()
    for batch in batches:
        kept |= set(batch)
    assert fold(kept, STEPS) == fold(history, STEPS)


@given(history=histories, more=events())
def test_a_mark_never_gets_less(history: list[Event], more: Event) -> None:
    assume(more.kind not in (STOP, FINISH))  # these take in what follows
    before, later = fold(history, STEPS), fold([*history, more], STEPS)
    assert all(later.marks[step] >= before.marks[step] for step in STEPS)


@given(history=histories, more=events())
def test_nothing_ever_undoes_a_stop(history: list[Event], more: Event) -> None:
    stopped = [*history, event(STOP, "a", 5)]
    assert fold([*stopped, more], STEPS).state is State.STOPPED


@given(history=histories, more=histories)
def test_after_the_end_only_what_came_before_it_counts(
    history: list[Event], more: list[Event]
) -> None:
    end = event(STOP, "b", 50, epoch=3)
    later = [replace(each, epoch=4) for each in more]
    ended, found = fold([*history, end], STEPS), fold([*history, end, *later], STEPS)
    assert (found.marks, found.step, found.state) == (ended.marks, ended.step, ended.state)


@given(history=histories)
def test_she_is_always_at_a_step_that_is_there(history: list[Event]) -> None:
    found = fold(history, STEPS)
    assert found.step in (None, *STEPS)
    assert found.marks.keys() == set(STEPS)
    assert found.next_step is None or found.step is not None
