"""What her last sessions ask of the next ones.

Decides over a history, by ``docs/clinical.md``, "How her back took a session": what is left out
or done one level lower, how long only the relief set is right, when to pause and ask, how to
come back after days away, and when one thing may grow. Where it leaves room, the
stricter reading is taken: an amber with nothing to blame lowers the whole session, and a red
counts as an amber for what comes after it.

Refuses growth while anything else holds. Only says: no plan follows it yet, and no gate is
shut here. Gates stay with safety, which the cards lead to, and which alone decides when one
of the urgent signs is behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import Final

from exercises.catalogue import DoseLevel
from safety.gestation import TERM_DAYS
from safety.vocabulary import Act, Outcome, Reason
from sessions.pain import MORNING_LASTS, Colour, PainSign, Programme, Ratings, respond

RELIEF_LASTS: Final = timedelta(hours=48)
RELIEF_LASTS_IF_SETTLED: Final = timedelta(hours=24)
REMOVED: Final = timedelta(days=7)
TWICE_WITHIN: Final = timedelta(days=14)
REDS_WITHIN: Final = timedelta(days=7)
PAUSE_LASTS: Final = timedelta(days=28)  # as long as a clearance of what can change
FEW_MISSED: Final = timedelta(days=7)
MANY_MISSED: Final = timedelta(days=14)
GREENS: Final = 3
GREENS_OVER: Final = timedelta(days=7)
LEVEL_RESTS: Final = timedelta(days=7)

_OURS: Final = ("PRODUCT",)
_FROM_LEAST: Final = tuple(DoseLevel)


class Gap(IntEnum):
    """How long she has been away."""

    NONE = 0
    LOWER = 1  # go on one level down
    RESTART = 2  # at the start dose, after all the questions


@dataclass(frozen=True, slots=True)
class Did:
    """One exercise of a session, done in whole or in part.

    ``rest`` is slow breathing or a supported rest: to blame only when she says it hurt.
    """

    exercise: str
    level: DoseLevel
    hurt: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """One session that is over. ``at`` is its end, ``on`` her day.

    ``told_at`` is when the last of its numbers came, if that was later.
    """

    key: str
    at: datetime
    on: date
    level: DoseLevel
    ratings: Ratings
    did: tuple[Did, ...] = ()
    done: bool = True  # something of it was done
    told_at: datetime | None = None

    @property
    def colour(self) -> Colour | None:
        response = respond(self.ratings)
        return response.colour if response else None

    def settled(self, now: datetime) -> bool:
        """Whether it is green and will stay so."""
        told = self.ratings.next_morning is not None or now - self.at > MORNING_LASTS
        return self.colour is Colour.GREEN and told


@dataclass(frozen=True, slots=True)
class Consequences:
    """What her sessions ask of the next. Slugs of exercises, with the day they may return."""

    programme: Programme
    outcome: Outcome
    act: Act
    relief_until: datetime | None
    ask_again: bool
    removed: Mapping[str, date]
    lowered: frozenset[str]
    gap: Gap
    may_grow: bool
    reasons: tuple[Reason, ...]


PAUSE_LEG: Final = Reason(
    "pause-leg", "A session brought on numbness, tingling or burning in a leg.", _OURS
)
PAUSE_TWO: Final = Reason(
    "pause-two-reds", "Two sessions in a week were too much for your back.", _OURS
)
RELIEF: Final = Reason(
    "relief-only",
    "Your last session was too much, so only rest and the gentlest movements are right for a "
    "day or two.",
    _OURS,
)
OUT: Final = Reason("left-out", "What hurt, or was too much twice, is left out for a week.", _OURS)
LESS: Final = Reason("one-lower", "Do a little less of what was too much last time.", _OURS)
AWAY: Final = Reason("away-7", "Welcome back: after a week away, begin one level lower.", _OURS)
LONG_AWAY: Final = Reason(
    "away-14",
    "Welcome back: after two weeks away, answer the questions again and begin at the start.",
    _OURS,
)
GROW: Final = Reason(
    "may-grow", "Your last sessions went well for a week or more, so one thing may grow.", _OURS
)


def consequences(
    taken: Iterable[Taken],
    *,
    now: datetime,
    gestation_days: int | None,
    answered_at: datetime | None = None,
    carried_on_at: datetime | None = None,
) -> Consequences:
    """Return what follows from her sessions at ``now`` (aware, in her zone).

    ``answered_at`` is when she last answered all the questions and nothing shut the gate;
    ``carried_on_at`` when somebody she asked told her to carry on.
    """
    past = sorted(taken, key=lambda each: (each.at, each.key))
    pause = _pause(past, now, carried_on_at)
    relief_until = _relief_until(past, now)
    removed = _removed(past, now.date())
    lowered = _lowered(past) - removed.keys()
    gap = _gap(past, now.date())
    calm = not (pause or relief_until or removed or lowered or gap)
    may_grow = calm and _may_grow(past, now, gestation_days)
    said = {
        RELIEF: relief_until,
        OUT: removed,
        LESS: lowered,
        AWAY: gap is Gap.LOWER,
        LONG_AWAY: gap is Gap.RESTART,
        GROW: may_grow,
    }
    return Consequences(
        programme=_programme(pause, relief_until, may_grow=may_grow),
        outcome=Outcome.ASK_FIRST if pause else Outcome.CLEAR if calm else Outcome.ADAPTED,
        act=Act.ASK if pause else Act.NONE,
        relief_until=relief_until,
        ask_again=_ask_again(past, now, answered_at),
        removed=removed,
        lowered=lowered,
        gap=gap,
        may_grow=may_grow,
        reasons=(*pause, *(reason for reason, holds in said.items() if holds)),
    )


def _programme(
    pause: tuple[Reason, ...], relief_until: datetime | None, *, may_grow: bool
) -> Programme:
    if pause:
        return Programme.PAUSE
    if relief_until:
        return Programme.RELIEF
    return Programme.GO_ON if may_grow else Programme.NO_GROWTH


def _reds(past: Sequence[Taken]) -> list[Taken]:
    return [each for each in past if each.colour is Colour.RED]


def _pause(
    past: Sequence[Taken], now: datetime, carried_on_at: datetime | None
) -> tuple[Reason, ...]:
    """Return why the programme pauses until somebody is asked; nothing when it does not."""
    since = now - PAUSE_LASTS
    if carried_on_at is not None:
        since = max(since, carried_on_at)
    reds = [red for red in _reds(past) if red.at > since]
    leg = any(red.ratings.sign is PainSign.LEG for red in reds)
    two = any(later.at - red.at <= REDS_WITHIN for red, later in pairwise(reds))
    return (PAUSE_LEG,) * leg + (PAUSE_TWO,) * two


def _relief_until(past: Sequence[Taken], now: datetime) -> datetime | None:
    """Return when more than the relief set is right again: sooner if the morning was good."""
    ends = [red.at + _relief_lasts(red.ratings) for red in _reds(past)]
    return max((end for end in ends if end > now), default=None)


def _relief_lasts(ratings: Ratings) -> timedelta:
    settled = ratings.next_morning is not None and ratings.rise_next_morning <= 0
    return RELIEF_LASTS_IF_SETTLED if settled else RELIEF_LASTS


def _ask_again(past: Sequence[Taken], now: datetime, answered_at: datetime | None) -> bool:
    """Say whether a red of the last week was not followed by answering the questions."""
    reds = [red.told_at or red.at for red in _reds(past) if now - red.at <= REDS_WITHIN]
    return bool(reds) and (answered_at is None or answered_at <= max(reds))


def _removed(past: Sequence[Taken], on: date) -> dict[str, date]:
    """Return what is left out after a red, or after twice too much, and until when."""
    back: dict[str, date] = {}
    blamed: dict[str, date] = {}
    for place, each in enumerate(past):
        for slug in _to_blame(each, past[:place]):
            before = blamed.get(slug)
            twice = before is not None and each.on - before <= TWICE_WITHIN
            if twice or each.colour is Colour.RED:
                back[slug] = each.on + REMOVED
            blamed[slug] = each.on
    return {slug: day for slug, day in back.items() if day > on}


def _to_blame(each: Taken, before: Sequence[Taken]) -> frozenset[str]:
    """Return what hurt her in an amber or red session, or else what was new or raised in it."""
    if each.colour not in (Colour.AMBER, Colour.RED):
        return frozenset()
    hurt = frozenset(did.exercise for did in each.did if did.hurt)
    return hurt or _new_or_raised(each, before)


def _new_or_raised(each: Taken, before: Sequence[Taken]) -> frozenset[str]:
    """Return what she had not done at this level up to her last green session."""
    greens = [place for place, one in enumerate(before) if one.colour is Colour.GREEN]
    trusted = before[: greens[-1] + 1] if greens else ()
    known = {did.exercise: _FROM_LEAST.index(did.level) for one in trusted for did in one.did}
    return frozenset(
        did.exercise
        for did in each.did
        if not did.rest and _FROM_LEAST.index(did.level) > known.get(did.exercise, -1)
    )


def _lowered(past: Sequence[Taken]) -> frozenset[str]:
    """Return what is done one level lower next time; all of a session when nothing stands out."""
    if not past or past[-1].colour in (None, Colour.GREEN):
        return frozenset()
    everything = frozenset(did.exercise for did in past[-1].did if not did.rest)
    return _to_blame(past[-1], past[:-1]) or everything


def _gap(past: Sequence[Taken], on: date) -> Gap:
    days = [each.on for each in past if each.done]
    away = on - max(days) if days else timedelta()
    if away >= MANY_MISSED:
        return Gap.RESTART
    return Gap.LOWER if away >= FEW_MISSED else Gap.NONE


def _may_grow(past: Sequence[Taken], now: datetime, gestation_days: int | None) -> bool:
    """Say whether three settled greens in a row span a week, with no change of level in it."""
    if gestation_days is None or gestation_days >= TERM_DAYS:
        return False
    greens: list[Taken] = []
    for each in reversed(past):
        if not each.settled(now):
            break
        greens.append(each)
    if len(greens) < GREENS or greens[0].on - greens[-1].on < GREENS_OVER:
        return False
    changes = [later.on for one, later in pairwise(past) if later.level is not one.level]
    return not changes or now.date() - changes[-1] >= LEVEL_RESTS
