"""What the database itself refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sessions.models import GuidedSession, PainLog, SessionEvent, SessionItem, UnguidedSession
from sessions.progress import EventKind
from tests.people import NOW, Woman
from tests.sessions.practised import Practised

PERSONAL = [GuidedSession, SessionItem, SessionEvent, PainLog, UnguidedSession]


@pytest.mark.parametrize(
    ("field", "value"),
    [("pain_before", 11), ("pain_after", 11), ("pain_worst", 11), ("minutes", 0)],
)
def test_a_session_out_of_range_is_refused(session: Practised, field: str, value: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidedSession.objects.filter(pk=session.row.pk).update(**{field: value})


def test_the_worst_is_never_less_than_the_pain_after(session: Practised) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidedSession.objects.filter(pk=session.row.pk).update(pain_after=5, pain_worst=4)


def test_two_sessions_are_never_under_way_at_once(session: Practised) -> None:
    again = session.fresh()
    again.pk = None
    again._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.parametrize("pain", [-1, 11])
def test_a_pain_outside_0_to_10_is_refused(her: Woman, pain: int) -> None:
    with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
        PainLog.objects.create(person=her.person, on=NOW.date(), pain=pain, at=NOW)


@pytest.mark.parametrize(
    "wrong", [{"minutes": 0}, {"minutes": 241}, {"pain_before": 11}, {"pain_after": 11}]
)
def test_a_session_without_us_out_of_range_is_refused(her: Woman, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UnguidedSession.objects.create(
            person=her.person, on=NOW.date(), what="A walk", at=NOW, **({"minutes": 5} | wrong)
        )


def test_a_feeling_that_is_none_is_refused(session: Practised) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionItem.objects.filter(session=session.row).update(felt="great")


@pytest.mark.parametrize("model", PERSONAL)
def test_every_unique_constraint_begins_with_the_person(model: Any) -> None:
    for constraint in model._meta.constraints:
        fields = getattr(constraint, "fields", None)
        assert not fields or fields[0] == "person"


def test_erasing_her_erases_all_she_did(session: Practised) -> None:
    session.record(session.event(EventKind.START))
    PainLog.objects.create(person=session.her.person, on=NOW.date(), pain=3, at=NOW)
    session.her.person.delete()
    assert [model.__name__ for model in PERSONAL if model._default_manager.exists()] == []
