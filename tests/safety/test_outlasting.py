"""Which signs told on the day of a birth still wait after it."""

from collections.abc import Collection

import pytest

from safety.content import questionnaire
from safety.outlasting import outlasts_a_birth
from safety.vocabulary import Outcome

LAST_OF_PREGNANCY = "U3"  # the baby moves less
OF_BOTH = "U7"  # a sore, swollen calf


@pytest.mark.parametrize(
    ("outcome", "decided", "waits"),
    [
        (Outcome.EMERGENCY, {LAST_OF_PREGNANCY}, True),
        (Outcome.EMERGENCY, set(), True),
        (Outcome.TODAY, {LAST_OF_PREGNANCY}, False),
        (Outcome.TODAY, {OF_BOTH}, True),
        (Outcome.TODAY, {LAST_OF_PREGNANCY, OF_BOTH}, True),
        (Outcome.TODAY, set(), True),  # no question is about it: not known to have ended
        (Outcome.TODAY, {"no such question"}, True),
        (Outcome.ASK_FIRST, {OF_BOTH}, False),
        (Outcome.ADAPTED, set(), False),
    ],
)
def test_only_what_ends_with_a_pregnancy_ends_with_it(
    outcome: Outcome, decided: Collection[str], waits: bool
) -> None:
    assert outlasts_a_birth(outcome, decided, questionnaire()) is waits
