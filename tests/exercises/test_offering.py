"""Which form she is offered, in named cases with rules and movements made up for them."""

import pytest

from exercises.amount import level_within
from exercises.catalogue import DoseLevel, Exercise, Kind, Stage, Variant, Weeks
from exercises.conditions import conditions_of
from exercises.offering import Offer, at_level, demands_of, judge, offer
from safety.rules import Rule
from safety.vocabulary import BirthMode, Demand, Effect, Facts, Gate, Modifier, Verdict
from tests.exercises.made import exercise, facts, rule, variant

SORE_WRISTS = rule(Modifier.CARPAL_TUNNEL, Demand.WRIST_LOAD)
SORE_KNEES = rule(Modifier.KNEE_PAIN, Demand.KNEE_LOAD)
GIRDLE = rule(Modifier.PGP, Demand.ROTATION_TRUNK, effect=Effect.LIMIT)
ON_HANDS = frozenset({Demand.WRIST_LOAD})


def offered(asked: Exercise, her: Facts, *rules: Rule, others: tuple[Exercise, ...] = ()) -> Offer:
    return offer(asked, her, rules, {each.slug: each for each in (asked, *others)})


def texts(found: Offer) -> list[str]:
    return [reason.text for reason in found.reasons]


def test_without_a_reason_to_change_she_gets_the_standard_form() -> None:
    found = offered(exercise(variants=(variant("easy", Modifier.PGP),)), facts())
    assert (found.variant, found.standing, found.reasons) == (None, "for_you", ())
    assert not found.swapped


def test_a_limit_is_a_change_and_says_why() -> None:
    turn = exercise(demands=frozenset({Demand.ROTATION_TRUNK}))
    found = offered(turn, facts(Modifier.PGP), GIRDLE)
    assert (found.variant, found.standing) == (None, "with_a_change")
    assert texts(found) == ["Because of pgp."]


def test_excluded_and_without_a_variant_it_is_left_out_with_the_reason() -> None:
    found = offered(exercise(demands=ON_HANDS), facts(Modifier.CARPAL_TUNNEL), SORE_WRISTS)
    assert found.standing == "not_now"
    assert texts(found) == ["Because of carpal_tunnel."]


def test_a_variant_takes_the_place_of_an_excluded_form() -> None:
    forearms = variant("forearms", Modifier.CARPAL_TUNNEL)
    asked = exercise(demands=ON_HANDS, variants=(forearms,))
    found = offered(asked, facts(Modifier.CARPAL_TUNNEL), SORE_WRISTS)
    assert (found.variant, found.standing) == (forearms, "with_a_change")
    assert texts(found) == ["Because of forearms.", "Because of carpal_tunnel."]
    assert found.form.name == "Forearms"


def test_a_variant_is_used_although_nothing_excludes_the_standard_form() -> None:
    closer = variant("closer", Modifier.PGP)
    found = offered(exercise(variants=(closer,)), facts(Modifier.PGP))
    assert found.variant is closer
    assert texts(found) == ["Because of closer."]


def test_the_least_strict_of_several_variants_wins() -> None:
    small = variant("small", Modifier.PGP, demands=frozenset({Demand.ROTATION_TRUNK}))
    still = variant("still", Modifier.PGP)
    found = offered(exercise(variants=(small, still)), facts(Modifier.PGP), GIRDLE)
    assert found.variant is still


def test_the_variant_that_answers_most_of_her_needs_wins() -> None:
    one = variant("one", Modifier.PGP)
    both = variant("both", Modifier.PGP, Modifier.REFLUX)
    found = offered(exercise(variants=(one, both)), facts(Modifier.PGP, Modifier.REFLUX))
    assert found.variant is both
    assert found.verdict.effect is Effect.ALLOW


def test_of_equals_the_first_written_wins() -> None:
    first, second = variant("first", Modifier.PGP), variant("second", Modifier.PGP)
    assert offered(exercise(variants=(first, second)), facts(Modifier.PGP)).variant is first


def test_a_need_the_chosen_form_does_not_answer_makes_the_dose_small() -> None:
    forearms = variant("forearms", Modifier.CARPAL_TUNNEL)
    closer = variant("closer", Modifier.PGP, demands=ON_HANDS)
    asked = exercise(demands=ON_HANDS, variants=(closer, forearms))
    found = offered(asked, facts(Modifier.PGP, Modifier.CARPAL_TUNNEL), SORE_WRISTS)
    assert found.variant is forearms
    assert found.verdict.effect is Effect.LIMIT
    assert texts(found) == [
        "Because of forearms.",
        "Because of closer.",
        "Because of carpal_tunnel.",
    ]


