"""A form she picks herself is hers to begin only where nothing asks for another."""

import pytest

from exercises.catalogue import Exercise, Variant
from exercises.offering import Offer, judge, offer
from exercises.picking import pick
from safety.vocabulary import Demand, Facts, Modifier, Verdict
from tests.exercises.made import exercise, facts, rule, variant

RULES = (
    rule(Modifier.PGP, Demand.SINGLE_LEG),
    rule(Modifier.KNEE_PAIN, Demand.KNEE_LOAD),
    rule(Modifier.VARICOSE, Demand.PRONE),
)
OTHER = exercise("other")
REACH = exercise(
    demands=frozenset({Demand.SINGLE_LEG, Demand.KNEE_LOAD}),
    variants=(
        variant("low", by_choice=True),
        variant("prone", by_choice=True, demands=frozenset({Demand.PRONE})),
        variant("both_feet", Modifier.PGP),
        variant("instead", Modifier.SCIATICA, swap_to="other"),
    ),
)
CATALOGUE = {"reach": REACH, "other": OTHER}


def picked(her: Facts, slug: str) -> tuple[Offer, Offer]:
    """What she is offered, and what she is given for her pick."""

    def judged(asked: Exercise, form: Variant | None) -> Verdict:
        return judge(asked, form, her, RULES)

    offered = offer(REACH, her, RULES, CATALOGUE)
    return offered, pick(offered, slug, judged)


def test_a_form_that_nothing_speaks_against_is_hers() -> None:
    _, given = picked(facts(), "low")
    assert given.variant is REACH.variant("low")
    assert given.exercise is REACH
    assert not given.verdict.refused


@pytest.mark.parametrize(
    ("modifiers", "slug"),
    [
        ((), "no_such_form"),
        ((), ""),
        ((), "instead"),  # another exercise is no form of this one
        ((Modifier.VARICOSE,), "prone"),  # the form itself is refused
        ((Modifier.PGP,), "low"),  # one form in particular is asked for
        ((Modifier.SCIATICA,), "low"),  # the exercise is swapped
        ((Modifier.KNEE_PAIN,), "low"),  # the exercise is closed
    ],
)
def test_else_she_is_given_what_she_is_offered(modifiers: tuple[Modifier, ...], slug: str) -> None:
    offered, given = picked(facts(*modifiers), slug)
    assert given is offered
