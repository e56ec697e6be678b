"""From rows to facts: what is known of a person on a day of hers.

Reads; writes nothing. The rows of one pregnancy are few (a screening a fortnight, now
and then a stop), so they are read whole and worked out by ``safety.standing``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from accounts.models import User
from safety import content
from safety.birth import Birth, Delivery, days_in_words
from safety.gestation import Gestation, gestation_on, is_long_past_due
from safety.history import (
    ClearanceTaken,
    ContactTaken,
    Coverage,
    History,
    Said,
    ScreeningTaken,
    StopTaken,
)
from safety.models import (
    BirthTold,
    Clearance,
    Contact,
    Owned,
    Pregnancy,
    Screening,
    StateTold,
    Stop,
)
from safety.outlasting import outlasts_a_birth
from safety.questionnaire import NOT_SURE, YES
from safety.standing import Standing, facts_on, standing
from safety.triage import THOUGHTS_OF_HARM
from safety.vocabulary import Demand, Facts, Outcome, State

Row = TypeVar("Row", bound=Owned)
# Longer than thoughts of harm can close a day, in whatever zone she is.
HARM_IS_KEPT = timedelta(days=3)
SETTLES = (Said.CARRY_ON, Said.MISTAKE)
BIRTH = ("at", "on", "delivery", "epidural", "deep_tear", "bereaved")


class Told(StrEnum):
    """What she last told us of herself, as far as a page's words and ways on differ by it."""

    NOTHING = ""
    PREGNANT = "pregnant"
    AFTER_BIRTH = "after_birth"
    BEREAVED = "bereaved"
    NO_LONGER = "no_longer"


@dataclass(frozen=True, slots=True)
class Known:
    """A pregnancy, or the year after its birth: where she stands now, and the facts.

    ``gestation`` is None after the birth, and for an ended pregnancy (``safety.since_ending``).
    """

    pregnancy: Pregnancy
    gestation: Gestation | None
    history: History
    standing: Standing
    facts: Facts

    @property
    def told(self) -> Told:
        """What ``told_by`` would ask the database for."""
        if self.pregnancy.state == State.NO_LONGER:
            return Told.NO_LONGER
        if self.history.birth is None:
            return Told.PREGNANT
        return Told.BEREAVED if self.history.birth.bereaved else Told.AFTER_BIRTH

    @property
    def about(self) -> str:
        """What a form about her closed gate is about: all that shut it, and how much was said.

        A form that names anything else was opened before something that is not on it.
        """
        rows = dict.fromkeys((*self.standing.shows, *self.standing.asks_about))
        return f"{'+'.join(rows)}.{len(self.history.contacts)}"

    @property
    def counted_on(self) -> bool:
        """Whether her weeks are shown: from 42+0 she is asked instead."""
        return self.gestation is not None and not is_long_past_due(self.gestation)

    @property
    def words(self) -> str:
        """Such as ``26 weeks + 3 days`` or ``9 days after the birth``."""
        days = self.facts.days_after_birth
        if self.gestation is not None:
            return self.gestation.words if self.counted_on else "Past your due date"
        return f"{days_in_words(days)} after the birth" if days else "The day of the birth"

    @property
    def spoken(self) -> str:
        """The same as she says it on the phone, in one sentence."""
        days = self.facts.days_after_birth
        if self.told is Told.NO_LONGER:
            return f"My pregnancy ended {f'{days_in_words(days)} ago' if days else 'today'}."
        if self.gestation is not None and self.gestation.total_days < 0:
            return "I am pregnant."  # her dates say that it has not begun yet
        if self.gestation is not None:
            return f"I am {self.gestation.words.replace(' + ', ' and ')} pregnant."
        return f"I gave birth {days_in_words(days)} ago." if days else "I gave birth today."


def newest_pregnancy(person: User) -> Pregnancy | None:
    """Return her latest pregnancy, whatever became of it; keys are in the order of time.

    What she told of the birth comes with it, and so does what she is in the middle of
    answering: a page has no queries to spare for them.
    """
    told = StateTold.objects.filter(pregnancy=OuterRef("pk"), state=OuterRef("state"))
    births = BirthTold.objects.filter(pregnancy=OuterRef("pk")).order_by("-at", "-id")
    of_birth = {f"birth_{name}": Subquery(births.values(name)[:1]) for name in BIRTH}
    return (
        person.pregnancies.select_related("person__draft")
        .annotate(state_told_at=Subquery(told.order_by("-at", "-id").values("at")[:1]), **of_birth)
        .order_by("-id")
        .first()
    )


def current_pregnancy(person: User) -> Pregnancy | None:
    """Return the pregnancy she is in, or the one she has given birth from."""
    newest = newest_pregnancy(person)
    return None if newest is None or newest.state == State.NO_LONGER else newest


def told_by(person: User) -> Told:
    """Return what she last told us of herself."""
    newest = newest_pregnancy(person)
    if newest is None:
        return Told.NOTHING
    birth = birth_of(newest)
    return Told.BEREAVED if birth is not None and birth.bereaved else Told(newest.state)


def birth_of(pregnancy: Pregnancy) -> BirthTold | None:
    """Return the birth as she last told it; None before it, and once she took it back.

    ``pregnancy`` is as ``newest_pregnancy`` returned it, with the birth beside it.
    """
    if pregnancy.state != State.AFTER_BIRTH:
        return None
    told = {name: getattr(pregnancy, f"birth_{name}") for name in BIRTH}
    return BirthTold(pregnancy=pregnancy, **told) if told["at"] else None