def test_when_every_form_she_needs_is_refused_nothing_is_offered() -> None:
    kneeling = variant("kneeling", Modifier.CARPAL_TUNNEL, demands=frozenset({Demand.KNEE_LOAD}))
    asked = exercise(demands=ON_HANDS, variants=(kneeling,))
    her = facts(Modifier.CARPAL_TUNNEL, Modifier.KNEE_PAIN)
    found = offered(asked, her, SORE_WRISTS, SORE_KNEES)
    assert (found.standing, found.variant) == ("not_now", None)
    assert texts(found) == ["Because of carpal_tunnel.", "Because of knee_pain."]


def test_the_standard_form_does_not_step_in_for_a_refused_variant_she_needs() -> None:
    kneeling = variant("kneeling", Modifier.PGP, demands=frozenset({Demand.KNEE_LOAD}))
    her = facts(Modifier.PGP, Modifier.KNEE_PAIN)
    found = offered(exercise(variants=(kneeling,)), her, SORE_KNEES)
    assert found.standing == "not_now"


def test_a_form_by_choice_is_never_picked_for_her() -> None:
    crossed = variant("crossed", by_choice=True)
    found = offered(exercise(variants=(crossed,)), facts(*Modifier))
    assert found.variant is None


class TestSwaps:
    swap = variant("on_chair", Modifier.KNEE_PAIN, swap_to="chair")

    def test_another_exercise_takes_its_place(self) -> None:
        asked, chair = exercise(variants=(self.swap,)), exercise("chair")
        found = offered(asked, facts(Modifier.KNEE_PAIN), others=(chair,))
        assert (found.exercise, found.asked, found.variant) == (chair, asked, None)
        assert (found.swapped, found.standing) == (True, "with_a_change")
        assert texts(found) == ["Because of on_chair."]

    def test_it_is_offered_in_the_form_that_is_for_her(self) -> None:
        low = variant("low", Modifier.SHOULDER_PAIN)
        asked, chair = exercise(variants=(self.swap,)), exercise("chair", variants=(low,))
        her = facts(Modifier.KNEE_PAIN, Modifier.SHOULDER_PAIN)
        found = offered(asked, her, others=(chair,))
        assert (found.exercise, found.variant) == (chair, low)
        assert texts(found) == ["Because of on_chair.", "Because of low."]

    def test_it_is_judged_itself(self) -> None:
        asked = exercise(variants=(self.swap,))
        chair = exercise("chair", demands=frozenset({Demand.LONG_SITTING}))
        sore_seat = rule(Modifier.COCCYX_PAIN, Demand.LONG_SITTING)
        her = facts(Modifier.KNEE_PAIN, Modifier.COCCYX_PAIN)
        found = offered(asked, her, sore_seat, others=(chair,))
        assert (found.standing, found.exercise) == ("not_now", asked)
        assert texts(found) == ["Because of coccyx_pain."]

    def test_a_swap_of_a_swap_is_refused(self) -> None:
        again = variant("lying", Modifier.KNEE_PAIN, swap_to="bed")
        asked, chair = exercise(variants=(self.swap,)), exercise("chair", variants=(again,))
        her = facts(Modifier.KNEE_PAIN)
        found = offered(asked, her, others=(chair, exercise("bed")))
        assert (found.standing, found.swapped) == ("not_now", False)
        assert texts(found) == ["Because of lying."]


