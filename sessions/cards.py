"""What comes before a session, or narrows it: one card for each place she may stand.

Decides only the words and where they lead; where she stands is decided in ``safety``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from accounts.models import User
from safety.facts import Known
from safety.models import Pregnancy
from safety.standing import Standing, Status
from safety.vocabulary import Gate, Outcome, State


@dataclass(frozen=True, slots=True)
class Card:
    """What comes before a session, or narrows it, and where to go about it, or else."""

    level: str
    title: str
    text: str
    href: str
    action: str
    else_href: str = ""
    else_action: str = ""


QUESTIONS: Final = Card(
    "good",
    "Answer the safety questions first",
    "They take about five minutes. Then you see what suits you, and why.",
    "safety:screening",
    "Start the questions",
)
CARDS: Final[Mapping[Status, Card]] = {
    Status.NEVER: QUESTIONS,
    Status.INVALID_DATES: Card(
        "ask_first",
        "Have you had your baby, or is the date wrong?",
        "We cannot plan from the due date we have. If it is right and you are still pregnant, "
        "phone your maternity unit today.",
        "safety:screening",
        "Tell us where you are",
    ),
    Status.YEAR_OVER: Card(
        "good",
        "A year has gone by",
        "What is here is made for pregnancy and the first year after a birth. What you wrote "
        "stays yours. For your back now, ask a physiotherapist or your doctor.",
        "safety:screening",
        "Tell us where you are",
    ),
    Status.PAUSED: Card(
        "good",
        "Everything is paused",
        "Nothing is planned, and nothing waits for you. Come back when you like.",
        "safety:pause",
        "Come back",
    ),
    Status.WAITING: Card(
        "today",
        "Get this looked at first",
        "You told us about something that needs help. There is no session until you have "
        "spoken to somebody about it.",
        "safety:standing",
        "See what to do and whom to call",
    ),
    Status.NOT_YET: Card(
        "today",
        "Not yet, you were told",
        "Rest is right for now. When somebody tells you that you may start again, tell us.",
        "safety:standing",
        "Tell us what they said",
    ),
    Status.HARM: Card(
        "good",
        "No session today",
        "Please do not be alone with what you told us. There are people to talk to, now.",
        "safety:standing",
        "See who is there for you",
    ),
    Status.ANOTHER_DAY: Card(
        "good",
        "Would you like to go on?",
        "Only if it feels right. You need not prove anything to us. If hard thoughts are here "
        "today too, please talk to someone first.",
        "safety:screening",
        "Yes, ask me the questions",
        "safety:standing",
        "Not today: see who is there for you",
    ),
    Status.REST_ONLY: Card(
        "today",
        "Rest only, you were told",
        "So here are slow breathing and resting positions, and nothing that moves you.",
        "safety:standing",
        "See where you stand",
    ),
    Status.AGAIN: Card(
        "good",
        "A few questions first",
        "",
        "safety:screening",
        "Answer the questions",
    ),
    Status.ASK_FIRST: Card(
        "ask_first",
        "Talk to your midwife or doctor first",
        "One of your answers is a reason to ask before you exercise.",
        "safety:standing",
        "See which answer, and what to ask",
    ),
    Status.URGENT_ONLY: Card(
        "good",
        "Slow breathing for now",
        "Answer the rest of the safety questions when you are ready, and more opens.",
        "safety:screening",
        "Answer the rest",
    ),
}
RESTS: Final = "You were also advised to rest or not to exercise, so nothing is open here for now."
CHANGED: Final = Card(
    "ask_first",
    "Your answers have changed since this was planned",
    "Something in this session may no longer be right for you. Finish it here. What you did "
    "counts, and the next plan fits your answers.",
    "sessions:today",
    "See today’s plan",
)
ENDED: Final[Mapping[str, Card]] = {
    State.AFTER_BIRTH: Card(
        "good",
        "When did you give birth?",
        "Tell us the day, and we can show you what is gentle enough now.",
        "safety:birth",
        "Tell us about the birth",
    ),
    State.NO_LONGER: Card(
        "good",
        "There is nothing you have to do here",
        "All plans have stopped. What you wrote down is still yours.",
        "safety:no_longer",
        "The few signs that still matter",
    ),
}


def card_of(where: Standing) -> Card | None:
    card = CARDS.get(where.status)
    if card is None:
        return None
    level, text = card.level, card.text or where.again_because
    if where.status is Status.WAITING and where.shut_outcome is Outcome.EMERGENCY:
        level = Outcome.EMERGENCY.slug
    if where.status is Status.ASK_FIRST and where.gate is Gate.BREATHING:
        text += " Until you have, slow breathing is open."
    if where.status is Status.REST_ONLY and where.gate is Gate.SHUT:
        text = RESTS
    return replace(card, level=level, text=text)


def without_dates(person: User) -> Card:
    newest = Pregnancy.objects.filter(person=person).order_by("-dated_at").first()
    return ENDED.get(newest.state, QUESTIONS) if newest else QUESTIONS


def card_for(person: User, found: Known | None) -> Card | None:
    """Return what stands before or beside a session; nothing when all is open."""
    return card_of(found.standing) if found else without_dates(person)
