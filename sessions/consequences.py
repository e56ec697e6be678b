"""What her last sessions ask of the next ones.

Decides over a history, by ``docs/clinical.md``, "How her back took a session": when to pause and
ask, how long only the relief set is right, whether the questions come first, and whether she has
been away. Where the rules leave room, the stricter reading is taken.

Only says: no plan follows it yet, and no gate is shut here. Gates stay with safety, which the
cards lead to, and which alone decides when one of the urgent signs is behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from safety.vocabulary import Reason
from sessions.pain import Colour, PainSign, Ratings, respond

RELIEF_LASTS: Final = timedelta(hours=48)
RELIEF_LASTS_IF_SETTLED: Final = timedelta(hours=24)
REDS_WITHIN: Final = timedelta(days=7)
PAUSE_LASTS: Final = timedelta(days=28)  # as long as a clearance of what can change
AWAY_FROM: Final = timedelta(days=7)

_OURS: Final = ("PRODUCT",)
PAUSE_LEG: Final = Reason(
    "pause-leg", "A session brought on numbness, tingling or burning in a leg.", _OURS
)
PAUSE_TWO: Final = Reason(
    "pause-two-reds", "Two sessions in a week were too much for your back.", _OURS
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One session that is over. ``at`` is its end, ``on`` her day.

    ``told_at`` is when the last of its numbers came, if that was later.
    """

    key: str
    at: datetime
    on: date
    ratings: Ratings
    done: bool = True  # something of it was done
    told_at: datetime | None = None

    @property
    def colour(self) -> Colour | None:
        response = respond(self.ratings)
        return response.colour if response else None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What her sessions ask of the next.

    ``pause`` says why none is right until somebody is asked, the most serious first; it is empty
    where none pauses them. Until ``relief_until`` only the relief set is right.
    """

    pause: tuple[Reason, ...]
    relief_until: datetime | None
    ask_again: bool
    away: bool


def consequences(
    taken: Iterable[Taken],
    *,
    now: datetime,
    answered_at: datetime | None = None,
    carried_on_at: datetime | None = None,
) -> Consequences:
    """Return what follows from her sessions at ``now`` (aware, in her zone).

    ``answered_at`` is when she last answered all the questions and nothing shut the gate;
    ``carried_on_at`` when somebody she asked told her to carry on.
    """
    past = sorted(taken, key=lambda each: (each.at, each.key))
    reds = [each for each in past if each.colour is Colour.RED]
    return Consequences(
        pause=_pause(reds, now, carried_on_at),
        relief_until=_relief_until(reds, now),
        ask_again=_ask_again(reds, now, answered_at),
        away=_away(past, now.date()),
    )


def _pause(
    reds: Sequence[Taken], now: datetime, carried_on_at: datetime | None
) -> tuple[Reason, ...]:
    """Return why her sessions pause until somebody is asked; nothing when they do not."""
    since = now - PAUSE_LASTS
    if carried_on_at is not None:
        since = max(since, carried_on_at)
    lately = [red for red in reds if red.at > since]
    leg = any(red.ratings.sign is PainSign.LEG for red in lately)
    two = any(later.at - red.at <= REDS_WITHIN for red, later in pairwise(lately))
    return (PAUSE_LEG,) * leg + (PAUSE_TWO,) * two


def _relief_until(reds: Sequence[Taken], now: datetime) -> datetime | None:
    """Return when more than the relief set is right again: sooner if the morning was good."""
    ends = [red.at + _relief_lasts(red.ratings) for red in reds]
    return max((end for end in ends if end > now), default=None)


def _relief_lasts(ratings: Ratings) -> timedelta:
    settled = ratings.next_morning is not None and ratings.rise_next_morning <= 0
    return RELIEF_LASTS_IF_SETTLED if settled else RELIEF_LASTS


def _ask_again(reds: Sequence[Taken], now: datetime, answered_at: datetime | None) -> bool:
    """Say whether a red of the last week was not followed by answering the questions."""
    told = [red.told_at or red.at for red in reds if now - red.at <= REDS_WITHIN]
    return bool(told) and (answered_at is None or answered_at <= max(told))


def _away(past: Sequence[Taken], on: date) -> bool:
    days = [each.on for each in past if each.done]
    return bool(days) and on - max(days) >= AWAY_FROM