class TestWeeks:
    early = exercise(weeks=Weeks(0, 258))

    def test_past_its_last_week_it_is_left_out(self) -> None:
        found = offered(self.early, facts(gestation_days=259))
        assert texts(found) == ["This one is for up to 36 weeks + 6 days."]
        assert found.reasons[0].sources == ("PRODUCT",)

    def test_on_its_last_day_it_is_offered(self) -> None:
        assert offered(self.early, facts(gestation_days=258)).standing == "for_you"

    def test_before_its_first_week_it_is_left_out(self) -> None:
        found = offered(exercise(weeks=Weeks(112, None)), facts(gestation_days=111))
        assert texts(found) == ["This one starts at 16 weeks + 0 days."]

    def test_a_late_variant_takes_over_with_weeks_of_its_own(self) -> None:
        chair = variant("chair", Stage.LATE, weeks=Weeks(0, None))
        asked = exercise(weeks=Weeks(0, 258), variants=(chair,))
        assert offered(asked, facts(gestation_days=258)).variant is None
        found = offered(asked, facts(gestation_days=259))
        assert found.variant is chair
        assert "This one is for up to 36 weeks + 6 days." in texts(found)

    @pytest.mark.parametrize(
        ("last", "from_day"), [(None, 259), (279, 259), (258, 259), (238, 239), (111, 112)]
    )
    def test_late_is_from_37_weeks_or_past_its_own_last_week_and_never_after_birth(
        self, last: int | None, from_day: int
    ) -> None:
        asked = exercise(weeks=Weeks(0, last))
        assert conditions_of(facts(gestation_days=from_day - 1), asked) == frozenset()
        assert conditions_of(facts(gestation_days=from_day), asked) == {Stage.LATE}
        after_birth = facts(gestation_days=None, days_after_birth=300)
        assert conditions_of(after_birth, asked) == frozenset()

    @pytest.mark.parametrize(
        ("days", "birth", "holds"),
        [
            (0, BirthMode.CAESAREAN, True),
            (41, BirthMode.CAESAREAN, True),
            (42, BirthMode.CAESAREAN, False),
            (0, None, True),
            (0, BirthMode.VAGINAL, False),
        ],
    )
    def test_a_wound_counts_for_six_weeks_and_an_unknown_birth_may_have_left_one(
        self, days: int, birth: BirthMode | None, holds: bool
    ) -> None:
        her = facts(gestation_days=None, days_after_birth=days, birth_mode=birth)
        early = exercise(after_birth_weeks={BirthMode.VAGINAL: 0, BirthMode.CAESAREAN: 1})
        assert (Stage.CAESAREAN in conditions_of(her, early)) is holds

    @pytest.mark.parametrize(("days", "holds"), [(42, True), (83, True), (84, False)])
    def test_what_waits_six_weeks_has_its_wound_counted_for_six_more(
        self, days: int, holds: bool
    ) -> None:
        her = facts(gestation_days=None, days_after_birth=days, birth_mode=BirthMode.CAESAREAN)
        assert (Stage.CAESAREAN in conditions_of(her, exercise())) is holds

    @pytest.mark.parametrize(("days", "holds"), [(0, True), (1, True), (2, False), (None, False)])
    def test_the_first_days_are_that_of_the_birth_and_the_next(
        self, days: int | None, holds: bool
    ) -> None:
        her = facts(gestation_days=None, days_after_birth=days, birth_mode=BirthMode.VAGINAL)
        assert (Stage.FIRST_DAYS in conditions_of(her, exercise())) is holds

    def test_what_is_for_after_birth_is_not_for_pregnancy(self) -> None:
        found = offered(exercise(weeks=None), facts())
        assert texts(found) == ["This one is for after the birth."]
        assert found.standing == "not_now"

    def test_that_it_is_for_after_birth_is_said_first(self) -> None:
        flat = exercise(weeks=None, demands=ON_HANDS)
        found = offered(flat, facts(Modifier.CARPAL_TUNNEL), SORE_WRISTS)
        assert texts(found)[0] == "This one is for after the birth."
        assert len(texts(found)) == 2

    def test_when_nothing_is_known_nothing_is_offered(self) -> None:
        found = offered(exercise(), facts(gestation_days=None))
        assert found.standing == "not_now"
        assert found.reasons


class TestRungs:
    low = variant("low", Modifier.PGP, levels=frozenset({DoseLevel.RELIEF, DoseLevel.START}))
    middle = variant("middle", levels=frozenset({DoseLevel.STEADY}))
    aside = variant("aside", Modifier.KNEE_PAIN)
    asked = exercise(variants=(low, middle, aside))

    @pytest.mark.parametrize(
        ("level", "form"),
        [
            (DoseLevel.RELIEF, "low"),
            (DoseLevel.START, "low"),
            (DoseLevel.STEADY, "middle"),
            (DoseLevel.BUILD, ""),
        ],
    )
    def test_the_dose_level_says_which(self, level: DoseLevel, form: str) -> None:
        assert at_level(offered(self.asked, facts()), level).form.slug == form

    def test_it_says_why_first(self) -> None:
        assert texts(at_level(offered(self.asked, facts()), DoseLevel.STEADY)) == [
            "Because of middle."
        ]

    def test_it_never_leads_above_what_she_is_offered(self) -> None:
        found = offered(self.asked, facts(Modifier.PGP))
        assert at_level(found, DoseLevel.BUILD) == found
        assert at_level(found, DoseLevel.START) == found

    def test_a_form_beside_the_rungs_stays(self) -> None:
        found = offered(self.asked, facts(Modifier.KNEE_PAIN))
        assert at_level(found, DoseLevel.START) == found

    def test_what_is_refused_stays_refused(self) -> None:
        found = offered(self.asked, facts(gate=Gate.SHUT, gestation_days=None))
        assert at_level(found, DoseLevel.START) == found


