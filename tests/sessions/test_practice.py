"""The writes of a session: begun once, told in any order, ended for good, nothing lost."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from exercises.circumstances import UNTOLD
from exercises.content import catalogue
from exercises.models import Exercise
from exercises.offering import demands_of
from exercises.timeline import StepKind
from safety import content
from safety.models import Stop
from safety.vocabulary import Demand, Gate, Outcome
from sessions import practice
from sessions.forms import Wish
from sessions.models import Felt, GuidedSession, Mark, SessionEvent, SessionItem
from sessions.past import DIZZY, Past, past
from sessions.progress import EventKind, State
from sessions.proposal import propose
from tests.people import NOW, Woman
from tests.sessions.practised import Practised, begin

HOUR = timedelta(hours=1)


def marks(session: Practised) -> list[str]:
    rows = SessionItem.objects.filter(session=session.row).order_by("position")
    return [row.mark for row in rows]


# Beginning


def test_a_session_keeps_its_steps_and_why_they_are_in_it(session: Practised) -> None:
    kept = session.fresh()
    assert kept.under_way
    assert session.keys
    assert all(each["why"] for each in kept.plan["exercises"])
    assert all(each["why"] for each in kept.plan["left_out"])
    names = [each["exercise"] for each in kept.plan["exercises"]]
    rows = SessionItem.objects.filter(session=kept).order_by("position")
    assert [row.exercise_id for row in rows] == names
    assert Exercise.objects.filter(slug__in=names).count() == len(names)


def test_one_of_today_that_was_never_begun_makes_way(session: Practised) -> None:
    begin(session.her)
    assert GuidedSession.objects.count() == 1


def test_one_that_was_begun_ends_and_is_kept(session: Practised) -> None:
    session.do_until(StepKind.WORK)
    begin(session.her)
    first = session.fresh()
    assert not first.under_way
    assert GuidedSession.objects.filter(ended_at=None).count() == 1


def test_one_of_yesterday_that_was_never_begun_is_kept(session: Practised) -> None:
    GuidedSession.objects.update(on=NOW.date() - timedelta(days=1))
    begin(session.her)
    assert GuidedSession.objects.count() == 2


# The next one


def test_after_a_dizzy_end_the_next_plan_keeps_to_what_a_faint_woman_may_do(
    session: Practised,
) -> None:
    her = session.her
    standing = {s for s, each in catalogue().items() if Demand.STATIC_STANDING in each.demands}

    def stands(lately: Past) -> bool:
        """Whether she stands still, when little else is left to plan."""
        others = frozenset(catalogue()) - standing
        planned = propose(her.known(), UNTOLD, replace(lately, hurt=others), Wish(20)).plan
        return any(
            Demand.STATIC_STANDING in demands_of(i.exercise, i.variant) for i in planned.items
        )

    assert stands(past(her.person, NOW.date()))
    session.do_until(StepKind.WORK)
    practice.end(guided=session.row, now=NOW, about="w2/settled")
    lately = past(her.person, NOW.date())
    assert lately.dizzy
    assert not stands(lately)
    assert not past(her.person, NOW.date() + timedelta(days=7)).dizzy


def test_the_sign_that_counts_as_dizzy_is_the_one_about_it() -> None:
    sign = next(s for s in content.signs() if s.id == DIZZY)
    assert "izzy" in sign.label


# Recording


def test_the_same_event_twenty_times_is_one_event(session: Practised) -> None:
    event = session.event(EventKind.DONE, session.keys[0])
    answers = [session.record(event) for _ in range(20)]
    assert SessionEvent.objects.count() == 1
    assert all(answer == answers[0] for answer in answers)


def test_events_in_any_order_lead_to_the_same_place(session: Practised) -> None:
    events = [session.event(EventKind.DONE, key) for key in session.keys[:6]]
    in_order = session.record(*events)
    SessionEvent.objects.all().delete()
    random.Random(1).shuffle(events)
    for event in events:
        after = session.record(event)
    assert (after.marks, after.step, after.state) == (
        in_order.marks,
        in_order.step,
        in_order.state,
    )


def test_an_id_used_in_another_session_stands_in_nobodys_way(session: Practised) -> None:
    event = session.event(EventKind.DONE, session.keys[0])
    session.record(event)
    second = begin(session.her)
    assert second.record(event).marks[second.keys[0]].name == "DONE"


def test_doing_every_step_ends_the_session(session: Practised) -> None:
    assert session.do_all().state is State.FINISHED
    assert set(marks(session)) == {Mark.DONE}
    assert session.fresh().done_s == sum(each["seconds"] for each in session.row.plan["exercises"])


def test_stopping_early_keeps_what_was_done(session: Practised) -> None:
    second = next(step for step in session.steps if step.item == 1)
    before = session.keys[: session.keys.index(second.key)]
    session.record(*(session.event(EventKind.DONE, key) for key in before))
    practice.end(guided=session.row, now=NOW + HOUR)
    assert marks(session)[:2] == [Mark.DONE, Mark.SKIPPED]
    assert session.fresh().done_s == session.row.plan["exercises"][0]["seconds"]
    assert session.fresh().ended_at == NOW + HOUR


def test_an_event_that_comes_late_still_counts_and_reopens_nothing(session: Practised) -> None:
    late = session.event(EventKind.DONE, next(s.key for s in session.steps if s.kind == "work"))
    session.record(session.event(EventKind.FINISH))
    ended = session.fresh().ended_at
    assert session.record(late).state is State.FINISHED
    assert session.fresh().ended_at == ended
    assert SessionEvent.objects.count() == 2


def test_more_events_than_a_session_can_have_are_refused(
    session: Practised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "MOST_EVENTS", 3)
    with pytest.raises(practice.TooManyEventsError):
        session.record(*(session.event(EventKind.PAUSE) for _ in range(4)))
    assert not SessionEvent.objects.exists()


# It hurts


def test_what_hurts_is_skipped_whole_and_left_out_of_the_next_plan(session: Practised) -> None:
    key = session.do_until(StepKind.WORK)
    item = next(step.item for step in session.steps if step.key == key)
    skip = session.event(EventKind.SKIP, key)
    for _ in range(2):
        after = practice.it_hurts(guided=session.row, skip=skip, now=NOW)
    at = next(step for step in session.steps if step.key == after.step)
    assert at.item != item
    hurt = SessionItem.objects.get(session=session.row, felt=Felt.HURT)
    assert hurt.position == item
    assert past(session.her.person, NOW.date()).hurt == {hurt.exercise_id}
    next_plan = begin(session.her).row.plan["exercises"]
    assert hurt.exercise_id not in {each["exercise"] for each in next_plan}


def test_what_hurt_comes_back_after_a_week(session: Practised) -> None:
    SessionItem.objects.filter(session=session.row, position=0).update(felt=Felt.HURT)
    in_six, in_seven = (NOW.date() + timedelta(days=n) for n in (6, 7))
    assert past(session.her.person, in_six).hurt
    assert not past(session.her.person, in_seven).hurt


# Signs


def a_sign(outcome: Outcome) -> tuple[object, object]:
    return next(
        (sign, answer)
        for sign in content.signs()
        for answer in sign.answers
        if answer.outcome is outcome
    )


def test_a_stop_ends_the_session_and_shuts_the_gate(session: Practised) -> None:
    sign, answer = a_sign(Outcome.TODAY)
    practice.stop(
        guided=session.row,
        pregnancy=session.her.pregnancy,
        sign=sign,  # type: ignore[arg-type]
        answer=answer,  # type: ignore[arg-type]
        now=NOW,
    )
    assert session.progress.state is State.STOPPED
    assert not session.fresh().under_way
    assert Stop.objects.get().context == session.row.pk
    assert session.her.known().standing.gate is Gate.SHUT


def test_leaving_an_exercise_pauses_before_the_next(session: Practised) -> None:
    key = session.do_until(StepKind.WORK)
    item = next(step.item for step in session.steps if step.key == key)
    practice.ask(guided=session.row, now=NOW)
    practice.leave_exercise(guided=session.row, now=NOW, about="w18/yes")
    at = next(step for step in session.steps if step.key == session.progress.step)
    assert at.item == item + 1
    assert session.progress.state is State.PAUSED
    assert SessionEvent.objects.filter(about="w18/yes", kind=EventKind.SKIP).exists()


# What the next plan is made of


def test_what_eased_last_time_is_known(session: Practised) -> None:
    SessionItem.objects.filter(session=session.row).update(felt=Felt.EASED)
    slugs = {each["exercise"] for each in session.row.plan["exercises"]}
    assert past(session.her.person, NOW.date()).eased == slugs


def test_a_session_nothing_was_done_in_does_not_count(session: Practised) -> None:
    practice.end(guided=session.row, now=NOW)
    assert past(session.her.person, NOW.date()).finished == 0
    again = begin(session.her)
    again.do_all()
    assert past(session.her.person, NOW.date()).finished == 1


def test_relief_is_asked_for_or_follows_from_the_pain(ready: Woman) -> None:
    assert begin(ready, Wish(5, relief=True), pain=3).row.level == "relief"
    assert begin(ready, Wish(10), pain=7).row.relief
    assert not begin(ready, Wish(10), pain=6).row.relief
