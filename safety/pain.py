"""What she says about the pain itself: the named rules of block B.

Decides when a pain counts as the sign U11, when it asks for relief only, when its place says
that a nerve or the pelvis is part of it, and whether it limits her days. Answers about a pain
she does not have count for nothing, and a blank is never read as "nothing eases it".
"""

from typing import Final

from safety.vocabulary import SEEN, Answers

NOW, WORST, WHERE, WORSE, EASED, KEEPS_FROM = "B1", "B1-worst", "B2", "B4", "B5", "B6"
NUMB_LEG = ("U12", "R17")
SEVERE_PAIN: Final = "U11"

# Of 10. From the first a session is for relief only; from the second she phones today.
MUCH_PAIN: Final = 7
UNBEARABLE: Final = 9
POSITIONS = frozenset({"lying", "sitting", "moving"})
NOTHING = "nothing"
ALL_NIGHT = "all_night"
LIMITS = frozenset({"sleep", "everyday", ALL_NIGHT})
PELVIC_PLACES = frozenset({"pubic_bone", "back_of_pelvis"})
PELVIC_LOADS = frozenset({"stairs", "rolling", "one_leg"})


def chosen(answer: str) -> frozenset[str]:
    """Return the choices of an answer that may hold several, stored with commas."""
    return frozenset(answer.split(",")) if answer else frozenset()


def has_pain(answers: Answers) -> bool:
    return _level(answers, NOW) > 0 or _level(answers, WORST) > 0


def position_eases(answers: Answers) -> bool:
    return has_pain(answers) and bool(_told(answers, EASED) & POSITIONS)


def counts_as_u11(answers: Answers) -> bool:
    """9 or 10 now, or nothing eases it; or all night, or 7 or 8 now and no position eases it.

    The last two not when it was looked at and is the same: the first two are worse than that.
    """
    now, eased = _level(answers, NOW), _told(answers, EASED)
    if now >= UNBEARABLE or (has_pain(answers) and NOTHING in eased):
        return True
    if _looked_at(answers):
        return False
    unmoved = now >= MUCH_PAIN and bool(eased) and not position_eases(answers)
    return unmoved or never_stops_at_night(answers)


def never_stops_at_night(answers: Answers) -> bool:
    return has_pain(answers) and ALL_NIGHT in _told(answers, KEEPS_FROM)


def limits_her_days(answers: Answers) -> bool | None:
    """Whether it keeps her from sleep or everyday things; None where she was not asked."""
    told = _told(answers, KEEPS_FROM)
    return bool(told & LIMITS) if has_pain(answers) and told else None


def relief_only(answers: Answers) -> bool:
    """7 or 8 now, and a position eases it, or it was looked at and is the same."""
    if not MUCH_PAIN <= _level(answers, NOW) < UNBEARABLE or counts_as_u11(answers):
        return False
    return position_eases(answers) or _looked_at(answers)


def down_the_leg(answers: Answers) -> bool:
    """Pain below the knee in a leg she has not called numb."""
    numb = any(answers.get(id_, "no") != "no" for id_ in NUMB_LEG)
    return has_pain(answers) and "below_knee" in _told(answers, WHERE) and not numb


def pelvic_pattern(answers: Answers) -> bool:
    """Pain at the front or back of the pelvis that stairs, rolling or one leg make worse."""
    where, worse = _told(answers, WHERE), _told(answers, WORSE)
    return has_pain(answers) and bool(where & PELVIC_PLACES) and bool(worse & PELVIC_LOADS)


def _looked_at(answers: Answers) -> bool:
    return answers.get(SEVERE_PAIN) == SEEN


def _told(answers: Answers, question: str) -> frozenset[str]:
    return chosen(answers.get(question, ""))


def _level(answers: Answers, question: str) -> int:
    answer = answers.get(question, "")
    return int(answer) if answer.isdecimal() else 0
