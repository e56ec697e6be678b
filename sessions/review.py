"""Whether what she does helps at all, and when to ask somebody.

Decides over weeks, by ``docs/clinical.md``, "How her back took a session": from the mean of her
pain before sessions over seven days, and from single high numbers. Where it leaves room,
the stricter reading is taken: "no change" is less than what it calls improvement, and whether
pain limits her days counts as yes until she has said.

Refuses to compare weeks with fewer than three readings, and begins anew after a break of two
weeks, because she does too. Only says: no gate is shut here. Gates stay with safety, whose
questions every card leads to; new signs of nerves, pregnancy or illness are theirs alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from safety.gestation import parse_days
from safety.pain import UNBEARABLE
from safety.vocabulary import Act, Outcome, Reason
from sessions.pain import Course

WEEK: Final = timedelta(days=7)
FEWEST: Final = 3  # readings that make a mean
BREAK: Final = timedelta(days=14)
FOUR_WEEKS: Final = 4 * WEEK
SIX_WEEKS_LONG: Final = 6 * WEEK
SESSIONS_IN_FOUR_WEEKS: Final = 12  # three a week
POINTS: Final = 2  # the smallest change beyond error
SHARE: Final = Fraction(30, 100)
MUCH_WORSE: Final = 3
HIGH, HIGH_DAYS = 8, 3
CALL_NOW_FROM: Final = parse_days("20+0")  # as the question about severe pain is graded
CALL_NOW_AFTER_BIRTH: Final = 42  # days

_CHANGE: Final = ("CHILDS05", "SUZUKI20", "PRODUCT")
_SEVERE: Final = ("MAYO-BP", "PRODUCT")


@dataclass(frozen=True, slots=True)
class Reading:
    """A pain she told, 0 to 10. Only one told before a session counts for the mean."""

    on: date
    at: datetime
    pain: int
    before_session: bool = True


@dataclass(frozen=True, slots=True)
class Weeks:
    """What she told and did. None: not known, which is taken strictly.

    ``done`` has one day for each session of which something was done. ``looked_at`` is when
    she last answered all the questions and nothing shut the gate: a high number told before
    it has been looked at.
    """

    readings: Collection[Reading] = ()
    done: Collection[date] = ()
    pgp: bool = False
    limits_her_days: bool | None = None
    new_night_pain: bool = False
    gestation_days: int | None = None
    days_after_birth: int | None = None
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """One thing to act on: how urgent, what to do first, what becomes of her sessions, why."""

    outcome: Outcome
    act: Act
    course: Course
    reason: Reason


@dataclass(frozen=True, slots=True)
class Trend:
    """The mean of her first week and of her last, and when the first began."""

    began: date
    first: Fraction
    last: Fraction

    @property
    def up(self) -> Fraction:
        return self.last - self.first

    @property
    def improved(self) -> bool:
        """Two points or 30 % less; with no pain at first, none now."""
        return -self.up >= POINTS or -self.up >= SHARE * self.first


def _trigger(
    outcome: Outcome, act: Act, course: Course, rule: str, text: str, sources: tuple[str, ...]
) -> Trigger:
    return Trigger(outcome, act, course, Reason(f"review-{rule}", text, sources))


TWO_WEEKS: Final = _trigger(
    Outcome.ADAPTED,
    Act.MENTION,
    Course.GO_ON,
    "two-weeks",
    "Your back has hurt about the same for two weeks.",
    ("ELHT-PGP", "MAYO-BP", "NICE201"),
)
FOUR_WEEKS_SAME: Final = _trigger(
    Outcome.ASK_FIRST,
    Act.ASK,
    Course.RELIEF,
    "four-weeks",
    "Four weeks of sessions have not helped your back enough.",
    _CHANGE,
)
SIX_WEEKS: Final = _trigger(
    Outcome.ASK_FIRST,
    Act.ASK,
    Course.END,
    "six-weeks",
    "After six weeks your back hurts about as much as at the start.",
    _CHANGE,
)
WORSE: Final = _trigger(
    Outcome.ASK_FIRST,
    Act.ASK,
    Course.PAUSE,
    "up-two",
    "This week your back hurt 2 points more than in your first week, or worse.",
    _CHANGE,
)
MUCH_WORSE_NOW: Final = _trigger(
    Outcome.TODAY,
    Act.TODAY,
    Course.PAUSE,
    "up-three",
    "This week your back hurt 3 points more than in your first week, or worse.",
    _CHANGE,
)
HIGH_FOR_DAYS: Final = _trigger(
    Outcome.TODAY,
    Act.TODAY,
    Course.PAUSE,
    "eight-for-days",
    "Your back hurt 8 or more on three days running.",
    _SEVERE,
)
SEVERE_ONCE: Final = ("severe", "You told us of back pain of 9 or 10.")
NIGHT: Final = ("night", "You told us of new back pain that never stops at night.")
AFTER_BIRTH: Final = _trigger(
    Outcome.ADAPTED,
    Act.MENTION,
    Course.GO_ON,
    "after-birth",
    "Your pelvis still hurts two weeks after the birth.",
    ("CUH-PGP",),
)


def review(told: Weeks, on: date) -> tuple[Trigger, ...]:
    """Return all there is to act on, on her day ``on``, most urgent first."""
    found = [*_now(told, on), *_by_trend(told, on), *_after_birth(told)]
    return tuple(sorted(found, key=_least_urgent, reverse=True))


def _least_urgent(trigger: Trigger) -> tuple[Outcome, bool, Course]:
    return (trigger.outcome, trigger.act is Act.NOW, trigger.course)


def _now(told: Weeks, on: date) -> list[Trigger]:
    """Return what single numbers and nights ask for."""
    fresh = [each for each in told.readings if timedelta() <= on - each.on < WEEK]
    unseen = [each for each in fresh if told.looked_at is None or each.at > told.looked_at]
    found = []
    if told.new_night_pain:
        found.append(_severe(NIGHT, told))
    if any(each.pain >= UNBEARABLE for each in unseen):
        found.append(_severe(SEVERE_ONCE, told))
    if _days_running(told.readings) & {each.on for each in unseen if each.pain >= HIGH}:
        found.append(HIGH_FOR_DAYS)
    return found


def _severe(said: tuple[str, str], told: Weeks) -> Trigger:
    weeks, after = told.gestation_days, told.days_after_birth
    if after is not None:
        now = after <= CALL_NOW_AFTER_BIRTH
    else:
        now = weeks is None or weeks >= CALL_NOW_FROM
    act = Act.NOW if now else Act.TODAY
    return _trigger(Outcome.TODAY, act, Course.PAUSE, *said, _SEVERE)


def _days_running(readings: Collection[Reading]) -> set[date]:
    """Return every day that ends three days running of much pain."""
    high = {each.on for each in readings if each.pain >= HIGH}
    return {
        day for day in high if all(day - timedelta(days=n) in high for n in range(1, HIGH_DAYS))
    }


def _by_trend(told: Weeks, on: date) -> list[Trigger]:
    found = trend(told.readings, on)
    if found is None:
        return []
    worse = MUCH_WORSE_NOW if found.up >= MUCH_WORSE else WORSE if found.up >= POINTS else None
    slow = None if found.improved else _slow(told, on - found.began, on)
    return [trigger for trigger in (worse, slow) if trigger]


def _slow(told: Weeks, since: timedelta, on: date) -> Trigger | None:
    """Return what no improvement asks for by now. Only what was done can have failed her."""
    done = sum(timedelta() <= on - day < FOUR_WEEKS for day in told.done)
    if since >= FOUR_WEEKS and done >= SESSIONS_IN_FOUR_WEEKS:
        return SIX_WEEKS if since >= SIX_WEEKS_LONG else FOUR_WEEKS_SAME
    minds = told.pgp or told.limits_her_days is not False
    return TWO_WEEKS if since >= 2 * WEEK and minds else None


def trend(readings: Collection[Reading], on: date) -> Trend | None:
    """Return how the last week compares with the first; None while either has too few readings."""
    told = sorted((each.on, each.pain) for each in readings if each.before_session)
    told = _since_break([each for each in told if each[0] <= on])
    last = _mean(told, on - WEEK + timedelta(days=1))
    starts = sorted({day for day, _ in told})
    firsts = ((day, _mean(told, day)) for day in starts)
    began, first = next(((day, mean) for day, mean in firsts if mean is not None), (on, None))
    return Trend(began, first, last) if first is not None and last is not None else None


def _since_break(told: list[tuple[date, int]]) -> list[tuple[date, int]]:
    returns = [later[0] for one, later in pairwise(told) if later[0] - one[0] >= BREAK]
    return [each for each in told if not returns or each[0] >= returns[-1]]


def _mean(told: list[tuple[date, int]], begins: date) -> Fraction | None:
    """Return the mean of the seven days from ``begins``."""
    pains = [pain for day, pain in told if begins <= day < begins + WEEK]
    return Fraction(sum(pains), len(pains)) if len(pains) >= FEWEST else None


def _after_birth(told: Weeks) -> list[Trigger]:
    after = told.days_after_birth
    return [AFTER_BIRTH] if told.pgp and after is not None and after >= 14 else []
