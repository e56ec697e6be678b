"""How long answers that are not yet sent count.

Decides which answers of an unfinished screening may still be used: all of them for a day at
most, and only while nothing has happened that they could not know of; what she feels for four
hours from when she said so, however often she saved since. What is dropped is asked afresh.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from safety.history import History
from safety.questionnaire import FELT_BLOCKS, Questionnaire
from safety.triage import changed_between
from safety.vocabulary import Answers

DRAFT_LASTS: Final = timedelta(days=1)
SYMPTOMS_LAST: Final = timedelta(hours=4)


def is_over(begun: datetime, history: History, questionnaire: Questionnaire, now: datetime) -> bool:
    """Say whether all of a draft is too old: a day, other dates, a boundary, or a sign since."""
    if not timedelta(0) <= now - begun <= DRAFT_LASTS or begun < history.dated_at:
        return True
    told = (history.screenings, history.stops, history.contacts)
    if any(row.at > begun for rows in told for row in rows):
        return True
    before, today = (history.bare(at.date()) for at in (begun.astimezone(now.tzinfo), now))
    return bool(changed_between(questionnaire, before, today, {}))


def still_counts(
    answers: Answers, given: Mapping[str, str], questionnaire: Questionnaire, now: datetime
) -> dict[str, str]:
    """Return ``answers`` without what she felt too long ago; ``given`` says when, in ISO form.

    A time that is missing or still to come counts as too long ago.
    """
    questions = questionnaire.questions
    return {
        id_: answer
        for id_, answer in answers.items()
        if id_ in questions
        and (questions[id_].block not in FELT_BLOCKS or _is_recent(given.get(id_, ""), now))
    }


def _is_recent(given: str, now: datetime) -> bool:
    return bool(given) and timedelta(0) <= now - datetime.fromisoformat(given) <= SYMPTOMS_LAST
