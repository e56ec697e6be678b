"""Where she stands: what her screenings, stops, contacts and clearances add up to now.

Decides the gate. History is never changed; the present is worked out from it each
time, by the rules of ``docs/clinical.md`` ("Opening again", "How long it lasts"):
without a current screening nothing is open; after *today* or *emergency* the gate
stays shut until she records whom she spoke to and what they said; *ask first*
leaves slow breathing; a clearance lowers only what it names, and only until its date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from safety.birth import phase_of
from safety.clearing import may_be_cleared, words_about
from safety.gestation import gestation_on, is_outside_all_dates
from safety.history import Coverage, History, Said, ScreeningTaken
from safety.questionnaire import Questionnaire
from safety.scan import asked_after_the_scan, asks_again_on, next_scan
from safety.shutters import (
    Calls,
    Shutter,
    calls_of,
    clean_screenings,
    is_another_day,
    last_answers,
    most_serious,
    opened_since,
    shutters_of,
)
from safety.triage import Decision, Finding, changed_between, decide, with_follow_ups
from safety.vocabulary import Answers, Demand, Facts, Gate, Modifier, Outcome

SCREENING_LASTS = timedelta(days=14)
REST_ONLY_LASTS = timedelta(hours=24)
MISTAKE_OFFERED = timedelta(minutes=10)


class Status(StrEnum):
    """The one word for where she stands."""

    NEVER = "never"
    INVALID_DATES = "invalid_dates"
    YEAR_OVER = "year_over"  # after birth: nothing here is made for later than a year
    PAUSED = "paused"
    WAITING = "waiting"  # nobody has been spoken to yet
    NOT_YET = "not_yet"
    HARM = "harm"
    ANOTHER_DAY = "another_day"  # after thoughts of harm: would she like to go on?
    REST_ONLY = "rest_only"
    AGAIN = "again"
    ASK_FIRST = "ask_first"
    URGENT_ONLY = "urgent_only"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where she stands now. ``shut_by`` is the key of the screening or stop that shut the gate.

    It is the most serious of those that wait. ``shows`` are the keys of all that her page tells
    of, and ``asks_about`` of all that the next call is about.

    ``limits``, ``relief_only`` and ``most_minutes`` are what the clearances of her answers ask
    for together, and they hold whatever the gate is.

    ``beyond`` is why nothing may be decided on this day, if so: the status too, if no sign waits.
    """

    status: Status
    gate: Gate
    decision: Decision | None = None
    cleared: tuple[Finding, ...] = ()
    limits: frozenset[Demand] = frozenset()
    relief_only: bool = False
    relief_for_pain: bool = False  # the same asked for by her own pain, for a week
    most_minutes: int | None = None
    again_on: date | None = None
    scan_on: date | None = None
    again_because: str = ""
    ask_again: frozenset[str] = frozenset()
    rest_until: datetime | None = None
    shut_by: str = ""
    shut_at: datetime | None = None
    shut_outcome: Outcome | None = None
    shows: tuple[str, ...] = ()
    asks_about: tuple[str, ...] = ()
    may_take_back: bool = False
    beyond: Status | None = None

    @property
    def modifiers(self) -> frozenset[Modifier]:
        return self.decision.modifiers if self.decision else frozenset()

    @property
    def mistake_until(self) -> datetime | None:
        """Until when "tapped by mistake" is offered: never once somebody has been spoken to."""
        return self.shut_at + MISTAKE_OFFERED if self.shut_at and self.may_take_back else None


def standing(
    history: History, questionnaire: Questionnaire, *, now: datetime, on: date
) -> Standing:
    """Return where she stands at ``now``, on her day ``on``."""
    beyond, shut = _beyond(history, on), _shut(history, questionnaire, now, on)
    if beyond is not None:
        return _nothing_decided(beyond, shut)
    if shut is None and history.paused:
        return Standing(Status.PAUSED, Gate.SHUT)
    where = shut or _screened(history, questionnaire, on)
    return _within_limits(where, history, questionnaire, on)


def _beyond(history: History, on: date) -> Status | None:
    """Return why nothing may be decided on this day, if so."""
    if history.birth is not None:
        return Status.YEAR_OVER if phase_of(history.bare(on)) is None else None
    outside = is_outside_all_dates(gestation_on(history.due, on))
    return Status.INVALID_DATES if outside else None


