"""The writes of what becomes of a pregnancy: an end, a birth, a pause.

Ending asks nothing and is done at once. What she told us is only ever added to, a mistake
included; the pregnancy itself says how it is now.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from safety.birth import Birth
from safety.dating import Basis, Dated
from safety.models import BirthTold, Draft, Pregnancy, StateTold
from safety.recording import set_dates
from safety.standing import MISTAKE_OFFERED
from safety.vocabulary import State


@transaction.atomic
def end_pregnancy(*, person: User, now: datetime) -> bool:
    """Stop week counts and plans at once. Her past rows stay hers."""
    pregnancy = Pregnancy.objects.filter(person=person, state=State.PREGNANT).first()
    if pregnancy is None:
        return False
    _tell(pregnancy, State.NO_LONGER, now.date(), now)
    return True


@transaction.atomic
def take_back_ending(*, person: User, now: datetime) -> bool:
    """Undo an ending told by mistake, for ten minutes; that she told it stays in the record."""
    told = _last_told(person)
    if told is None or told.state == State.PREGNANT or now > told.at + MISTAKE_OFFERED:
        return False
    if Pregnancy.objects.filter(person=person, state=State.PREGNANT).exists():
        return False
    _tell(told.pregnancy, State.PREGNANT, None, now)
    return True


@transaction.atomic
def record_birth(
    *, person: User, pregnancy: Pregnancy | None, due: date, birth: Birth, now: datetime
) -> Pregnancy:
    """Store a birth, or a correction of one; a newcomer's pregnancy is stored with it."""
    if pregnancy is None:
        pregnancy = set_dates(person=person, dated=Dated(Basis.DUE_DATE, due), now=now)
    if pregnancy.state != State.AFTER_BIRTH or pregnancy.ended_on != birth.on:
        _tell(pregnancy, State.AFTER_BIRTH, birth.on, now)
    BirthTold.objects.create(
        person=person,
        pregnancy=pregnancy,
        at=now,
        on=birth.on,
        delivery=birth.delivery,
        epidural=birth.epidural,
        deep_tear=birth.deep_tear,
        bereaved=birth.bereaved,
    )
    return pregnancy


def _tell(pregnancy: Pregnancy, state: State, ended_on: date | None, now: datetime) -> None:
    """Change what a pregnancy is, and keep that she said so. A pause ends with it."""
    if pregnancy.state != state:
        StateTold.objects.create(
            person=pregnancy.person, pregnancy=pregnancy, at=now, state=state.value
        )
    pregnancy.state, pregnancy.ended_on, pregnancy.paused_on = state.value, ended_on, None
    pregnancy.save(update_fields=["state", "ended_on", "paused_on"])
    Draft.objects.filter(person=pregnancy.person).delete()


def may_take_back(*, person: User, state: State, now: datetime) -> bool:
    """Say whether ``state`` is what she told us last, within ten minutes."""
    told = _last_told(person)
    return told is not None and told.state == state and now <= told.at + MISTAKE_OFFERED


def _last_told(person: User) -> StateTold | None:
    return StateTold.objects.filter(person=person).order_by("-at", "-id").first()


def set_pause(*, pregnancy: Pregnancy, on: date | None) -> None:
    """Pause everything from a day of hers, or go on (None)."""
    pregnancy.paused_on = on
    pregnancy.save(update_fields=["paused_on"])
