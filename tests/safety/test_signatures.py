"""Every reason has a source that exists, and says whether a clinician has signed it."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from safety import content
from safety.rules import LIMITED_BY_CLINICIAN, UNKNOWN_STAGE, assess
from safety.vocabulary import Demand, Effect, Facts, Gate

SIGNED = ("reviewed_by", "reviewed_on")


def entries() -> list[tuple[str, Mapping[str, Any]]]:
    """Everything clinical as it is written."""
    tables: dict[str, Any] = {}
    for name in content.FILES:
        tables |= tomllib.loads((content.CONTENT / name).read_text("utf-8"))
    listed = [(e["id"], e) for kind in ("rule", "question", "sign") for e in tables[kind]]
    return [*listed, *tables["derived"].items()]


@pytest.mark.parametrize(("id_", "entry"), entries(), ids=[id_ for id_, _ in entries()])
def test_every_reason_has_sources_that_exist_and_says_whether_it_is_signed(
    id_: str, entry: Mapping[str, Any]
) -> None:
    assert entry["sources"]
    assert set(entry["sources"]) <= content.sources().keys()
    assert all(key in entry for key in SIGNED), f"{id_} does not say whether it was reviewed"
    assert bool(entry["reviewed_by"]) is bool(entry["reviewed_on"])
    if entry["reviewed_on"]:
        date.fromisoformat(entry["reviewed_on"])


def test_the_predicates_that_refuse_name_a_source() -> None:
    unknown = Facts(Gate.OPEN, limits=frozenset({Demand.PRONE}))
    verdict = assess(unknown, frozenset({Demand.PRONE}), ())
    assert verdict.effect is Effect.AVOID
    assert {r.rule for r in verdict.reasons} == {UNKNOWN_STAGE, LIMITED_BY_CLINICIAN}
    assert all(set(r.sources) <= content.sources().keys() for r in verdict.reasons)