def _nothing_decided(beyond: Status, shut: Standing | None) -> Standing:
    """Return the standing past all dates: a sign that waits stays in front, and no rest opens."""
    if shut is None or shut.status in (Status.AGAIN, Status.ANOTHER_DAY):
        return Standing(beyond, Gate.SHUT, beyond=beyond)
    status = Status.WAITING if shut.status is Status.REST_ONLY else shut.status
    return replace(shut, status=status, gate=Gate.SHUT, rest_until=None, beyond=beyond)


def facts_on(history: History, where: Standing, on: date) -> Facts:
    """Return the facts on her day ``on``, given where she stands."""
    return replace(
        history.bare(on), gate=where.gate, modifiers=where.modifiers, limits=where.limits
    )


def _shut(
    history: History, questionnaire: Questionnaire, now: datetime, on: date
) -> Standing | None:
    """Return a shut or rest-only standing, or None when no sign stands in the way."""
    shutters = shutters_of(history)
    if not shutters:
        return None
    calls, under = calls_of(history, shutters), _underneath(history, questionnaire, on)
    # Whatever was said since.
    today = [s for s in shutters if s.tells_harm and not is_another_day(s, now, on)]
    if calls.waiting:
        shut = _standing_shut(Status.WAITING, most_serious(calls.waiting), under, calls.held)
        also = tuple(s.key for s in today if s not in calls.waiting)
        shows = (*(s.key for s in calls.waiting), *also)
        return replace(shut, shows=shows, may_take_back=True)
    if today:
        shut = _standing_shut(Status.HARM, today[-1], under, ())
        return replace(shut, may_take_back=today[-1].key not in calls.named)
    if calls.last is not None:
        return _held(calls, calls.last.at, calls.last.said, under, now)
    if opened_since(history, shutters):
        return None
    if shutters[-1].tells_harm:
        return Standing(Status.ANOTHER_DAY, Gate.SHUT)
    because = "Answer the safety questions once more, and we can open again."
    return Standing(Status.AGAIN, Gate.SHUT, again_because=because)


def _held(calls: Calls, at: datetime, said: Said, under: Decision, now: datetime) -> Standing:
    """Return the standing after *rest only* or *not yet*."""
    until = at + REST_ONLY_LASTS
    status = Status.NOT_YET if said is Said.NOT_YET else Status.WAITING
    shut = _standing_shut(status, most_serious(calls.held), under, calls.held)
    if said is Said.REST_ONLY and now < until:
        rests = any(f.closes_breathing for f in under.findings)
        gate = Gate.SHUT if rests else Gate.REST
        return replace(shut, status=Status.REST_ONLY, gate=gate, rest_until=until)
    return shut


def _standing_shut(
    status: Status, by: Shutter, under: Decision, asks_about: Sequence[Shutter]
) -> Standing:
    keys = tuple(s.key for s in asks_about)
    return Standing(
        status,
        Gate.SHUT,
        under,
        shut_by=by.key,
        shut_at=by.at,
        shut_outcome=by.outcome,
        shows=keys or (by.key,),
        asks_about=keys,
    )


def _underneath(history: History, questionnaire: Questionnaire, on: date) -> Decision:
    """Return the decision over her last answers, so that modifiers hold when the gate opens."""
    answers = last_answers(history, questionnaire)
    return decide(questionnaire, history.bare(on), answers, only=())


def _screened(history: History, questionnaire: Questionnaire, on: date) -> Standing:
    """Return the standing her screenings give, with slow breathing after the urgent questions."""
    clean = sorted(clean_screenings(history), key=lambda s: (s.at, s.key))
    where = _by_full_screening(clean, history, questionnaire, on)
    urgent_today = any(
        s.coverage is Coverage.URGENT and s.on == on and s.at > history.dated_at for s in clean
    )
    if not urgent_today or where.status not in (Status.NEVER, Status.AGAIN):
        return where
    status = Status.URGENT_ONLY if where.status is Status.NEVER else Status.AGAIN
    # What she was told before does not lapse with the screening: rest stays rest.
    told = _underneath(history, questionnaire, on)
    if any(f.shuts for f in told.findings):
        return replace(where, decision=told)
    return replace(where, status=status, gate=Gate.BREATHING, decision=told)


