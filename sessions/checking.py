"""The check before a session: what is asked, and what the answers come to.

Decides which items concern her now, which questions a ticked one opens, and whether
anything told here shuts the gate. Answers of her screening count beside those given here,
so that two signs that are serious only together are seen together; never what she took back, nor
what an earlier check alone asked. A blank decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from safety.content import CheckInItem, questionnaire, safety_content
from safety.facts import Known
from safety.history import Coverage
from safety.pain import SEVERE_PAIN
from safety.questionnaire import FELT_BLOCKS, YES, Question
from safety.shutters import (
    clean_screenings,
    last_answers,
    looked_at,
    shutters_of,
    with_seen,
)
from safety.triage import Decision, decide
from safety.vocabulary import Answers, Outcome

SCREENED_LASTS: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Check:
    """What she ticked, what she answered about it, and what that comes to.

    ``asked`` are the questions to answer, in order; ``decision`` is None while one that
    could still matter is blank. ``seen`` are those somebody has looked at.
    """

    asked: tuple[Question, ...]
    answers: Answers
    blank: frozenset[str]
    decision: Decision | None
    seen: frozenset[str] = frozenset()

    @property
    def shuts(self) -> bool:
        return self.decision is not None and self.decision.outcome >= Outcome.TODAY


def just_screened(found: Known, now: datetime) -> bool:
    """Say whether the same questions were answered a moment ago."""
    return any(
        screening.coverage in (Coverage.FULL, Coverage.URGENT)
        and now - screening.at <= SCREENED_LASTS
        for screening in clean_screenings(found.history)
    )


def items_for(found: Known) -> list[CheckInItem]:
    """Return the items of which some question concerns her now."""
    known = questionnaire().questions
    before = _answered_before(found)
    return [
        item
        for item in safety_content().check_in
        if any(known[id_].asked(found.facts, before) for id_ in item.questions)
    ]


def check(found: Known, ticked: Sequence[str], given: Mapping[str, str], now: datetime) -> Check:
    """Return what ``given`` answers to the questions behind ``ticked`` items come to."""
    only = _behind(ticked)
    known = questionnaire().questions
    answers = {id_: given[id_] for id_ in only if given.get(id_) in known[id_].allowed}
    seen = looked_at(found.history, now)
    answers = with_seen(answers, seen)
    before = {id_: told for id_, told in _answered_before(found).items() if id_ not in only}
    decision = decide(questionnaire(), found.facts, {**before, **answers}, only)
    open_still = bool(decision.missing) and decision.outcome is not Outcome.EMERGENCY
    asked = (q for id_, q in known.items() if id_ in only)
    return Check(
        asked=tuple(
            q.worded_for(found.facts) for q in asked if q.asked(found.facts, {**before, **answers})
        ),
        answers=answers,
        blank=frozenset(decision.missing),
        decision=None if open_still else decision,
        seen=seen,
    )


def unbearable(found: Known) -> Check:
    """Return what a pain of 9 or 10 comes to."""
    answers = {SEVERE_PAIN: YES}
    decision = decide(questionnaire(), found.facts, answers, [SEVERE_PAIN])
    return Check((), answers, frozenset(), decision)


def _behind(ticked: Sequence[str]) -> frozenset[str]:
    items = (item for item in safety_content().check_in if item.id in ticked)
    return frozenset(id_ for item in items for id_ in item.questions)


def _answered_before(found: Known) -> dict[str, str]:
    """Return what she last told us, as her standing counts it.

    What shut the gate has its own call, so neither that nor what she felt then shuts it again.
    """
    known, history = questionnaire(), found.history
    told = last_answers(history, known)
    clean = last_answers(replace(history, screenings=tuple(clean_screenings(history))), known)
    held = {id_ for shutter in shutters_of(history) for id_ in shutter.questions}
    held |= {id_ for id_, question in known.questions.items() if question.block in FELT_BLOCKS}
    return {id_: answer for id_, answer in told.items() if id_ not in held} | {
        id_: answer for id_, answer in clean.items() if id_ in held
    }
