"""From rows to what the pain rules read: her sessions, their signs, and her weeks.

Reads; writes nothing. Three queries, however long she has been with us; a fourth when she has
tapped a sign by mistake, because that does not count.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from accounts.models import User
from safety.facts import Known
from safety.gestation import LAST_DAYS
from safety.history import PAIN_PAUSE, Coverage, History, Said, ScreeningTaken
from safety.models import Stop
from safety.pain import NOW, SEVERE_PAIN, limits_her_days, never_stops_at_night
from safety.shutters import mistaken_taps, shutters_of
from safety.vocabulary import Modifier, Outcome
from sessions.consequences import PAUSE_LASTS, Taken
from sessions.models import GuidedSession, PainLog, SessionEvent
from sessions.pain import PainSign
from sessions.past import ratings_of
from sessions.review import BREAK, Reading, Weeks

SIGNS: Final = {"w12": PainSign.SHARP, "w13": PainSign.LEG}
# Severe pain, and what a session brings on in a leg.
ABOUT_THE_PAIN: Final = frozenset({SEVERE_PAIN, "U12"})
A_PREGNANCY: Final = timedelta(days=LAST_DAYS)


def sessions_over(person: User, since: date) -> list[GuidedSession]:
    """Return the sessions of hers that are over, without their plans."""
    over = GuidedSession.objects.filter(person=person, on__gte=since, ended_at__isnull=False)
    return list(over.defer("steps", "plan", "note"))


def taken(
    person: User, rows: Iterable[GuidedSession], found: Known | None, on: date
) -> list[Taken]:
    """Return the sessions the rules look back on. None shown yet asks for their exercises."""
    since = on - PAUSE_LASTS
    signs = _signs(person, found, since)
    return [
        Taken(
            key=str(row.pk),
            at=row.ended_at or row.started_at,
            on=row.on,
            ratings=ratings_of(row, signs.get(str(row.pk), PainSign.NONE)),
            done=row.done_s > 0,
            told_at=row.next_morning_at,
        )
        for row in rows
        if row.on >= since
    ]


def _signs(person: User, found: Known | None, since: date) -> dict[str, PainSign]:
    """Return in which sessions a sign about pain came up; not one tapped by mistake."""
    noted = SessionEvent.objects.filter(
        person=person, session__on__gte=since, about__startswith="w1"
    ).values_list("session_id", "about")
    named = {(str(pk), about) for pk, about in noted if about.partition("/")[0] in SIGNS}
    worst: dict[str, PainSign] = {}
    for pk, about in named - (_mistaken(person, found.history) if found else set()):
        worst[pk] = max(SIGNS[about.partition("/")[0]], worst.get(pk, PainSign.NONE))
    return worst


def _mistaken(person: User, history: History) -> set[tuple[str, str]]:
    """Return session and sign of what she took back within its ten minutes."""
    mistaken = mistaken_taps(history)
    stops = Stop.objects.filter(person=person, id__in=mistaken)  # no query when there is none
    return {(str(stop.context), f"{stop.sign}/{stop.answer}") for stop in stops}


def weeks(person: User, rows: Iterable[GuidedSession], found: Known, now: datetime) -> Weeks:
    """Return her weeks, with what she last said that pain keeps her from."""
    pain, looked_at = _about_the_pain(found.history), answered_at(found.history)
    written = PainLog.objects.filter(person=person, on__gt=now.date() - BREAK)
    return Weeks(
        readings=[
            *(reading for row in rows for reading in readings(row, now.tzinfo)),
            *(Reading(log.on, log.at, log.pain, before_session=False) for log in written),
        ],
        done=[row.on for row in rows if row.done_s],
        pgp=Modifier.PGP in found.facts.modifiers,
        gestation_days=found.facts.gestation_days,
        days_after_birth=found.facts.days_after_birth,
        limits_her_days=limits_her_days(pain.answers) if pain else None,
        new_night_pain=pain is not None
        and never_stops_at_night(pain.answers)
        and (looked_at is None or pain.at > looked_at),
        looked_at=looked_at,
    )


def _about_the_pain(history: History) -> ScreeningTaken | None:
    """Return the newest screening that asked about her pain and was not taken back."""
    mistaken = mistaken_taps(history)
    asked = (s for s in history.screenings if NOW in s.answers and s.key not in mistaken)
    return max(asked, key=lambda each: (each.at, each.key), default=None)


def readings(row: GuidedSession, zone: tzinfo | None) -> list[Reading]:
    """Return every pain she told about a session, on her days."""
    told = [Reading(row.on, row.started_at, row.pain_before)]
    if row.ended_at is not None and row.pain_worst is not None:  # never less than straight after
        told.append(Reading(row.on, row.ended_at, row.pain_worst, before_session=False))
    if row.next_morning_at is not None and row.pain_next_morning is not None:
        on = row.next_morning_at.astimezone(zone).date()
        told.append(Reading(on, row.next_morning_at, row.pain_next_morning, before_session=False))
    return told


def answered_at(history: History) -> datetime | None:
    """Return when she last answered all the questions and nothing shut the gate."""
    clean = (
        each.at
        for each in history.screenings
        if each.coverage is Coverage.FULL and each.outcome < Outcome.TODAY
    )
    return max(clean, default=None)


def carried_on_about_pain_at(history: History) -> datetime | None:
    """Return when somebody she asked about her pain last let her carry on.

    Carrying on after bleeding says nothing about how her back takes a session.
    """
    about = {s.key for s in shutters_of(history) if ABOUT_THE_PAIN.intersection(s.questions)}
    told = [c.at for c in history.contacts if c.said is Said.CARRY_ON and c.about in about]
    told += [c.at for c in history.clearances if c.at and PAIN_PAUSE in c.answers]
    return max(told, default=None)
