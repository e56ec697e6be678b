"""What an exercise must keep to, beyond having the right keys.

Refuses doses over their caps, a form that does not say all that it asks of her or
asks what is never asked, sources nobody listed, what two exercises may not share, with
``resting`` work that calls itself rest, and with ``variants`` those that are not first
class. Caps are product rules: no trial in pregnancy defines them.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from exercises import bounds, resting, variants
from exercises.catalogue import (
    Dose,
    DoseLevel,
    Exercise,
    Form,
    Kind,
    Maximum,
    Position,
    Prop,
    Weeks,
)
from exercises.offering import Rules
from exercises.variants import Keyed
from safety.gestation import LAST_DAYS
from safety.vocabulary import IMPLIED_DEMANDS, BirthMode, Demand

HOLD_CAP_S: Final = 60
SIDE_CAP_S: Final = 120
MUSCLE_HOLD_CAP_S: Final = 10
MUSCLE_HOLD_CAPS_S: Final = {"wall_squat": 20}  # the one exception the rules name
LAST_DAY_FLAT: Final = 111  # 15+6: from 16+0 nothing is flat on the back

_ASKED_BY: Final[Mapping[Position, frozenset[Demand]]] = {
    Position.ALL_FOURS: frozenset({Demand.QUADRUPED, Demand.KNEE_LOAD, Demand.FLOOR_TRANSFER}),
    Position.KNEELING: frozenset({Demand.KNEE_LOAD, Demand.FLOOR_TRANSFER}),
    Position.HALF_KNEELING: frozenset({Demand.HALF_KNEEL, Demand.KNEE_LOAD, Demand.FLOOR_TRANSFER}),
    Position.SIDE_LYING: frozenset({Demand.SIDE_PRESSURE, Demand.FLOOR_TRANSFER}),
    Position.LYING: frozenset({Demand.SUPINE_FLAT, Demand.FLOOR_TRANSFER}),
    Position.PROPPED: frozenset({Demand.FLOOR_TRANSFER}),
}

Named = tuple[str, str, str]  # slug, key, reason


def faults(
    exercises: Mapping[str, Exercise],
    slugs: Collection[str],
    rules: Rules,
    sources: Collection[str],
) -> Iterator[Named]:
    """Name every fault of ``exercises``; ``slugs`` are those of all files, read or not."""
    shared = _Shared(exercises.values())
    for slug, exercise in exercises.items():
        judged = [*_judged(exercise), *variants.swaps(exercise, exercises, slugs)]
        found = [*judged, *_said(exercise, sources), *shared.faults(exercise)]
        # A variant is only tried when it can be: its swap exists and goes in no circle,
        # and what it is judged by is in order.
        if not judged:
            found += variants.untrue(exercise, exercises, rules)
        yield from ((slug, key, reason) for key, reason in found)


class _Shared:
    """How often each thing is written that one exercise alone may have."""

    def __init__(self, exercises: Collection[Exercise]) -> None:
        self.places = Counter(exercise.order for exercise in exercises)
        self.seeds = Counter(exercise.seed for exercise in exercises)
        self.names = Counter(name for exercise in exercises for name in _names(exercise))

    def faults(self, exercise: Exercise) -> Iterator[Keyed]:
        if self.places[exercise.order] > 1:
            yield "order", f"{exercise.order} is the place of another exercise too"
        if exercise.seed is not None and self.seeds[exercise.seed] > 1:
            yield "seed", f"{exercise.seed} is the number of another exercise too"
        for key, names in (("name", (exercise.name,)), ("other_names", exercise.other_names)):
            for name in names:
                if self.names[name.casefold()] > 1:
                    yield key, f"{name!r} is a name of another exercise too"


def _names(exercise: Exercise) -> frozenset[str]:
    """Every name it is found by, as nobody tells large letters from small ones."""
    return frozenset(name.casefold() for name in (exercise.name, *exercise.other_names))


def _judged(exercise: Exercise) -> Iterator[Keyed]:
    """Name what is wrong with that by which an exercise and its variants are judged."""
    yield from _times(exercise)
    yield from resting.faults(exercise)
    yield from _asked("", exercise.form())
    yield from variants.rungs(exercise)
    for variant in exercise.variants:
        key = f"variants.{variant.slug}"
        yield from variants.said(key, variant, exercise)
        if not variant.swap_to:
            yield from _asked(f"{key}.", exercise.form(variant))


def _said(exercise: Exercise, sources: Collection[str]) -> Iterator[Keyed]:
    """Name what is wrong with the words, the doses and the sources."""
    yield from bounds.faults(exercise)
    yield from _words(exercise)
    yield from _maximum(exercise)
    yield from _cited("evidence.sources", exercise.evidence.sources, sources)
    yield from _form("", exercise.form(), exercise)
    for variant in exercise.variants:
        key = f"variants.{variant.slug}"
        yield from _cited(f"{key}.sources", variant.sources, sources)
        if not variant.swap_to:
            yield from _form(f"{key}.", exercise.form(variant), exercise)


def _words(exercise: Exercise) -> Iterator[Keyed]:
    for key in ("name", "purpose", "areas", "muscles", "mistakes", "feel", "not_feel"):
        if not getattr(exercise, key):
            yield key, "is empty"
    if not exercise.breathing.words:
        yield "breathing.words", "is empty"
    if min(exercise.breathing.in_s, exercise.breathing.out_s) < 1:
        yield "breathing", "in_s and out_s are at least 1"
    if bool(exercise.reviewed_by) != (exercise.reviewed_on is not None):
        yield "reviewed_on", "is there when somebody has reviewed it, and only then"


def _maximum(exercise: Exercise) -> Iterator[Keyed]:
    maximum = exercise.maximum
    if exercise.rest_position:
        return
    cap = _hold_cap(exercise)
    if maximum.hold_s is not None and maximum.hold_s > cap:
        yield "maximum.hold_s", f"is {maximum.hold_s}, over the cap of {cap}"
    if maximum.side_total_s is not None and maximum.side_total_s > SIDE_CAP_S:
        yield "maximum.side_total_s", f"is {maximum.side_total_s}, over the cap of {SIDE_CAP_S}"


def _hold_cap(exercise: Exercise) -> int:
    if exercise.kind is Kind.STRENGTH:
        return MUSCLE_HOLD_CAPS_S.get(exercise.slug, MUSCLE_HOLD_CAP_S)
    return HOLD_CAP_S


def _times(exercise: Exercise) -> Iterator[Keyed]:
    missing = [mode.value for mode in BirthMode if mode not in exercise.after_birth_weeks]
    if missing:
        yield "after_birth_weeks", f"has no {', '.join(missing)}"
    if any(weeks < 0 for weeks in exercise.after_birth_weeks.values()):
        yield "after_birth_weeks", "is never below 0"


def _cited(key: str, ids: tuple[str, ...], sources: Collection[str]) -> Iterator[Keyed]:
    if not ids:
        yield key, "is empty"
    for unknown in ids:
        if unknown not in sources:
            yield key, f"no source {unknown!r}"


def _asked(key: str, form: Form) -> Iterator[Keyed]:
    if form.weeks is not None:
        yield from _weeks(f"{key}weeks", form.weeks)
    yield from _demands(f"{key}demands", form)


def _form(key: str, form: Form, exercise: Exercise) -> Iterator[Keyed]:
    for name, words in (("start", form.start), ("steps", form.steps), ("cue", form.cue)):
        if not words:
            yield f"{key}{name}", "is empty"
    missing = [level.value for level in DoseLevel if level not in form.doses]
    if missing:
        yield f"{key}doses", f"has no {', '.join(missing)}"
    for level, dose in form.doses.items():
        for reason in _dose(dose, exercise):
            yield f"{key}doses.{level}", reason


def _weeks(key: str, weeks: Weeks) -> Iterator[Keyed]:
    last = LAST_DAYS if weeks.last is None else weeks.last
    if not 0 <= weeks.first <= last <= LAST_DAYS:
        yield key, "must go from an earlier to a later week, up to 43+0"


def _demands(key: str, form: Form) -> Iterator[Keyed]:
    for implied in sorted(form.demands & IMPLIED_DEMANDS):
        yield key, f"{implied} follows from the kind and is not written"
    if Demand.PRONE in form.demands:
        yield key, "prone is never used"
    asked = _ASKED_BY.get(form.position, frozenset())
    if Prop.BED in form.props:
        asked -= {Demand.FLOOR_TRANSFER}
    for forgotten in sorted(asked - form.demands):
        yield key, f"{form.position} asks for {forgotten}"
    if Demand.SUPINE_FLAT in form.demands and form.weeks is not None:
        last = LAST_DAYS if form.weeks.last is None else form.weeks.last
        if last > LAST_DAY_FLAT:
            yield key, "supine_flat is for up to 15+6 in pregnancy"


def _dose(dose: Dose, exercise: Exercise) -> Iterator[str]:
    if (dose.hold_s is None) == (dose.rep_s is None):
        yield "has either hold_s or rep_s"
    counts = (dose.reps, dose.sets, dose.hold_s or 1, dose.rep_s or 1)
    if min(counts) < 1 or min(dose.rest_s, dose.quick) < 0:
        yield "counts from 1, and rests from 0"
    if dose.quick and dose.hold_s is None:
        yield "quick ones come after holds"
    yield from _over_maximum(dose, exercise.maximum)
    if dose.hold_s is None or exercise.rest_position:
        return
    if dose.hold_s > _hold_cap(exercise):
        yield f"hold_s is {dose.hold_s}, over the cap of {_hold_cap(exercise)}"
    if dose.side_s > SIDE_CAP_S:
        yield f"comes to {dose.side_s} seconds a side, over the cap of {SIDE_CAP_S}"


def _over_maximum(dose: Dose, maximum: Maximum) -> Iterator[str]:
    for key in ("hold_s", "reps", "sets"):
        value, most = getattr(dose, key), getattr(maximum, key)
        if value is None:
            continue
        if most is None:
            yield f"{key} has no maximum"
        elif value > most:
            yield f"{key} is {value}, over the maximum of {most}"
    if dose.hold_s and maximum.side_total_s is not None and dose.side_s > maximum.side_total_s:
        yield f"comes to {dose.side_s} seconds a side, over the maximum of {maximum.side_total_s}"