def days_of(person: User, on: date) -> int | None:
    """Return how many days along she is on ``on``; None where she is not pregnant."""
    pregnancy = newest_pregnancy(person)
    if pregnancy is None or pregnancy.state != State.PREGNANT:
        return None
    return gestation_on(pregnancy.due_date, on).total_days


def known(person: User, now: datetime) -> Known | None:
    """Return what is known of her at ``now`` (aware, in her zone); None without dates."""
    pregnancy = current_pregnancy(person)
    if pregnancy is None:
        return None
    history = history_of(pregnancy)
    if pregnancy.state == State.AFTER_BIRTH and history.birth is None:
        return None  # she said so before we asked for the day
    on = now.date()
    where = standing(history, content.questionnaire(), now=now, on=on)
    facts = facts_on(history, where, on)
    gestation = gestation_on(pregnancy.due_date, on) if history.birth is None else None
    return Known(pregnancy, gestation, history, where, facts)


def facts_for(person: User, now: datetime) -> Facts | None:
    """Return the facts the rules decide on; None before she has given her dates."""
    found = known(person, now)
    return found.facts if found else None


def history_of(pregnancy: Pregnancy) -> History:
    """Return the rows of one pregnancy as pure values, oldest first."""
    birth = birth_of(pregnancy)
    return history_since(pregnancy, birth_told(birth), birth.at if birth else pregnancy.dated_at)


def history_since(pregnancy: Pregnancy, end: Birth | None, began: datetime) -> History:
    """Return its rows from ``end`` on, or all of them while she is pregnant.

    After a birth it begins anew: what shut the gate before that day was looked at there, and
    all questions are asked again. A sign of the day itself still waits where no call settled it,
    and thoughts of harm close their day in spite of that.
    """
    since_end = _since(pregnancy, end, began)
    called = list(_of(Contact, pregnancy, Q(said=Said.MISTAKE)))
    settled = {c.about for c in called if c.said in SETTLES and not since_end(c.at)}

    def counts(row: Owned) -> bool:
        return row.pregnancy_id == pregnancy.pk and since_end(row.at)

    def waits(row: Screening | Stop, decided: Collection[str]) -> bool:
        return (
            end is not None
            and row.pregnancy_id == pregnancy.pk
            and localdate(row.at) == end.on
            and row.id not in settled
            and outlasts_a_birth(Outcome(row.outcome), decided, content.questionnaire())
        )

    told = list(_of(Stop, pregnancy))
    taken = list(_of(Screening, pregnancy, Q(answers__E10__in=[YES, NOT_SURE])))
    kept = [
        s
        for s in taken
        if not counts(s) and began - s.at < HARM_IS_KEPT and s.answers.get("E10") in (YES, NOT_SURE)
    ]
    that_day = [s for s in taken if not counts(s) and waits(s, s.deciding)]
    stops = [s for s in told if counts(s) or waits(s, s.questions)]
    named = {row.id for row in (*kept, *that_day, *stops)}
    return History(
        due=pregnancy.due_date,
        dated_at=began,
        birth=end,
        paused=pregnancy.paused_on is not None,
        screenings=[
            _screening(s) if counts(s) else _sign_alone(s, whole=s in that_day)
            for s in taken
            if s in kept or s in that_day or counts(s)
        ],
        stops=[_stop(s) for s in stops],
        contacts=[
            ContactTaken(c.at, Said(c.said), str(c.about))
            for c in called
            if counts(c) or c.about in named
        ],
        clearances=[_clearance(c) for c in _of(Clearance, pregnancy) if counts(c)],
    )


def birth_told(row: BirthTold | None) -> Birth | None:
    if row is None:
        return None
    return Birth(row.on, Delivery(row.delivery), row.epidural, row.deep_tear, row.bereaved)


def _of(model: type[Row], pregnancy: Pregnancy, or_her_own: Q | None = None) -> QuerySet[Row]:
    """Return its rows, oldest first, and those of her other pregnancies that are asked for."""
    mine = model._default_manager.filter(person=pregnancy.person_id)
    wanted = Q(pregnancy=pregnancy)
    return mine.filter(wanted | or_her_own if or_her_own else wanted).order_by("at", "id")


def _since(pregnancy: Pregnancy, end: Birth | None, began: datetime) -> Callable[[datetime], bool]:
    """Return whether a row counts: after the day of the end, or after she told us of it."""
    if end is None:
        return lambda at: True
    told_at: datetime = pregnancy.state_told_at or began  # type: ignore[attr-defined]
    return lambda at: at > told_at or localdate(at) > end.on


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


def _sign_alone(row: Screening, *, whole: bool) -> ScreeningTaken:
    """What still counts of an answer from before: all that decided, or thoughts of harm alone."""
    deciding = tuple(row.deciding) if whole else (THOUGHTS_OF_HARM,)
    ids = {*deciding, THOUGHTS_OF_HARM} & row.answers.keys()
    told = {id_: row.answers[id_] for id_ in ids}
    return replace(_screening(row), answers=told, deciding=deciding)


def _stop(row: Stop) -> StopTaken:
    return StopTaken(str(row.id), row.at, Outcome(row.outcome), tuple(row.questions))


def _clearance(row: Clearance) -> ClearanceTaken:
    limits = frozenset(Demand(limit) for limit in row.limits)
    answers = frozenset(row.answers.items())
    minutes, said_on = row.most_minutes, row.cleared_on
    return ClearanceTaken(
        row.until, answers, limits, row.relief_only, minutes, at=row.at, cleared_on=said_on
    )