def _by_full_screening(
    clean: Sequence[ScreeningTaken], history: History, questionnaire: Questionnaire, on: date
) -> Standing:
    full = [s for s in clean if s.coverage is Coverage.FULL]
    if not full:
        return Standing(Status.NEVER, Gate.SHUT)
    base = full[-1]
    if base.at <= history.dated_at:
        because = "Your dates have changed" if history.birth is None else "You have given birth"
        return _again(f"{because}, so we ask once more.", questionnaire)
    if on >= base.on + SCREENING_LASTS:
        return _again("It is two weeks since you last answered.", questionnaire)
    return _current(base, clean, history, questionnaire, on)


def _current(
    base: ScreeningTaken,
    clean: Sequence[ScreeningTaken],
    history: History,
    questionnaire: Questionnaire,
    on: date,
) -> Standing:
    """Return the standing of a screening in date, or ask what a boundary has changed."""
    later = [s for s in clean if s.coverage is Coverage.CHANGED and s.at > base.at]
    answers: Answers = {k: v for s in (base, *later) for k, v in s.answers.items()}
    facts = history.bare(on)
    asked_at = max(s.on for s in (base, *later))
    scan = next_scan(questionnaire, facts, answers)
    scanned = asked_after_the_scan(scan, asked_at, on)
    changed = changed_between(questionnaire, history.bare(asked_at), facts, answers) | scanned
    decision = decide(questionnaire, facts, answers)
    if changed or decision.missing:
        return Standing(
            Status.AGAIN,
            Gate.SHUT,
            again_because="Your scan may have shown where your placenta is now."
            if scanned
            else "You have reached a week at which some answers may have changed."
            if changed
            else "Our questions have changed since you answered.",
            ask_again=with_follow_ups(questionnaire, changed | frozenset(decision.missing)),
        )
    again_on = _ask_again_on(base, asked_at, answers, scan, history, questionnaire)
    return replace(_decided(decision, history, on), again_on=again_on, scan_on=scan)


def _again(because: str, questionnaire: Questionnaire) -> Standing:
    return Standing(
        Status.AGAIN,
        Gate.SHUT,
        again_because=because,
        ask_again=frozenset(questionnaire.questions),
    )


def _decided(decision: Decision, history: History, on: date) -> Standing:
    """Return the standing of a current, whole screening, with clearances applied."""
    asking = tuple(f for f in decision.findings if f.outcome >= Outcome.ASK_FIRST)
    words = words_about(history, asking, on)
    cleared = tuple(f for f in asking if may_be_cleared(f) and (f.question, f.answer) in words)
    left = [f for f in asking if f not in cleared]
    if not left:
        return Standing(Status.GOOD, Gate.OPEN, decision, cleared)
    gate = Gate.SHUT if any(f.shuts for f in left) else Gate.BREATHING
    return Standing(Status.ASK_FIRST, gate, decision, cleared)


def _within_limits(
    where: Standing, history: History, questionnaire: Questionnaire, on: date
) -> Standing:
    """Return ``where`` with all that her pain asks for, and every word about what she told."""
    relief = history.held_to_relief(on)
    if not history.clearances:
        return replace(where, relief_for_pain=relief)
    told = where.decision or _underneath(history, questionnaire, on)
    words = words_about(history, told.findings, on).values()
    minutes = [w.most_minutes for w in words if w.most_minutes is not None]
    return replace(
        where,
        limits=frozenset().union(*(w.limits for w in words)),
        relief_only=any(w.relief_only for w in words),
        relief_for_pain=relief,
        most_minutes=min(minutes, default=None),
    )


def _ask_again_on(
    base: ScreeningTaken,
    asked_at: date,
    answers: Answers,
    scan: date | None,
    history: History,
    questionnaire: Questionnaire,
) -> date:
    """Return the first day the questions are asked again: 14 days, or a boundary before."""
    last = base.on + SCREENING_LASTS
    after_scan = asks_again_on(scan)
    if after_scan is not None and asked_at < after_scan < last:
        last = after_scan
    for on in history.edges(questionnaire):
        if asked_at < on < last and changed_between(
            questionnaire, history.bare(asked_at), history.bare(on), answers
        ):
            return on
    return last
