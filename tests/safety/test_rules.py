"""Demands against facts: the closed vocabulary, and the laws of a verdict."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety import content
from safety.rules import LIMITED_BY_CLINICIAN, UNKNOWN_STAGE, Rule, Span, When, assess
from safety.vocabulary import (
    BirthMode,
    Demand,
    Effect,
    Facts,
    Gate,
    Modifier,
    State,
)

PREGNANT = Facts(gate=Gate.OPEN, gestation_days=100)
BORN = Facts(gate=Gate.OPEN, days_after_birth=10, birth_mode=BirthMode.VAGINAL)
UNKNOWN = Facts(gate=Gate.OPEN)


def rule(id_: str = "r", effect: Effect = Effect.AVOID, **when: object) -> Rule:
    demands = when.pop("demands", frozenset({Demand.WRIST_LOAD}))
    return Rule(id_, When(**when), demands, effect, "Because.", ("PRODUCT",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "facts", "holds"),
    [
        ({}, PREGNANT, True),
        ({"weeks": Span(100, 120)}, PREGNANT, True),
        ({"weeks": Span(101, 120)}, PREGNANT, False),
        ({"weeks": Span(0, 99)}, PREGNANT, False),
        ({"weeks": Span(0, None)}, PREGNANT, True),
        ({"weeks": Span(0, 10)}, UNKNOWN, True),  # unknown is strict
        ({"weeks": Span(0, 300)}, BORN, False),
        ({"days_after_birth": Span(0, 10)}, BORN, True),
        ({"days_after_birth": Span(11, 42)}, BORN, False),
        ({"days_after_birth": Span(0, 42)}, PREGNANT, False),
        ({"states": frozenset({State.PREGNANT})}, PREGNANT, True),
        ({"states": frozenset({State.PREGNANT})}, BORN, False),
        ({"states": frozenset({State.AFTER_BIRTH})}, BORN, True),
        ({"birth_modes": frozenset({BirthMode.VAGINAL})}, BORN, True),
        ({"birth_modes": frozenset({BirthMode.CAESAREAN})}, BORN, False),
        ({"birth_modes": frozenset({BirthMode.CAESAREAN})}, replace(BORN, birth_mode=None), True),
        ({"birth_modes": frozenset({BirthMode.CAESAREAN})}, PREGNANT, False),
        ({"modifiers": frozenset({Modifier.PGP})}, PREGNANT, False),
        (
            {"modifiers": frozenset({Modifier.PGP, Modifier.REFLUX})},
            replace(PREGNANT, modifiers=frozenset({Modifier.PGP})),
            True,
        ),
        ({"gates": frozenset({Gate.SHUT})}, PREGNANT, False),
        ({"gates": frozenset({Gate.OPEN})}, PREGNANT, True),
    ],
)
def test_a_condition_holds_as_its_keys_say(
    when: dict[str, object], facts: Facts, holds: bool
) -> None:
    assert When(**when).holds(facts) is holds  # type: ignore[arg-type]


def test_the_strictest_rule_wins_and_every_reason_is_kept() -> None:
    verdict = assess(PREGNANT, frozenset({Demand.WRIST_LOAD}), [rule("a", Effect.LIMIT), rule("b")])
    assert verdict.refused
    assert [r.rule for r in verdict.reasons] == ["a", "b"]


def test_a_rule_without_demands_concerns_any_movement() -> None:
    any_movement = rule(demands=frozenset())
    assert assess(PREGNANT, frozenset(), [any_movement]).refused


def test_a_rule_about_other_demands_does_not_concern_her() -> None:
    assert assess(PREGNANT, frozenset({Demand.PRONE}), [rule()]).effect is Effect.ALLOW


def test_an_unknown_stage_is_refused() -> None:
    verdict = assess(UNKNOWN, frozenset(), [])
    assert verdict.refused
    assert verdict.reasons[0].rule == UNKNOWN_STAGE


def test_what_a_clinician_ruled_out_is_refused() -> None:
    limited = replace(PREGNANT, limits=frozenset({Demand.SUPINE_FLAT}))
    verdict = assess(limited, frozenset({Demand.SUPINE_FLAT, Demand.PRONE}), [])
    assert verdict.refused
    assert verdict.reasons[0].rule == LIMITED_BY_CLINICIAN
    assert not assess(limited, frozenset({Demand.PRONE}), []).refused


demands = st.frozensets(st.sampled_from(Demand), max_size=6)
facts = st.builds(
    Facts,
    gate=st.sampled_from(Gate),
    gestation_days=st.one_of(st.none(), st.integers(0, 301)),
    days_after_birth=st.one_of(st.none(), st.integers(0, 365)),
    birth_mode=st.one_of(st.none(), st.sampled_from(BirthMode)),
    modifiers=st.frozensets(st.sampled_from(Modifier), max_size=4),
    limits=st.frozensets(st.sampled_from(Demand), max_size=2),
)


@given(facts, demands, st.sampled_from(Modifier), st.sampled_from(Demand))
def test_adding_a_modifier_or_a_demand_never_relaxes(
    her: Facts, asks: frozenset[Demand], modifier: Modifier, demand: Demand
) -> None:
    rules = content.rules()
    before = assess(her, asks, rules).effect
    more = replace(her, modifiers=her.modifiers | {modifier})
    assert assess(more, asks, rules).effect >= before
    assert assess(her, asks | {demand}, rules).effect >= before


@given(facts, demands, st.randoms(use_true_random=False))
def test_the_order_of_rules_changes_nothing(
    her: Facts, asks: frozenset[Demand], shuffle: random.Random
) -> None:
    rules = list(content.rules())
    verdict = assess(her, asks, rules)
    shuffle.shuffle(rules)
    assert assess(her, asks, rules) == verdict


@given(facts, demands)
def test_every_refusal_has_a_reason_and_every_reason_a_source(
    her: Facts, asks: frozenset[Demand]
) -> None:
    verdict = assess(her, asks, content.rules())
    assert verdict.reasons or verdict.effect is Effect.ALLOW
    assert all(reason.text and reason.sources for reason in verdict.reasons)


@given(facts, demands)
def test_a_shut_gate_refuses_everything(her: Facts, asks: frozenset[Demand]) -> None:
    assert assess(replace(her, gate=Gate.SHUT), asks, content.rules()).refused


@given(facts)
def test_a_breathing_gate_refuses_all_but_breathing(her: Facts) -> None:
    known = replace(her, gate=Gate.BREATHING, gestation_days=150, days_after_birth=None)
    rules = content.rules()
    assert assess(known, frozenset({Demand.MOVEMENT}), rules).refused
    assert assess(known, frozenset({Demand.REST_POSITION}), rules).refused
    assert not assess(known, frozenset(), rules).refused


@given(st.integers(112, 301), st.sampled_from(Gate))
def test_nothing_is_flat_on_the_back_from_16_weeks(day: int, gate: Gate) -> None:
    her = Facts(gate=gate, gestation_days=day)
    assert assess(her, frozenset({Demand.SUPINE_FLAT}), content.rules()).refused
