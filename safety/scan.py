"""The next scan, after which the place of the placenta is asked again.

Decides only whether that day has gone by since she answered. It counts only while it is asked
of her: once the placenta is out of the way, the day of an older answer says nothing. A scan she
knows no day of changes nothing: the weeks at which the rule changes still ask.
"""

from datetime import date, timedelta

from safety.questionnaire import Questionnaire, day_of
from safety.vocabulary import Answers, Facts

NEXT_SCAN = "R4-scan"
ABOUT_THE_PLACENTA = frozenset({"R4", NEXT_SCAN})


def next_scan(questionnaire: Questionnaire, facts: Facts, answers: Answers) -> date | None:
    """Return the day of the scan she told us of, where these answers ask for one."""
    question = questionnaire.questions.get(NEXT_SCAN)
    if question is None or not question.asked(facts, answers):
        return None
    return day_of(answers.get(NEXT_SCAN, ""))


def asked_after_the_scan(scan: date | None, answered: date, on: date) -> frozenset[str]:
    """Return what to ask again on ``on``, because a scan told of on ``answered`` has been."""
    return ABOUT_THE_PLACENTA if scan is not None and answered <= scan < on else frozenset()


def asks_again_on(scan: date | None) -> date | None:
    """Return the first day it is asked again."""
    return scan + timedelta(days=1) if scan is not None else None
