"""How her back took one session.

Decides green, amber or red from what she said: pain before, at its worst, straight after and
the next morning, and whether a sharp or a leg sign came up. The rules are those of
``docs/clinical.md``, "How her back took a session"; what follows from them over a history is
decided in ``sessions.consequences``.

Refuses to call a session green before both its numbers are told, and a next morning that is
not the next morning. Only says: no gate is shut here. Gates stay with safety, whose questions
every card leads to; a sign that shuts one is stored there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import Final

from safety.pain import MUCH_PAIN
from safety.vocabulary import Reason

MORNING_LASTS: Final = timedelta(hours=36)
MORNING_BEGINS: Final = time(5)

_MEASURED: Final = ("SMITH19", "CHILDS05", "SUZUKI20")
_OURS: Final = ("PRODUCT",)


class Colour(IntEnum):
    """How her back took a session. Ordered: more is worse."""

    GREEN = 0
    AMBER = 1
    RED = 2


class PainSign(IntEnum):
    """A sign about pain that came up in a session. Ordered: a leg asks for more."""

    NONE = 0
    SHARP = 1  # sharp, shooting, or suddenly much more
    LEG = 2  # numbness, tingling or burning in a leg


class Course(IntEnum):
    """What becomes of her sessions. Ordered: more goes on less."""

    GO_ON = 0
    NO_GROWTH = 1
    RELIEF = 2
    PAUSE = 3
    END = 4


@dataclass(frozen=True, slots=True)
class Ratings:
    """What she said about one session, 0 to 10. None: not asked, or not told.

    ``next_morning`` is what ``morning_is_now`` let her tell.
    """

    before: int
    worst: int | None = None
    after: int | None = None
    next_morning: int | None = None
    sign: PainSign = PainSign.NONE

    @property
    def peak(self) -> int:
        """The worst that was told of: never less than straight after."""
        return max(self.worst or 0, self.after or 0)

    @property
    def told(self) -> bool:
        return self.worst is not None and self.after is not None

    @property
    def rise_after(self) -> int:
        return 0 if self.after is None else self.after - self.before

    @property
    def rise_next_morning(self) -> int:
        return 0 if self.next_morning is None else self.next_morning - self.before

    @property
    def over(self) -> int:
        """How far the worst was above what is allowed."""
        return self.peak - allowed(self.before)


@dataclass(frozen=True, slots=True)
class Response:
    """A colour and why. ``provisional``: the next morning may still change it."""

    colour: Colour
    reason: Reason
    provisional: bool


def allowed(before: int) -> int:
    """Return the worst pain a session may bring: two more, to five, and never less than before."""
    return max(before, min(before + 2, 5))


def morning_is_now(*, started: datetime, ended: datetime, now: datetime) -> bool:
    """Say whether it is the morning after, or still soon enough to remember it.

    From five o'clock in her zone, that of ``now``, until 36 hours after the start: a session
    may have been left open for days before it ended.
    """
    over = ended.astimezone(now.tzinfo)
    day = over.date() if over.time() < MORNING_BEGINS else over.date() + timedelta(days=1)
    begins = datetime.combine(day, MORNING_BEGINS, tzinfo=now.tzinfo)
    return begins <= now <= started + MORNING_LASTS


@dataclass(frozen=True, slots=True)
class _Rule:
    colour: Colour
    reason: Reason
    holds: Callable[[Ratings], bool]


def _rule(
    colour: Colour, name: str, text: str, sources: tuple[str, ...], holds: Callable[[Ratings], bool]
) -> _Rule:
    return _Rule(colour, Reason(f"response-{name}", text, sources), holds)


# The first that holds decides, so the worst come first.
_RULES: Final = (
    _rule(
        Colour.RED,
        "leg",
        "You felt numbness, tingling or burning in a leg.",
        _OURS,
        lambda r: r.sign is PainSign.LEG,
    ),
    _rule(
        Colour.RED,
        "sharp",
        "You felt sharp or shooting pain, or much more pain.",
        _OURS,
        lambda r: r.sign is PainSign.SHARP,
    ),
    _rule(
        Colour.RED,
        "severe",
        "At its worst your back hurt 7 or more, and more than before you began.",
        _OURS,
        lambda r: r.peak >= MUCH_PAIN and r.peak > r.before,
    ),
    _rule(
        Colour.RED,
        "far-over",
        "At its worst your back hurt much more than before you began.",
        (*_MEASURED, *_OURS),
        lambda r: r.over > 1,
    ),
    _rule(
        Colour.RED,
        "morning-two",
        "The next morning your back hurt 2 points more than before the session, or worse.",
        _MEASURED,
        lambda r: r.rise_next_morning >= 2,
    ),
    _rule(
        Colour.AMBER,
        "just-over",
        "At its worst your back hurt a little more than it should.",
        (*_MEASURED, *_OURS),
        lambda r: r.over == 1,
    ),
    _rule(
        Colour.AMBER,
        "after-two",
        "Straight after, your back hurt 2 points more than before the session, or worse.",
        _MEASURED,
        lambda r: r.rise_after >= 2,
    ),
    _rule(
        Colour.AMBER,
        "morning-one",
        "The next morning your back hurt 1 point more than before the session.",
        _MEASURED,
        lambda r: r.rise_next_morning == 1,
    ),
    _rule(
        Colour.GREEN,
        "settled",
        "Your back took this session well.",
        _MEASURED,
        lambda r: r.told,
    ),
)


def respond(ratings: Ratings) -> Response | None:
    """Return how her back took a session; None while too little is told to say."""
    rule = next((rule for rule in _RULES if rule.holds(ratings)), None)
    if rule is None:
        return None
    open_still = rule.colour is not Colour.RED and ratings.next_morning is None
    return Response(rule.colour, rule.reason, provisional=open_still)
