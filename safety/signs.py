"""Warning signs during and around exercise, and what each answer about one comes to.

Decides which signs concern a woman, which answers a sign offers her, and whether
an answer ends the exercise, the session, or shuts the gate. Opening a sign decides
nothing: only an answer does.
"""

from dataclasses import dataclass
from enum import IntEnum

from safety.rules import When
from safety.vocabulary import Act, Facts, Outcome


class Ends(IntEnum):
    """What an answer ends. Ordered: more ends less goes on."""

    NOTHING = 0
    EXERCISE = 1
    SESSION = 2


@dataclass(frozen=True, slots=True)
class SignAnswer:
    """One answer to a sign's question and what she does about it.

    ``questions`` are the safety questions about the same symptom.
    """

    id: str
    label: str
    when: When
    outcome: Outcome
    act: Act
    ends: Ends
    advice: str
    say: str
    questions: tuple[str, ...] = ()

    @property
    def is_stop(self) -> bool:
        """Say whether it is stored as a stop and shuts the gate."""
        return self.outcome >= Outcome.TODAY


@dataclass(frozen=True, slots=True)
class Sign:
    """One warning sign, and all that can be answered about it."""

    id: str
    label: str
    first: str
    ask: str
    timer_s: int
    when: When
    sources: tuple[str, ...]
    answers: tuple[SignAnswer, ...]
    reviewed_by: str = ""
    reviewed_on: str = ""

    def answers_for(self, facts: Facts) -> tuple[SignAnswer, ...]:
        """The answers that concern her, as written."""
        return tuple(answer for answer in self.answers if answer.when.holds(facts))


def signs_for(signs: tuple[Sign, ...], facts: Facts) -> tuple[Sign, ...]:
    """Return the signs that concern her, worst first as they are written."""
    return tuple(sign for sign in signs if sign.when.holds(facts))
