"""What a woman is told to have beside her before a plan begins.

Decides the sentences only, from the forms of the plan and what she told. Closes nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from exercises.catalogue import Form, Prop
from exercises.circumstances import Circumstances, Floor, Has, holds_a_chair, stays_off_floor
from exercises.timeline import on_floor
from sessions.planning import Plan

SOFT: Final = frozenset({Prop.CUSHION, Prop.PILLOW})

INSTEAD_OF_CUSHIONS: Final = "Where it says cushion or pillow, take a folded blanket or a coat."
CHAIR: Final = (
    "Before you get down to the floor, put a sturdy chair or something as firm beside you. "
    "Hold it on the way down and up."
)
COMPANY: Final = f"{CHAIR} Have somebody near if you can."
NOTHING_TO_HOLD: Final = "We stay off the floor until you tell us that you have a chair to hold."
TODDLERS: Final = (
    "Pause whenever a child needs you: your place is kept. "
    "Never exercise with a child on your back."
)


def beside(plan: Plan, told: Circumstances, *, bereaved: bool = False) -> tuple[str, ...]:
    """Return what to have ready for ``plan``, and how to begin, a sentence or two each.

    To a bereaved woman no child is spoken of.
    """
    forms = [item.exercise.form(item.variant) for item in plan.items]
    about_children = told.toddlers is Has.YES and not bereaved
    return (*_sentences(forms, told), *([TODDLERS] if about_children else []))


def _sentences(forms: Sequence[Form], told: Circumstances) -> Iterator[str]:
    needed = {prop for form in forms for prop in form.props}
    lacking = SOFT & needed if told.cushions is Has.NO else frozenset[Prop]()
    if needed - lacking:
        yield f"Have ready: {_listed([prop.words for prop in Prop if prop in needed - lacking])}."
    if lacking:
        yield INSTEAD_OF_CUSHIONS
    if any(map(on_floor, forms)) and holds_a_chair(told):
        yield COMPANY if told.floor is Floor.WITH_HELP else CHAIR
    if told.floor is Floor.WITH_HELP and stays_off_floor(told):
        yield NOTHING_TO_HOLD


def _listed(words: Sequence[str]) -> str:
    """Such as ``a table, a chair and a towel``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
