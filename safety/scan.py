"""The next scan, after which the place of the placenta is asked again.

Decides only whether that day has gone by since she answered. A scan she knows no day of
changes nothing: the weeks at which the rule changes still ask.
"""

from datetime import date, timedelta

from safety.questionnaire import day_of
from safety.vocabulary import Answers

NEXT_SCAN = "R4-scan"
ABOUT_THE_PLACENTA = frozenset({"R4", NEXT_SCAN})


def next_scan(answers: Answers) -> date | None:
    """Return the day of the scan she told us of."""
    return day_of(answers.get(NEXT_SCAN, ""))


def asked_after_the_scan(answers: Answers, answered: date, on: date) -> frozenset[str]:
    """Return what to ask again on ``on``, because a scan told of on ``answered`` has been."""
    scan = next_scan(answers)
    return ABOUT_THE_PLACENTA if scan is not None and answered <= scan < on else frozenset()


def asks_again_on(answers: Answers) -> date | None:
    """Return the first day it is asked again."""
    scan = next_scan(answers)
    return scan + timedelta(days=1) if scan is not None else None