class TestAfterBirth:
    waits = exercise(after_birth_weeks={BirthMode.VAGINAL: 1, BirthMode.CAESAREAN: 6})

    @pytest.mark.parametrize(
        ("birth", "days", "standing"),
        [
            (BirthMode.VAGINAL, 6, "not_now"),
            (BirthMode.VAGINAL, 7, "for_you"),
            (BirthMode.CAESAREAN, 41, "not_now"),
            (BirthMode.CAESAREAN, 42, "for_you"),
            (None, 41, "not_now"),
            (None, 42, "for_you"),
        ],
    )
    def test_it_waits_for_the_week_of_her_birth_and_unknown_waits_longest(
        self, birth: BirthMode | None, days: int, standing: str
    ) -> None:
        her = facts(gestation_days=None, days_after_birth=days, birth_mode=birth)
        assert offered(self.waits, her).standing == standing

    @pytest.mark.parametrize(
        ("birth", "text"),
        [
            (BirthMode.VAGINAL, "This one waits until 1 week after the birth."),
            (BirthMode.CAESAREAN, "This one waits until 6 weeks after the birth."),
        ],
    )
    def test_it_says_until_when(self, birth: BirthMode, text: str) -> None:
        her = facts(gestation_days=None, days_after_birth=0, birth_mode=birth)
        assert texts(offered(self.waits, her)) == [text]


def test_a_refusal_names_what_refuses_and_not_what_limits() -> None:
    asked = exercise(demands=frozenset({Demand.WRIST_LOAD, Demand.ROTATION_TRUNK}))
    verdict = judge(asked, None, facts(Modifier.PGP, Modifier.CARPAL_TUNNEL), [SORE_WRISTS, GIRDLE])
    assert [reason.text for reason in verdict.reasons] == ["Because of carpal_tunnel."]


@pytest.mark.parametrize(
    ("kind", "rests", "implied"),
    [
        (Kind.STRETCH, False, {Demand.MOVEMENT}),
        (Kind.REST, True, {Demand.REST_POSITION}),
        (Kind.BREATHING, True, set()),
    ],
)
def test_what_it_asks_follows_from_its_kind_too(
    kind: Kind, rests: bool, implied: set[Demand]
) -> None:
    knees = variant("knees", Modifier.PGP, demands=frozenset({Demand.KNEE_LOAD}))
    asked = exercise(kind=kind, rest_position=rests, demands=ON_HANDS, variants=(knees,))
    assert demands_of(asked, None) == {Demand.WRIST_LOAD, *implied}
    assert demands_of(asked, knees) == {Demand.KNEE_LOAD, *implied}


def test_a_variant_gives_its_own_sources_or_those_of_the_exercise() -> None:
    def sources_of(form: Variant) -> tuple[str, ...]:
        return offered(exercise(variants=(form,)), facts(Modifier.PGP)).reasons[0].sources

    assert sources_of(variant("a", Modifier.PGP)) == ("PRODUCT",)
    assert sources_of(variant("a", Modifier.PGP, sources=("NCA-PGP",))) == ("NCA-PGP",)


@pytest.mark.parametrize(
    ("effect", "hers", "level"),
    [
        (Effect.ALLOW, DoseLevel.STEADY, DoseLevel.STEADY),
        (Effect.LIMIT, DoseLevel.STEADY, DoseLevel.START),
        (Effect.LIMIT, DoseLevel.RELIEF, DoseLevel.RELIEF),
    ],
    ids=["usual", "limited", "limited on a sore day"],
)
def test_the_amount_is_never_above_what_she_may_do(
    effect: Effect, hers: DoseLevel, level: DoseLevel
) -> None:
    assert level_within(Verdict(effect, ()), hers) is level
