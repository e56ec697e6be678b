"""Which signs outlast the end of a pregnancy, when they were told on its day.

Decides by the questions about a sign: waters, tightenings and the baby's movement end with the
pregnancy. An emergency is never taken to have ended, nor a sign that no question is about.
"""

from collections.abc import Collection

from safety.questionnaire import Questionnaire
from safety.vocabulary import Facts, Gate, Outcome

THAT_DAY = Facts(Gate.SHUT, days_after_birth=0)


def outlasts_a_birth(
    outcome: Outcome, decided: Collection[str], questionnaire: Questionnaire
) -> bool:
    """Say whether a sign of the day of a birth still has to be looked at after it."""
    if outcome is Outcome.EMERGENCY or not decided:
        return outcome >= Outcome.TODAY
    return outcome >= Outcome.TODAY and any(_is_asked(id_, questionnaire) for id_ in decided)


def _is_asked(id_: str, questionnaire: Questionnaire) -> bool:
    question = questionnaire.questions.get(id_)
    asks = () if question is None else question.asks
    return not asks or any(ask.when.holds(THAT_DAY) for ask in asks)
