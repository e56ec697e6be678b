"""What the pain rules say of her, as the one card that is shown.

Decides only the words, and which card is the most urgent. Shuts no gate and changes no plan:
a card that says to phone or to ask first leads to the safety questions, and what she answers
there decides. While safety holds her back already, nothing is said beside it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from accounts.models import User
from safety.facts import Known, known
from safety.standing import Status
from safety.vocabulary import Act, Outcome
from sessions.cards import Card
from sessions.consequences import REDS_WITHIN, Consequences, Taken, consequences
from sessions.models import GuidedSession
from sessions.pain import Colour, Course, Response, morning_is_now, respond
from sessions.review import Trigger, Weeks, review
from sessions.told import (
    A_PREGNANCY,
    answered_at,
    carried_on_about_pain_at,
    readings,
    sessions_over,
    taken,
    weeks,
)

HELD: Final = frozenset(
    {Status.WAITING, Status.NOT_YET, Status.HARM, Status.ANOTHER_DAY, Status.REST_ONLY}
)
AGAIN: Final = ("safety:screening", "Answer the safety questions again")
CLEARED: Final = ("sessions:cleared", "They said that I can go on")
NOWHERE: Final = ("", "")
ASK: Final = "Talk to your midwife or doctor before another session"

# The title, and what to do, for each rule that asks for no phone call.
WEEKS: Final[Mapping[str, tuple[str, str]]] = {
    "review-two-weeks": (
        "Tell your midwife about your back",
        "Ask whether a physiotherapist can see you.",
    ),
    "review-four-weeks": (
        "Ask to see a physiotherapist",
        "Rest and relief are yours to keep. Add nothing new until you have been seen.",
    ),
    "review-six-weeks": (
        "Stop here, and ask for help with your back",
        "Something else may help more. Ask your midwife or doctor about a physiotherapist.",
    ),
    "review-up-two": (ASK, "Rest until you have asked."),
    "review-after-birth": (
        "Ask to see a physiotherapist",
        "Your midwife or doctor can send you to one.",
    ),
}
PHONE: Final[Mapping[Act, str]] = {
    Act.NOW: "Phone your maternity unit now, day or night",
    Act.TODAY: "Phone your maternity unit today",
}

Ranked = tuple[tuple[Outcome, Course], Card]


def card_now(person: User, found: Known | None, now: datetime) -> Card | None:
    """Return the most urgent card about her sessions and weeks; None when there is none."""
    if found is None or found.standing.status in HELD:
        return None
    rows = sessions_over(person, now.date() - A_PREGNANCY)
    past = taken(person, rows, found, now.date())
    triggers = review(weeks(person, rows, found, now), now.date())
    cards = [*_of_sessions(past, _follows(past, found, now)), *map(_of_weeks, triggers)]
    return max(cards, key=lambda each: each[0])[1] if cards else None


def paused_since(person: User, found: Known | None, now: datetime) -> datetime | None:
    """Return when her last session was, if her sessions are paused until she has asked."""
    if found is None or found.standing.status in HELD:
        return None
    past = taken(person, sessions_over(person, now.date() - A_PREGNANCY), found, now.date())
    return max(each.at for each in past) if _follows(past, found, now).pause else None


def card_after(guided: GuidedSession, now: datetime) -> Card | None:
    """Return the card of one session that is over; None while too little is told."""
    person, found = guided.person, known(guided.person, now)
    rows = sessions_over(person, guided.on - REDS_WITHIN)
    past = [each for each in taken(person, rows, found, guided.on) if each.on <= guided.on]
    this = next(each for each in past if each.key == str(guided.pk))
    if alone := review(_one(guided, found, now), this.on):
        return _of_weeks(alone[0])[1]
    response = respond(this.ratings)
    if response is None:
        return None
    until = [each for each in past if each.at <= this.at]
    follows = _follows(until, found, this.at.astimezone(now.tzinfo))
    paused = response.colour is Colour.RED and follows.pause
    return _paused(follows) if paused else _response(response, asks=True)


def asks_morning(guided: GuidedSession, now: datetime) -> bool:
    """Say whether she can tell now how her back was the morning after this session."""
    ended = guided.ended_at
    return ended is not None and morning_is_now(started=guided.started_at, ended=ended, now=now)


def _one(guided: GuidedSession, found: Known | None, now: datetime) -> Weeks:
    """Return one session as weeks are read, for what a single number asks."""
    told = [each for each in readings(guided, now.tzinfo) if not each.before_session]
    facts = found.facts if found else None
    return Weeks(
        readings=[each for each in told if each.on == guided.on],
        gestation_days=facts.gestation_days if facts else None,
        days_after_birth=facts.days_after_birth if facts else None,
    )


def _follows(past: Iterable[Taken], found: Known | None, now: datetime) -> Consequences:
    return consequences(
        past,
        now=now,
        answered_at=answered_at(found.history) if found else None,
        carried_on_at=carried_on_about_pain_at(found.history) if found else None,
    )


def _of_sessions(past: Iterable[Taken], follows: Consequences) -> list[Ranked]:
    """Return the card of her last sessions, as long as they ask something of the next."""
    if follows.pause:
        return [((Outcome.ASK_FIRST, Course.PAUSE), _paused(follows))]
    newest_first = sorted(past, key=lambda each: (each.at, each.key), reverse=True)
    said = [response for each in newest_first if (response := respond(each.ratings))]
    reds = [response for response in said if response.colour is Colour.RED]
    if reds and (follows.relief_until or follows.ask_again):
        card = _response(reds[0], asks=follows.ask_again)
        return [((Outcome.ASK_FIRST, Course.NO_GROWTH), card)]
    if said and said[0].colour is Colour.AMBER and not follows.away:
        return [((Outcome.ADAPTED, Course.NO_GROWTH), _response(said[0], asks=False))]
    return []


def _paused(follows: Consequences) -> Card:
    why = follows.pause[0].text
    text = f"{why} Rest until you have asked. Your answers say whether to phone today."
    return Card("ask_first", ASK, text, *AGAIN, *CLEARED)


def _response(response: Response, *, asks: bool) -> Card:
    why = response.reason.text
    if response.colour is Colour.RED:
        text = f"{why} Keep to rest and the gentlest movements: choose Hurts now."
        if asks:
            text += " Before your next session, answer the safety questions again."
        title = "That was too much: rest your back for a day or two"
        return Card("ask_first", title, text, *(AGAIN if asks else NOWHERE))
    if response.colour is Colour.AMBER:
        text = f"{why} Take fewer minutes, or make the movements smaller."
        return Card("good", "Do a little less next time", text, *NOWHERE)
    more = " Tomorrow we ask about the morning after." if response.provisional else ""
    return Card("good", "The same again is right", f"{why}{more}", *NOWHERE)


def _of_weeks(trigger: Trigger) -> Ranked:
    rank, why = (trigger.outcome, trigger.course), trigger.reason
    if trigger.outcome is Outcome.TODAY:
        text = f"{why.text} You are not wasting anyone’s time. Rest until you have spoken to them."
        return rank, Card("today", PHONE[trigger.act], text, *AGAIN)
    title, what = WEEKS[why.rule]
    asks = trigger.outcome is Outcome.ASK_FIRST
    card = Card(
        "ask_first" if asks else "good", title, f"{why.text} {what}", *(AGAIN if asks else NOWHERE)
    )
    return rank, card
