"""How much of a form is hers, beyond what its dose says.

Decides that what safety limits is done at the start dose at most, and how long she holds: with
very bendy joints 15 seconds at most, muscle work included, because a joint that gives is not
made steadier by waiting at the end of it. Refuses nothing, and leaves supported rest and slow
breathing as they are: there she is carried and holds nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from exercises.catalogue import Dose, DoseLevel, Exercise, Form, Variant
from safety.vocabulary import Effect, Facts, Modifier, Verdict

REST_CAP_S: Final = 300  # longer in one position, and something goes numb
LONGEST_HOLD_S: Final[Mapping[Modifier, int]] = {Modifier.HYPERMOBILE: 15}


def level_within(verdict: Verdict, level: DoseLevel) -> DoseLevel:
    """Return ``level``, or start where safety limits the movement and ``level`` is above it."""
    if verdict.effect is Effect.LIMIT:
        return min(level, DoseLevel.START, key=list(DoseLevel).index)
    return level


def longest_hold(exercise: Exercise, facts: Facts) -> int | None:
    """Return the most seconds she holds it; None: as long as the exercise says."""
    if exercise.rest_position:
        return None
    return min((s for m, s in LONGEST_HOLD_S.items() if m in facts.modifiers), default=None)


def form_for(exercise: Exercise, variant: Variant | None, facts: Facts) -> Form:
    """Return a form with the doses as they are for her."""
    form, longest = exercise.form(variant), longest_hold(exercise, facts)
    if longest is None:
        return form
    return replace(form, doses={level: _cut(dose, longest) for level, dose in form.doses.items()})


def _cut(dose: Dose, longest: int) -> Dose:
    return dose if dose.hold_s is None else replace(dose, hold_s=min(dose.hold_s, longest))
