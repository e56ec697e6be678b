"""The table of conditions against demands says what the rules say."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from safety.content import rules
from safety.management.commands import write_rules_table
from safety.rules import Rule, Span, When
from safety.table import markdown, words
from safety.vocabulary import BirthMode, Demand, Effect, Gate, Modifier, State
from safety.weeks import praevia_locks


def test_the_table_in_the_docs_is_as_the_rules_say() -> None:
    call_command("write_rules_table", "--check", verbosity=0)


def test_a_table_out_of_date_is_refused_and_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_rules_table, "TABLE", tmp_path / "table.md")
    with pytest.raises(CommandError, match="out of date"):
        call_command("write_rules_table", "--check")
    call_command("write_rules_table", verbosity=0)
    call_command("write_rules_table", "--check", verbosity=0)


def test_one_rule_more_shows() -> None:
    more = Rule("new", When(), frozenset({Demand.HEAD_LOW}), Effect.LIMIT, "Why.", ("PRODUCT",))
    assert markdown([*rules(), more]) != markdown(rules())


def test_every_rule_and_every_demand_stands_in_it() -> None:
    table = markdown(rules())
    assert all(f"| `{rule.id}` | {rule.text} |" in table for rule in rules())
    assert all(f"| {demand.value} | " in table for demand in Demand)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(), "everybody"),
        (When(gates=frozenset({Gate.SHUT})), "gate shut"),
        (When(modifiers=frozenset({Modifier.PGP, Modifier.REFLUX})), "pgp or reflux"),
        (When(weeks=Span(112, 301)), "16+0 to birth"),
        (When(weeks=Span(0, 111)), "0+0 to 15+6"),
        (When(weeks=Span(112, None)), "16+0 to birth"),
        (When(days_after_birth=Span(43, None)), "day 43 on after birth"),
        (When(states=frozenset({State.AFTER_BIRTH})), "after_birth"),
        (When(by_week=praevia_locks), "praevia locks"),
        (When(after_epidural=True), "after an epidural or a spinal"),
        (
            When(
                days_after_birth=Span(0, 41),
                birth_modes=frozenset({BirthMode.CAESAREAN}),
            ),
            "day 0 to 41 after birth, caesarean",
        ),
    ],
)
def test_a_condition_is_said_in_words(when: When, said: str) -> None:
    assert words(when) == said


def test_no_condition_is_left_out_of_the_words() -> None:
    one_each: dict[str, Any] = {
        "weeks": Span(112, 301),
        "days_after_birth": Span(0, 41),
        "states": frozenset({State.AFTER_BIRTH}),
        "birth_modes": frozenset({BirthMode.CAESAREAN}),
        "modifiers": frozenset({Modifier.PGP}),
        "gates": frozenset({Gate.SHUT}),
        "after_epidural": True,
        "by_week": praevia_locks,
    }
    assert [field.name for field in fields(When)] == [*one_each]
    said = {key: words(replace(When(), **{key: value})) for key, value in one_each.items()}
    assert [key for key in said if said[key] == words(When())] == []
