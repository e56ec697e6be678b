"""A sign told on the day a pregnancy ended, or after it, while no call has answered it.

Nothing is planned then, so nothing opens by it: it decides only that the sign stays in front
of her, for the six weeks in which signs matter after any ending.
"""

from dataclasses import replace
from datetime import datetime

from accounts.models import User
from safety.birth import SIX_WEEKS_DAYS, Birth, Delivery
from safety.content import questionnaire
from safety.facts import Known, history_since, known, newest_pregnancy
from safety.history import History, Said
from safety.standing import Status, facts_on, standing
from safety.triage import THOUGHTS_OF_HARM
from safety.vocabulary import State


def known_or_waiting(person: User, now: datetime) -> Known | None:
    """Return what is known of her; after an ending only while a sign waits."""
    return known(person, now) or sign_since_ending(person, now)


def sign_since_ending(person: User, now: datetime) -> Known | None:
    """Return where a sign leaves her whose pregnancy has ended; None when none waits."""
    pregnancy, on = newest_pregnancy(person), now.date()
    if pregnancy is None or pregnancy.ended_on is None:
        return None
    # How she gave birth, if she did, is not known, and decides nothing here.
    end = Birth(pregnancy.ended_on, Delivery.VAGINAL, bereaved=pregnancy.state == State.NO_LONGER)
    if end.days_after(on) >= SIX_WEEKS_DAYS:
        return None
    told_at = pregnancy.state_told_at or pregnancy.dated_at  # type: ignore[attr-defined]
    history = _unspoken(history_since(pregnancy, end, told_at))
    where = standing(history, questionnaire(), now=now, on=on)
    if where.status not in (Status.WAITING, Status.HARM):
        return None
    return Known(pregnancy, None, history, where, facts_on(history, where, on))


def _unspoken(history: History) -> History:
    """Leave out what a call was about, whatever was said: there is nothing to open again."""
    spoken = {c.about for c in history.contacts if c.said is not Said.MISTAKE}
    return replace(
        history,
        screenings=[
            s for s in history.screenings if s.key not in spoken or THOUGHTS_OF_HARM in s.answers
        ],
        stops=[s for s in history.stops if s.key not in spoken],
    )
