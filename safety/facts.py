"""From rows to facts: what is known of a person on a day of hers.

Reads; writes nothing. The rows of one pregnancy are few (a screening a fortnight, now
and then a stop), so they are read whole and worked out by ``safety.standing``.
"""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from safety import content
from safety.dating import Basis, Dated
from safety.gestation import Gestation, gestation_on
from safety.models import Clearance, Contact, Dating, Pregnancy, Screening, Stop
from safety.standing import (
    ClearanceTaken,
    ContactTaken,
    Coverage,
    History,
    Said,
    ScreeningTaken,
    Standing,
    StopTaken,
    facts_on,
    standing,
)
from safety.vocabulary import Demand, Facts, Outcome, State


@dataclass(frozen=True, slots=True)
class Known:
    """A pregnancy under way: its history, where she stands now, and the facts."""

    pregnancy: Pregnancy
    gestation: Gestation
    history: History
    standing: Standing
    facts: Facts


def current_pregnancy(person: User) -> Pregnancy | None:
    return person.pregnancies.filter(state=State.PREGNANT).first()


def days_of(person: User, on: date) -> int | None:
    """Return how many days along she is on ``on``; None where she is not pregnant."""
    pregnancy = current_pregnancy(person)
    return gestation_on(pregnancy.due_date, on).total_days if pregnancy else None


def known(person: User, now: datetime) -> Known | None:
    """Return what is known of her at ``now`` (aware, in her zone); None without dates."""
    pregnancy = current_pregnancy(person)
    if pregnancy is None:
        return None
    on = now.date()
    history = history_of(pregnancy)
    where = standing(history, content.questionnaire(), now=now, on=on)
    facts = facts_on(history, where, on)
    return Known(pregnancy, gestation_on(pregnancy.due_date, on), history, where, facts)


def datings_of(pregnancy: Pregnancy) -> list[Dating]:
    """Return every date she gave for a pregnancy, newest first."""
    mine = {"person": pregnancy.person_id, "pregnancy": pregnancy}
    return list(Dating.objects.filter(**mine).order_by("-at", "-id"))


def dated_by(row: Dating) -> Dated:
    return Dated(Basis(row.basis), row.due_date, row.uncertain, row.scan_days)


def facts_for(person: User, now: datetime) -> Facts | None:
    """Return the facts the rules decide on; None before she has given her dates."""
    found = known(person, now)
    return found.facts if found else None


def history_of(pregnancy: Pregnancy) -> History:
    """Return the rows of one pregnancy as pure values, oldest first."""
    mine = {"person": pregnancy.person_id, "pregnancy": pregnancy}
    return History(
        due=pregnancy.due_date,
        dated_at=pregnancy.dated_at,
        screenings=[_screening(s) for s in Screening.objects.filter(**mine).order_by("at")],
        stops=[_stop(s) for s in Stop.objects.filter(**mine).order_by("at")],
        contacts=[
            ContactTaken(c.at, Said(c.said), str(c.about))
            for c in Contact.objects.filter(**mine).order_by("at")
        ],
        clearances=[_clearance(c) for c in Clearance.objects.filter(**mine).order_by("at")],
    )


def _screening(row: Screening) -> ScreeningTaken:
    return ScreeningTaken(
        key=str(row.id),
        at=row.at,
        on=row.on,
        due=row.due_date,
        coverage=Coverage(row.coverage),
        answers=row.answers,
        outcome=Outcome(row.outcome),
        deciding=tuple(row.deciding),
    )


def _stop(row: Stop) -> StopTaken:
    return StopTaken(str(row.id), row.at, Outcome(row.outcome), tuple(row.questions))


def _clearance(row: Clearance) -> ClearanceTaken:
    limits = frozenset(Demand(limit) for limit in row.limits)
    return ClearanceTaken(row.until, frozenset(row.questions), limits)
