"""The rules that follow from several answers, or from the birth itself, each a named predicate.

Decides only whether a rule holds; its words and its level are in ``content/questions.toml``.
The rules about the pain alone are in ``safety.pain``.
"""

from collections.abc import Callable, Mapping

from safety.birth import in_first_six_weeks
from safety.pain import down_the_leg, pelvic_pattern, relief_only
from safety.questionnaire import NO, NOT_SURE, YES
from safety.vocabulary import SEEN, Answers, Facts

PRE_ECLAMPSIA_FROM_DAYS = 140  # 20+0
PRE_ECLAMPSIA_AFTER_BIRTH_DAYS = 42
PRE_ECLAMPSIA_SIGNS = ("U5a", "U5b", "U5c", "U5d")
HIGH_BLOOD_PRESSURE = ("U5-bp", "A6", "R5", "R19")
PRE_ECLAMPSIA = "E6"
FIRST_SIX_WEEKS = "first_six_weeks"
EPIDURAL_RECENT = "epidural_recent"
AFTER_AN_EPIDURAL = ("E12", "U14-wound", "U14-headache")
NUMB_OR_WEAK_LEGS = ("E5", "U8", "U12", "R17")


def could_be_severe_pre_eclampsia(facts: Facts, answers: Answers) -> bool:
    """Rule E6: two of the U5 signs, or one with high blood pressure now or before.

    From 20+0, or up to 42 days after birth. A sign that was looked at and is the
    same counts beside a new one, and blood pressure she is not sure of counts as
    high. Sources: CDC, NHS-PE; the combination is a product rule.
    """
    if not _pre_eclampsia_possible(facts):
        return False
    signs = [answers.get(id_) for id_ in PRE_ECLAMPSIA_SIGNS]
    if YES not in signs:
        return False
    present = sum(answer in (YES, SEEN) for answer in signs)
    pressure = any(answers.get(id_) in (YES, NOT_SURE) for id_ in HIGH_BLOOD_PRESSURE)
    return present >= 2 or pressure


def _pre_eclampsia_possible(facts: Facts) -> bool:
    if facts.days_after_birth is not None:
        return facts.days_after_birth <= PRE_ECLAMPSIA_AFTER_BIRTH_DAYS
    return facts.gestation_days is None or facts.gestation_days >= PRE_ECLAMPSIA_FROM_DAYS


def epidural_leaves_nothing_out(facts: Facts, answers: Answers) -> bool:
    """Rule epidural_recent: no limit follows from the needle while it and her legs are well.

    For six weeks after a birth with an epidural or a spinal, as long as she has answered no
    to every sign of it; a blank, a not sure or a sign that was looked at does not say so.
    """
    well = (*AFTER_AN_EPIDURAL, *NUMB_OR_WEAK_LEGS)
    return (
        facts.epidural is True
        and in_first_six_weeks(facts)
        and all(answers.get(id_) == NO for id_ in well)
    )


# Every derived rule with words of its own in the content.
DERIVED: Mapping[str, Callable[[Facts, Answers], bool]] = {
    PRE_ECLAMPSIA: could_be_severe_pre_eclampsia,
    FIRST_SIX_WEEKS: lambda facts, _: in_first_six_weeks(facts),
    EPIDURAL_RECENT: epidural_leaves_nothing_out,
    "B1-relief": lambda _, answers: relief_only(answers),
    "B2-leg": lambda _, answers: down_the_leg(answers),
    "B2-pelvis": lambda _, answers: pelvic_pattern(answers),
}
