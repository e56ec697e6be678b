"""Movements made up for the tests, as small as they can be."""

from dataclasses import replace
from typing import Any

from exercises.catalogue import (
    Area,
    Breathing,
    Dose,
    DoseLevel,
    Evidence,
    Exercise,
    Grade,
    Kind,
    Maximum,
    Position,
    Sides,
    Stage,
    Variant,
    Weeks,
)
from safety.rules import Rule, When
from safety.vocabulary import BirthMode, Demand, Effect, Facts, Gate, Modifier

_PLAIN = Exercise(
    slug="reach",
    name="Reach",
    other_names=(),
    kind=Kind.STRETCH,
    rest_position=False,
    areas=(Area.SIDE,),
    purpose="Makes room.",
    muscles=("the side",),
    position=Position.SITTING,
    start="Sit.",
    steps=("Reach.",),
    breathing=Breathing("Slowly."),
    sides=Sides.EACH,
    doses={level: Dose(reps=2, sets=1, rest_s=10, hold_s=20) for level in DoseLevel},
    maximum=Maximum(per_day=3, hold_s=30, reps=3, sets=1),
    weeks=Weeks(0, None),
    after_birth_weeks={BirthMode.VAGINAL: 2, BirthMode.CAESAREAN: 6},
    demands=frozenset(),
    variants=(),
    mistakes=("Rushing.",),
    feel=("A stretch",),
    not_feel=("A pinch",),
    props=(),
    evidence=Evidence(Grade.CONVENTION, ("PRODUCT",)),
    cue="Reach up.",
)


def exercise(slug: str = "reach", **changes: Any) -> Exercise:
    """Make an exercise that asks nothing, with the changes given."""
    return replace(_PLAIN, slug=slug, name=slug.capitalize(), **changes)


def variant(slug: str, *used_for: Modifier | Stage, **changes: Any) -> Variant:
    """Make a variant that asks nothing, used for what is given."""
    form = {} if changes.get("swap_to") else {"start": "Sit.", "steps": ("Reach a little.",)}
    return Variant(
        slug=slug,
        name=slug.capitalize(),
        why=f"Because of {slug}.",
        used_for=frozenset(used_for),
        **{**form, **changes},
    )


def rule(modifier: Modifier, *demands: Demand, effect: Effect = Effect.AVOID) -> Rule:
    """Make a rule that avoids demands for a modifier, or limits them."""
    return Rule(
        id=f"{modifier}-{effect.name.lower()}",
        when=When(modifiers=frozenset({modifier})),
        demands=frozenset(demands),
        effect=effect,
        text=f"Because of {modifier}.",
        sources=("PRODUCT",),
    )


def facts(*modifiers: Modifier, **changes: Any) -> Facts:
    """Make the facts of a woman of 20+0 with the gate open, with what is given."""
    known: dict[str, Any] = {"gate": Gate.OPEN, "gestation_days": 140, **changes}
    return Facts(modifiers=frozenset(modifiers), **known)
