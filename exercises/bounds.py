"""How large what is written may be, where no clinical cap says it.

Refuses counts no exercise of ours comes near, and text too long for a card, a page or a
row. A hold and a muscle area have caps of their own, in ``vetting``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final

from exercises.catalogue import Dose, DoseLevel, Exercise, Maximum, Variant

MOST_REPS: Final = 30
MOST_SETS: Final = 3
MOST_REST_S: Final = 120
MOST_REP_S: Final = 30
MOST_REST_HOLD_S: Final = 600  # of slow breathing and supported rest
MOST_PER_DAY: Final = 10
MOST_WEEKS_AFTER_BIRTH: Final = 52
MOST_NAME: Final = 60  # characters, on a phone on two lines
MOST_TEXT: Final = 400
MOST_OF_ONE: Final = 12  # steps, mistakes and the like
MOST_VARIANTS: Final = 20
MOST_ORDER: Final = 999

Keyed = tuple[str, str]  # key, reason


def faults(exercise: Exercise) -> Iterator[Keyed]:
    """Name everything that is too large, by key and reason."""
    yield from _maximum(exercise.maximum)
    if not 1 <= exercise.order <= MOST_ORDER:
        yield "order", f"goes from 1 to {MOST_ORDER}"
    if max(exercise.after_birth_weeks.values(), default=0) > MOST_WEEKS_AFTER_BIRTH:
        yield "after_birth_weeks", f"is at most {MOST_WEEKS_AFTER_BIRTH}"
    if max(exercise.breathing.in_s, exercise.breathing.out_s) > MOST_REP_S:
        yield "breathing", f"in_s and out_s are at most {MOST_REP_S}"
    yield from _doses("", exercise.doses)
    yield from _texts("", exercise)
    if len(exercise.variants) > MOST_VARIANTS:
        yield "variants", f"are more than {MOST_VARIANTS}"
    for variant in exercise.variants:
        yield from _doses(f"variants.{variant.slug}.", variant.doses or {})
        yield from _texts(f"variants.{variant.slug}.", variant)


def _maximum(maximum: Maximum) -> Iterator[Keyed]:
    most = {
        "per_day": MOST_PER_DAY,
        "reps": MOST_REPS,
        "sets": MOST_SETS,
        "hold_s": MOST_REST_HOLD_S,
        "side_total_s": MOST_REST_HOLD_S,
    }
    for key, cap in most.items():
        value = getattr(maximum, key)
        if value is not None and not 1 <= value <= cap:
            yield f"maximum.{key}", f"is {value}, and goes from 1 to {cap}"


def _doses(key: str, doses: Mapping[DoseLevel, Dose]) -> Iterator[Keyed]:
    for level, dose in doses.items():
        if dose.quick > MOST_REPS:
            yield f"{key}doses.{level}", f"quick is {dose.quick}, over the most of {MOST_REPS}"
        if dose.rest_s > MOST_REST_S:
            yield f"{key}doses.{level}", f"rest_s is {dose.rest_s}, over the most of {MOST_REST_S}"
        if dose.rep_s is not None and dose.rep_s > MOST_REP_S:
            yield f"{key}doses.{level}", f"rep_s is {dose.rep_s}, over the most of {MOST_REP_S}"


def _texts(key: str, said: Exercise | Variant) -> Iterator[Keyed]:
    """Look at every text and list of texts there is, also at those of a later format."""
    for each in fields(said):
        value = getattr(said, each.name)
        most = MOST_NAME if each.name == "name" else MOST_TEXT
        texts = value if isinstance(value, tuple) and each.name != "variants" else (value,)
        if len(texts) > MOST_OF_ONE:
            yield f"{key}{each.name}", f"has more than {MOST_OF_ONE}"
        if any(isinstance(text, str) and len(text) > most for text in texts):
            yield f"{key}{each.name}", f"is longer than {most} characters"
