"""What each modifier, week and gate does to each demand.

Written by hand from ``docs/clinical.md`` ("What her body changes") and not from the
content. Every pair is looked at, so a rule too many shows as well as one too few.
"""

import pytest

from safety.content import rules
from safety.rules import assess
from safety.vocabulary import (
    IMPLIED_DEMANDS,
    BirthMode,
    Demand,
    Effect,
    Facts,
    Gate,
    Modifier,
)

# modifier: (avoid, limit)
BY_MODIFIER: dict[str, tuple[str, str]] = {
    "pgp": (
        "lunge_split half_kneel single_leg wide_abduction",
        "rotation_trunk adductor_squeeze side_bend_end",
    ),
    "sciatica": ("neural_tension", "lumbar_flex_end deep_hip_flex long_sitting"),
    "meralgia": ("hip_ext_end", "static_standing"),
    "carpal_tunnel": ("wrist_load", ""),
    "knee_pain": ("deep_knee_flex half_kneel", "knee_load"),
    "dizzy_flat": ("supine_flat", ""),
    "faint_upright": ("static_standing balance", "floor_transfer"),
    "diastasis": ("ab_curl iap_strain", "rotation_trunk overhead"),
    "scoliosis": ("", "rotation_trunk side_bend_end"),
    "hypermobile": (
        "lumbar_ext_end lumbar_flex_end wide_abduction neural_tension",
        "side_bend_end rotation_trunk deep_hip_flex",
    ),
    "reflux": ("head_low supine_flat", "lumbar_flex_end"),
    "hip_pain": ("single_leg", "side_pressure deep_hip_flex"),
    "shoulder_pain": ("overhead", "side_pressure wrist_load"),
    "coccyx_pain": ("long_sitting", ""),
    "varicose": ("static_standing", ""),
    "leak_heaviness": ("iap_strain", ""),
    "no_floor": ("floor_transfer", ""),
}
# In the first 42 days after birth: (avoid, limit)
AFTER_BIRTH: dict[BirthMode, tuple[str, str]] = {
    BirthMode.CAESAREAN: (
        "ab_curl iap_strain prone lumbar_ext_end head_low",
        "quadruped rotation_trunk overhead side_bend_end",
    ),
    BirthMode.VAGINAL: ("head_low iap_strain ab_curl", "wide_abduction"),
}
EARLY = 100  # 14+2: before anything changes by the week


def effects(facts: Facts) -> dict[str, Effect]:
    """What happens to each demand alone, those that are allowed left out."""
    found = {d.value: assess(facts, frozenset({d}), rules()).effect for d in Demand}
    return {demand: effect for demand, effect in found.items() if effect is not Effect.ALLOW}


def wanted(avoid: str, limit: str) -> dict[str, Effect]:
    limited = dict.fromkeys(limit.split(), Effect.LIMIT)
    return limited | dict.fromkeys(["prone", *avoid.split()], Effect.AVOID)


def her(**known: object) -> Facts:
    return Facts(**({"gate": Gate.OPEN, "gestation_days": EARLY} | known))  # type: ignore[arg-type]


def after_birth(day: int, mode: BirthMode | None) -> Facts:
    return Facts(gate=Gate.OPEN, days_after_birth=day, birth_mode=mode)


def test_every_modifier_is_in_the_table() -> None:
    assert set(BY_MODIFIER) == {m.value for m in Modifier}


@pytest.mark.parametrize("modifier", Modifier)
def test_a_modifier_rules_out_and_limits_what_the_table_says(modifier: Modifier) -> None:
    assert effects(her(modifiers=frozenset({modifier}))) == wanted(*BY_MODIFIER[modifier])


def test_without_a_modifier_only_lying_on_the_front_is_ruled_out() -> None:
    assert effects(her()) == wanted("", "")


@pytest.mark.parametrize(
    ("day", "flat"),
    [(0, False), (111, False), (112, True), (196, True), (259, True), (301, True)],
)
def test_nothing_is_flat_on_the_back_from_16_weeks(day: int, flat: bool) -> None:
    assert effects(her(gestation_days=day)) == wanted("supine_flat" if flat else "", "")


@pytest.mark.parametrize("mode", BirthMode)
@pytest.mark.parametrize("day", [0, 41])
def test_the_first_six_weeks_after_birth_are_gentle(day: int, mode: BirthMode) -> None:
    assert effects(after_birth(day, mode)) == wanted(*AFTER_BIRTH[mode])


@pytest.mark.parametrize("mode", [*BirthMode, None])
@pytest.mark.parametrize("day", [42, 365])
def test_after_six_weeks_the_birth_itself_rules_nothing_out(
    day: int, mode: BirthMode | None
) -> None:
    assert effects(after_birth(day, mode)) == wanted("", "")


def test_an_unknown_birth_is_taken_as_both() -> None:
    avoid = " ".join(avoid for avoid, _ in AFTER_BIRTH.values())
    limit = " ".join(limit for _, limit in AFTER_BIRTH.values())
    assert effects(after_birth(10, None)) == wanted(avoid, limit)


@pytest.mark.parametrize(
    ("gate", "open_demands"),
    [
        (Gate.SHUT, set()),
        (Gate.BREATHING, set(Demand) - IMPLIED_DEMANDS - {Demand.PRONE}),
        (Gate.REST, set(Demand) - {Demand.MOVEMENT, Demand.PRONE}),
        (Gate.OPEN, set(Demand) - {Demand.PRONE}),
    ],
)
def test_a_gate_closes_what_the_table_says(gate: Gate, open_demands: set[Demand]) -> None:
    """Whatever moves asks for movement, so a shut or narrow gate leaves no way round."""
    refused = {d for d in Demand if effects(her(gate=gate)).get(d) is Effect.AVOID}
    assert refused == set(Demand) - open_demands
    assert assess(her(gate=gate), frozenset(), rules()).refused is (gate is Gate.SHUT)
