"""The rules that depend on how far along she is, each on either side of its week."""

import tomllib
from pathlib import Path

import pytest

from safety.content import CONTENT, FILES, ContentError, load, questionnaire, safety_content
from safety.gestation import LAST_DAYS, parse_days
from safety.vocabulary import Facts, Gate
from safety.weeks import BY_NAME

# By hand: the first day it holds, and the day after the last ("" for the birth).
WEEKS = {
    "movements_should_be_felt": ("24+0", ""),
    "movements_may_have_a_pattern": ("18+0", "24+0"),
    "praevia_asks_first": ("0+0", "26+0"),
    "praevia_locks": ("26+0", ""),
    "placenta_should_be_known": ("20+0", ""),
    "placenta_should_be_scanned": ("22+0", ""),
    "days_ahead_need_a_plan": ("41+0", ""),
    "one_week_past_due": ("41+0", "42+0"),
    "two_weeks_past_due": ("42+0", ""),
}
# The rules whose weeks are named: a raw week in one of their rows is refused below.
BY_WEEK = ("U4", "U4-pattern", "R4", "R21")


def written() -> dict[str, str]:
    return {name: (Path(CONTENT) / name).read_text("utf-8") for name in FILES}


def test_each_named_rule_is_tried_here() -> None:
    assert set(WEEKS) == set(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_it_holds_from_its_first_day_to_its_last_and_on_no_other(name: str) -> None:
    first, after = WEEKS[name]
    days = range(parse_days(first), parse_days(after) if after else LAST_DAYS + 1)
    held = [d for d in range(LAST_DAYS + 1) if BY_NAME[name](Facts(Gate.SHUT, d))]
    assert held == [*days]


@pytest.mark.parametrize("name", BY_NAME)
def test_after_a_birth_none_holds_and_unknown_weeks_are_taken_strictly(name: str) -> None:
    assert not any(BY_NAME[name](Facts(Gate.SHUT, days_after_birth=d)) for d in (0, 42, 365))
    assert BY_NAME[name](Facts(Gate.SHUT))


@pytest.mark.parametrize("name", [name for name, (_, after) in WEEKS.items() if not after])
def test_past_the_last_week_what_began_still_holds(name: str) -> None:
    assert BY_NAME[name](Facts(Gate.SHUT, LAST_DAYS + 1))


@pytest.mark.parametrize("name", BY_NAME)
def test_it_says_its_rule_and_where_it_comes_from(name: str) -> None:
    said = BY_NAME[name].__doc__ or ""
    assert said.split(",")[0].split(":")[0].split()[0] in {"U4", "R4", "R21"}
    named = {id_ for id_ in safety_content().sources if id_ in said}
    assert named
    assert "Source" in said


def test_the_rows_about_movements_placenta_and_the_days_ahead_name_them() -> None:
    rows = tomllib.loads(written()["questions.toml"])["question"]
    named = set[str]()
    for row in (row for row in rows if row["id"] in BY_WEEK):
        conditions = [*row.get("ask", ()), *row["grade"]]
        assert not [c for c in conditions if "weeks" in c], row["id"]
        named |= {c["by_week"] for c in conditions if "by_week" in c}
    assert named == set(BY_NAME)


def test_a_name_that_is_no_rule_is_refused_with_the_row_that_gives_it() -> None:
    files = written()
    files["questions.toml"] = files["questions.toml"].replace('"praevia_locks"', '"previa_lock"')
    with pytest.raises(ContentError, match=r"question R4: grade\.1\.by_week: .*'previa_lock'"):
        load(files)


def test_weeks_and_a_name_do_not_stand_together() -> None:
    """Else the days on which she is asked again would follow from one of them alone."""
    files = written()
    both = 'weeks = ["0+0", "birth"]\nby_week = "praevia_locks"'
    files["questions.toml"] = files["questions.toml"].replace('by_week = "praevia_locks"', both)
    with pytest.raises(ContentError, match=r"question R4: .*weeks or by_week, not both"):
        load(files)


def test_what_she_is_asked_again_follows_from_the_names() -> None:
    edges = {parse_days(w) for week in WEEKS.values() for w in week if w not in ("", "0+0")}
    assert edges <= set(questionnaire().edges)
