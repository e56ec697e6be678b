"""What would change an outcome: one thing or more that is hers to do or to wait for.

Decides the words under every outcome. Nothing here opens anything: it names what does.
"""

from collections.abc import Iterable, Mapping, Sequence

from safety.questionnaire import NOT_SURE, Question, Questionnaire
from safety.standing import Standing, Status
from safety.triage import Finding
from safety.vocabulary import Gate, Lock, Outcome

THEIR_WORD = "What the person you phone says. Tell us under “I have spoken to them”."
CLEARED = "A yes from your midwife or doctor. Tell us under “They have cleared me”."
OWN_PLAN = "A plan made for you by your own clinician. A tick here cannot take its place."
REST_ENDS = "The word of whoever advised you to rest. Then change your answer."
FOUND_OUT = "Finding out for certain. If it turns out not to be so, change your answer."
NO_LONGER_FITS = "Change your answers when one no longer fits. The exercises change with it."
NEW_WORD = "A new word of whoever cleared you. Tell us under “They have said something new”."
NEWS = "A new sign, or news from your midwife or doctor. Then change your answers."

BY_STATUS: Mapping[Status, str] = {
    Status.NEVER: "Your answers to the safety questions.",
    Status.AGAIN: "Your answers to the questions we ask again.",
    Status.URGENT_ONLY: "Your answers to the rest of the safety questions.",
    Status.INVALID_DATES: "A date that fits, or telling us that you have had your baby.",
    Status.WAITING: THEIR_WORD,
    Status.NOT_YET: "Their word that you can go on. Tell us under “I have spoken to them again”.",
    Status.REST_ONLY: "What they say next. Tell us under “I have spoken to them again”.",
    Status.HARM: "Help comes first. On another day you can answer the questions again.",
    Status.ANOTHER_DAY: "A yes from you, and your answers to the questions we ask again.",
}


def what_would_change(
    where: Standing, questionnaire: Questionnaire, deciding: Sequence[str]
) -> tuple[str, ...]:
    """Return what would change where she stands, each once.

    ``deciding`` are the ids of the answers and signs that hold her where she is.
    """
    known = questionnaire.questions
    own = [known[id_].changes for id_ in deciding if id_ in known and known[id_].changes]
    if where.status in BY_STATUS:
        rests = where.status is Status.REST_ONLY and where.gate is Gate.SHUT
        said = [BY_STATUS[where.status], *([REST_ENDS] if rests else []), *own]
    elif where.status is Status.ASK_FIRST:
        said = list(_for_each(_left(where), known))
    else:
        adapted = where.decision is not None and where.decision.outcome is not Outcome.CLEAR
        fits = [NO_LONGER_FITS, *own] if adapted else []
        said = [*fits, *([NEW_WORD] if where.cleared else []), NEWS]
    return tuple(dict.fromkeys(said))


def _left(where: Standing) -> Iterable[Finding]:
    """The answers that ask first and are not cleared."""
    findings = where.decision.findings if where.decision else ()
    asking = (f for f in findings if f.outcome is Outcome.ASK_FIRST)
    return (f for f in asking if f not in where.cleared)


def _for_each(left: Iterable[Finding], known: Mapping[str, Question]) -> Iterable[str]:
    for finding in left:
        if changes := known[finding.question].changes:
            yield changes
        elif finding.closes_breathing:
            yield REST_ENDS
        if finding.lock is Lock.HARD:
            yield OWN_PLAN
            continue
        if finding.answer == NOT_SURE:
            yield FOUND_OUT
        yield CLEARED
