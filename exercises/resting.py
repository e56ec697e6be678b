"""What may call itself rest or breathing, to which gates open that are shut to movement.

Refuses the names for whatever moves, works one side at a time, is done in a position that
is work to keep, is held as briefly as muscle work, or asks more of a body than lying or
sitting with support does. Only these two kinds may be ``rest_position``, which frees a
hold from the caps.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from exercises.catalogue import Exercise, Form, Kind, Mode, Position, Sides
from safety.vocabulary import Demand

SUPPORTED: Final = frozenset(
    {
        Position.SITTING,
        Position.KNEELING,
        Position.SIDE_LYING,
        Position.LYING,
        Position.PROPPED,
    }
)
LEAST_HOLD_S: Final = 30  # three times the cap of muscle work
# Breathing is open where nothing else is, so it asks for nothing but to sit or to lie.
MAY_ASK: Final[Mapping[Kind, frozenset[Demand]]] = {
    Kind.BREATHING: frozenset({Demand.LONG_SITTING, Demand.SIDE_PRESSURE}),
    Kind.REST: frozenset(
        {
            Demand.FLOOR_TRANSFER,
            Demand.KNEE_LOAD,
            Demand.LONG_SITTING,
            Demand.SIDE_PRESSURE,
            Demand.SUPINE_FLAT,
            Demand.WIDE_ABDUCTION,
        }
    ),
}

Keyed = tuple[str, str]  # key, reason


def faults(exercise: Exercise) -> Iterator[Keyed]:
    """Name what is no rest or breathing though it is called so, by key and reason."""
    if exercise.kind not in MAY_ASK:
        if exercise.rest_position:
            yield "rest_position", "is for the kinds rest and breathing alone"
        return
    yield from _form("", exercise.form(), exercise.kind)
    for variant in exercise.variants:
        if not variant.swap_to:
            yield from _form(f"variants.{variant.slug}.", exercise.form(variant), exercise.kind)


def _form(key: str, form: Form, kind: Kind) -> Iterator[Keyed]:
    for more in sorted(form.demands - MAY_ASK[kind]):
        yield f"{key}demands", f"{kind} never asks for {more}"
    if form.position not in SUPPORTED:
        yield f"{key}position", f"{kind} is never done {form.position}"
    if form.sides is not Sides.TOGETHER:
        yield f"{key}sides", f"{kind} is for both sides together"
    for level, dose in form.doses.items():
        if dose.mode is not Mode.HOLD or dose.quick:
            yield f"{key}doses.{level}", f"{kind} is held, and nothing in it is repeated"
        elif dose.hold_s is not None and dose.hold_s < LEAST_HOLD_S:
            yield f"{key}doses.{level}", f"{kind} is held for at least {LEAST_HOLD_S} seconds"
