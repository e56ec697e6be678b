"""A dose is said in words, and a form leaves nothing to look up."""

import pytest

from exercises.catalogue import Dose, Mode, Sides, Weeks
from exercises.terms import DoseLevel, Grade, Position, Prop
from tests.exercises.made import exercise, variant


def test_what_is_held_is_told_from_what_is_repeated() -> None:
    assert Dose(reps=2, sets=1, rest_s=10, hold_s=30).mode is Mode.HOLD
    assert Dose(reps=2, sets=1, rest_s=10, rep_s=6).mode is Mode.REPS


@pytest.mark.parametrize(
    ("dose", "sides", "words"),
    [
        (Dose(2, 1, 10, hold_s=30), Sides.EACH, "Hold 30 seconds, 2 times each side"),
        (Dose(1, 1, 0, hold_s=90), Sides.TOGETHER, "Hold 90 seconds, once"),
        (Dose(10, 2, 30, rep_s=6), Sides.TOGETHER, "10 times, 2 rounds"),
        (Dose(4, 1, 20, rep_s=7), Sides.EACH, "4 times each side"),
        (
            Dose(8, 1, 8, hold_s=5, quick=8),
            Sides.TOGETHER,
            "Hold 5 seconds, 8 times, then 8 quick ones",
        ),
    ],
)
def test_a_dose_is_said_in_words(dose: Dose, sides: Sides, words: str) -> None:
    assert dose.words(sides) == words


def test_weeks_hold_their_first_and_last_day() -> None:
    weeks = Weeks(0, 258)
    assert [day in weeks for day in (-1, 0, 258, 259)] == [False, True, True, False]
    assert 301 in Weeks(0, None)


def test_a_variant_takes_from_its_exercise_what_it_leaves_unsaid() -> None:
    shorter = variant("shorter", position=Position.STANDING)
    form = exercise(variants=(shorter,)).form(shorter)
    assert (form.slug, form.steps, form.position) == (
        "shorter",
        ("Reach a little.",),
        Position.STANDING,
    )
    assert (form.cue, form.sides, form.weeks) == ("Reach up.", Sides.EACH, Weeks(0, None))
    assert form.doses[DoseLevel.START].hold_s == 20


def test_a_variant_keeps_what_is_its_own() -> None:
    own = {level: Dose(reps=1, sets=1, rest_s=5, hold_s=5) for level in DoseLevel}
    short = variant("short", doses=own, sides=Sides.TOGETHER, weeks=Weeks(0, 100), cue="Wait.")
    form = exercise(variants=(short,)).form(short)
    assert (form.doses, form.sides, form.weeks, form.cue) == (
        own,
        Sides.TOGETHER,
        Weeks(0, 100),
        "Wait.",
    )


def test_a_variant_is_found_by_its_slug_and_the_standard_form_is_none() -> None:
    one, two = variant("one"), variant("two")
    each = exercise(variants=(one, two))
    assert each.variant("two") is two
    assert each.variant("") is None
    assert each.variant("three") is None
    assert each.form().slug == ""


@pytest.mark.parametrize("term", [*Position, *Prop, *DoseLevel, *Grade])
def test_every_term_that_is_shown_has_words(term: Position | Prop | DoseLevel | Grade) -> None:
    assert term.words
