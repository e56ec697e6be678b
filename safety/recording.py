"""The few writes of safety: dates, answers, screenings, stops, contacts, clearances.

Each is one atomic act with its time passed in. A finished screening, a stop, a contact
and a clearance are only ever added.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from safety.clearing import LAST_OF_28_DAYS, ToClear
from safety.content import safety_content
from safety.dating import Dated
from safety.history import PAIN_PAUSE, Coverage, Said
from safety.models import Clearance, Contact, Dating, Draft, Pregnancy, Screening, Stop
from safety.signs import Sign, SignAnswer
from safety.triage import Decision, Finding
from safety.vocabulary import Demand, State


@transaction.atomic
def set_dates(
    *, person: User, dated: Dated, now: datetime, entered: Mapping[str, str] | None = None
) -> Pregnancy:
    """Begin a pregnancy with its due date, or let the one under way rest on another dating.

    A better reason for the same due date is no new date: what was screened by it stands.
    """
    new = {"due_date": dated.due, "dated_at": now}
    why = {"due_date_basis": dated.basis, "due_date_set_on": now.date()}
    pregnancy, begun = Pregnancy.objects.select_for_update().get_or_create(
        person=person, state=State.PREGNANT, defaults=new | why
    )
    if not begun:
        changed = why if pregnancy.due_date == dated.due else new | why
        for name, value in changed.items():
            setattr(pregnancy, name, value)
        pregnancy.save(update_fields=list(changed))
    _add_dating(pregnancy, dated, entered or {}, now, adopted=True)
    return pregnancy


def note_dates(
    *, pregnancy: Pregnancy, dated: Dated, now: datetime, entered: Mapping[str, str]
) -> None:
    """Keep a dating that does not become the due date."""
    _add_dating(pregnancy, dated, entered, now, adopted=False)


def _add_dating(
    pregnancy: Pregnancy, dated: Dated, entered: Mapping[str, str], now: datetime, *, adopted: bool
) -> None:
    Dating.objects.create(
        person=pregnancy.person,
        pregnancy=pregnancy,
        at=now,
        on=now.date(),
        basis=dated.basis,
        entered=dict(entered),
        due_date=dated.due,
        uncertain=dated.uncertain,
        scan_days=dated.scan_days,
        adopted=adopted,
    )


def begin_draft(
    *,
    person: User,
    coverage: Coverage,
    only: Collection[str],
    then: str,
    now: datetime,
    answers: Mapping[str, str] | None = None,
) -> Draft:
    """Start answering afresh; an older draft makes way. ``answers`` she has given elsewhere."""
    draft = Draft(
        person=person,
        coverage=coverage,
        only=sorted(only),
        answers=dict(answers or {}),
        given_at=dict.fromkeys(answers or {}, now.isoformat()),
        then=then,
        begun_at=now,
    )
    changed = ["coverage", "only", "answers", "given_at", "then", "begun_at"]
    Draft.objects.bulk_create(  # one query, whether there was an older one or not
        [draft], update_conflicts=True, unique_fields=["person"], update_fields=changed
    )
    return draft


def keep_answers(
    *, draft: Draft, still: Mapping[str, str], answers: Mapping[str, str], now: datetime
) -> bool:
    """Save what she has answered so far: what ``still`` counts, and what she gave just now.

    False where the draft was sent, or begun afresh, in the meantime: then nothing is saved.
    """
    given = dict.fromkeys(answers, now.isoformat())
    before = {id_: at for id_, at in draft.given_at.items() if id_ in still}
    draft.answers, draft.given_at = {**still, **answers}, {**before, **given}
    same = Draft.objects.filter(person=draft.person_id, begun_at=draft.begun_at)
    return bool(same.update(answers=draft.answers, given_at=draft.given_at))


@transaction.atomic
def finish_screening(
    *,
    person: User,
    pregnancy: Pregnancy,
    coverage: Coverage,
    answers: Mapping[str, str],
    decision: Decision,
    now: datetime,
) -> Screening:
    """Store a decided screening for good, and clear the draft it came from."""
    screening = Screening.objects.create(
        person=person,
        pregnancy=pregnancy,
        at=now,
        on=now.date(),
        due_date=pregnancy.due_date,
        coverage=coverage,
        answers=dict(answers),
        outcome=decision.outcome,
        lock=decision.lock,
        deciding=[f.question for f in decision.deciding],
        reasons=[reason(f) for f in decision.findings],
        rules_version=safety_content().version,
    )
    if coverage is not Coverage.CHECK_IN:
        Draft.objects.filter(person=person).delete()
    return screening


def record_stop(
    *,
    person: User,
    pregnancy: Pregnancy,
    sign: Sign,
    answer: SignAnswer,
    context: UUID | None,
    now: datetime,
) -> Stop:
    """Store a warning sign that shuts the gate."""
    return Stop.objects.create(
        person=person,
        pregnancy=pregnancy,
        at=now,
        sign=sign.id,
        answer=answer.id,
        outcome=answer.outcome,
        questions=list(answer.questions),
        reasons=[sign_reason(sign, answer)],
        context=context,
        rules_version=safety_content().version,
    )


def record_contact(
    *,
    person: User,
    pregnancy: Pregnancy,
    about: UUID,
    said: Said,
    now: datetime,
    spoken_with: str = "",
    spoken_on: date | None = None,
) -> Contact:
    """Store whom she spoke to and what they said, or that she tapped by mistake."""
    return record_contacts(
        person=person,
        pregnancy=pregnancy,
        about=[about],
        said=said,
        now=now,
        spoken_with=spoken_with,
        spoken_on=spoken_on,
    )[0]


def record_contacts(
    *,
    person: User,
    pregnancy: Pregnancy,
    about: Iterable[UUID],
    said: Said,
    now: datetime,
    spoken_with: str = "",
    spoken_on: date | None = None,
) -> list[Contact]:
    """Store one call, with a row for each screening or stop that it named."""
    rows = [
        Contact(
            person=person,
            pregnancy=pregnancy,
            at=now,
            about=key,
            said=said,
            spoken_with=spoken_with,
            spoken_on=spoken_on,
        )
        for key in about
    ]
    return Contact.objects.bulk_create(rows)


@transaction.atomic
def record_clearance(
    *,
    person: User,
    pregnancy: Pregnancy,
    cleared: Mapping[ToClear, date | None],
    cleared_by: str,
    cleared_on: date,
    limits: Collection[Demand],
    now: datetime,
    relief_only: bool = False,
    most_minutes: int | None = None,
) -> list[Clearance]:
    """Store what a clinician cleared, each answer until its day: one row for each such day."""
    return [
        Clearance.objects.create(
            person=person,
            pregnancy=pregnancy,
            at=now,
            cleared_by=cleared_by,
            cleared_on=cleared_on,
            answers={c.question: c.answer for c, last in cleared.items() if last == until},
            limits=sorted(limits),
            relief_only=relief_only,
            most_minutes=most_minutes,
            until=until,
        )
        for until in dict.fromkeys(cleared.values())
    ]


def record_pause_cleared(
    *, person: User, pregnancy: Pregnancy, cleared_by: str, cleared_on: date, now: datetime
) -> Clearance:
    """Store that a clinician let her go on after a pause for pain. It clears no answer."""
    return Clearance.objects.create(
        person=person,
        pregnancy=pregnancy,
        at=now,
        cleared_by=cleared_by,
        cleared_on=cleared_on,
        answers=dict([PAIN_PAUSE]),
        until=cleared_on + LAST_OF_28_DAYS,
    )


def reason(finding: Finding) -> dict[str, Any]:
    """Return a finding in the words she is shown, as it is stored."""
    return {
        "rule": finding.question,
        "answer": finding.answer,
        "outcome": finding.outcome.slug,
        "lock": finding.lock.name.lower(),
        "act": finding.act.value,
        "said": finding.said,
        "say": finding.say,
        "advice": finding.advice,
        "why": finding.why,
        "sources": list(finding.sources),
    }


def sign_reason(sign: Sign, answer: SignAnswer) -> dict[str, Any]:
    """Return an answered sign in the words she is shown, as it is stored."""
    return {
        "rule": sign.id,
        "answer": answer.id,
        "outcome": answer.outcome.slug,
        "lock": "none",
        "act": answer.act.value,
        "said": sign.label,
        "say": answer.say,
        "advice": answer.advice,
        "why": answer.label,
        "sources": list(sign.sources),
    }
