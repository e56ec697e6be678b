"""The eleven exercises: what each asks, what takes its place, and how it speaks to her.

The tables are those of ``docs/clinical.md`` ("Exercises against modifiers"): a
change of a demand, a rule or a variant shows here.
"""

import re
from collections.abc import Iterator

import pytest

from exercises.catalogue import Exercise, Stage
from exercises.content import catalogue
from exercises.offering import LATE_FROM, demands_of, offer
from safety.content import rules
from safety.rules import assess
from safety.vocabulary import BirthMode, Effect, Facts, Gate, Modifier
from tests.exercises.made import facts

# exercise: (standard form excluded for, limited for), by the id of the modifier
STANDARD_FORMS = {
    "pelvic_tilt_quadruped": (
        "carpal_tunnel no_floor",
        "knee_pain faint_upright shoulder_pain",
    ),
    "thoracic_reach_rotation": (
        "carpal_tunnel no_floor",
        "pgp knee_pain faint_upright diastasis scoliosis hypermobile shoulder_pain",
    ),
    "kneeling_side_stretch": (
        "knee_pain shoulder_pain no_floor",
        "pgp faint_upright diastasis scoliosis hypermobile",
    ),
    "kneeling_sit_back": (
        "pgp knee_pain hypermobile no_floor",
        "sciatica faint_upright reflux hip_pain",
    ),
    "half_kneel_hip_flexor": ("pgp meralgia knee_pain faint_upright no_floor", ""),
    "side_lying_rotation": (
        "no_floor",
        "pgp faint_upright diastasis scoliosis hypermobile hip_pain shoulder_pain",
    ),
    "wall_pelvic_tilt": ("faint_upright varicose", "meralgia"),
    "seated_side_stretch": ("shoulder_pain", "pgp diastasis scoliosis hypermobile"),
    "diaphragmatic_breathing": ("", ""),
    "seated_cat_cow": ("coccyx_pain", "sciatica"),
    "counter_lean": ("faint_upright shoulder_pain varicose", "meralgia diastasis"),
}
# exercise: limited in the first six weeks after a caesarean, after a vaginal birth
EARLY_AFTER_BIRTH = {
    "pelvic_tilt_quadruped": (True, False),
    "thoracic_reach_rotation": (True, False),
    "kneeling_side_stretch": (True, False),
    "kneeling_sit_back": (True, True),
    "half_kneel_hip_flexor": (False, False),
    "side_lying_rotation": (True, False),
    "wall_pelvic_tilt": (False, False),
    "seated_side_stretch": (True, False),
    "diaphragmatic_breathing": (False, False),
    "seated_cat_cow": (False, False),
    "counter_lean": (True, False),
}
WEEKS_AFTER_BIRTH = {
    "pelvic_tilt_quadruped": (2, 4),
    "thoracic_reach_rotation": (3, 8),
    "kneeling_side_stretch": (6, 8),
    "kneeling_sit_back": (6, 8),
    "half_kneel_hip_flexor": (6, 8),
    "side_lying_rotation": (2, 6),
    "wall_pelvic_tilt": (1, 3),
    "seated_side_stretch": (2, 6),
    "diaphragmatic_breathing": (0, 0),
    "seated_cat_cow": (1, 2),
    "counter_lean": (2, 6),
}
# exercise: condition -> the form, or "=" and the exercise, that takes its place
IN_ITS_PLACE = {
    "pelvic_tilt_quadruped": {
        "knee_pain": "=seated_cat_cow",
        "no_floor": "=seated_cat_cow",
        "pgp": "knees_closer",
        "carpal_tunnel": "forearms",
        "shoulder_pain": "forearms",
    },
    "thoracic_reach_rotation": {
        "no_floor": "on_a_chair",
        "pgp": "small_turn",
        "carpal_tunnel": "forearm",
        "shoulder_pain": "forearm",
        "late": "open_only",
    },
    "kneeling_side_stretch": {
        "knee_pain": "=seated_side_stretch",
        "no_floor": "=seated_side_stretch",
        "shoulder_pain": "=seated_side_stretch",
        "reflux": "hands_on_chair",
        "late": "hands_on_chair",
    },
    "kneeling_sit_back": {
        "knee_pain": "=counter_lean",
        "no_floor": "=counter_lean",
        "pgp": "knees_hip_width",
        "hypermobile": "knees_hip_width",
        "reflux": "head_high",
    },
    "half_kneel_hip_flexor": {
        "pgp": "=wall_pelvic_tilt",
        "late": "chair_edge",
        "no_floor": "chair_edge",
        "faint_upright": "chair_edge",
        "knee_pain": "standing",
        "meralgia": "",
    },
    "side_lying_rotation": {
        "pgp": "half_way",
        "shoulder_pain": "elbow",
        "hip_pain": "padded_hip",
        "no_floor": "on_your_bed",
    },
    "wall_pelvic_tilt": {"faint_upright": "seated", "varicose": "seated", "pgp": "feet_even"},
    "seated_side_stretch": {"shoulder_pain": "hand_on_hip"},
    "diaphragmatic_breathing": {"faint_upright": "smaller", "dizzy_flat": "smaller"},
    "seated_cat_cow": {"reflux": "small", "coccyx_pain": "standing"},
    "counter_lean": {
        "faint_upright": "seated_lean",
        "varicose": "seated_lean",
        "shoulder_pain": "forearms",
    },
}


def test_there_are_eleven_and_the_six_of_the_seed_are_among_them() -> None:
    assert set(catalogue()) == set(STANDARD_FORMS)
    seeds = [each.seed for each in catalogue().values() if each.seed is not None]
    assert sorted(seeds) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_the_standard_form_is_excluded_or_limited_by_each_modifier_as_the_table_says(
    slug: str,
) -> None:
    excluded, limited = (set(ids.split()) for ids in STANDARD_FORMS[slug])
    found = {
        modifier.value: assess(facts(modifier), demands_of(catalogue()[slug], None), rules()).effect
        for modifier in Modifier
    }
    assert {m for m, effect in found.items() if effect is Effect.AVOID} == excluded
    assert {m for m, effect in found.items() if effect is Effect.LIMIT} == limited


@pytest.mark.parametrize("slug", EARLY_AFTER_BIRTH)
@pytest.mark.parametrize("days", [0, 41])
def test_the_first_six_weeks_after_birth_limit_what_the_table_says(slug: str, days: int) -> None:
    effects = [
        assess(
            Facts(Gate.OPEN, days_after_birth=days, birth_mode=birth),
            demands_of(catalogue()[slug], None),
            rules(),
        ).effect
        for birth in (BirthMode.CAESAREAN, BirthMode.VAGINAL)
    ]
    assert effects == [Effect.LIMIT if limit else Effect.ALLOW for limit in EARLY_AFTER_BIRTH[slug]]


@pytest.mark.parametrize("slug", WEEKS_AFTER_BIRTH)
def test_the_weeks_are_those_of_the_table(slug: str) -> None:
    each = catalogue()[slug]
    waits = each.after_birth_weeks
    assert (waits[BirthMode.VAGINAL], waits[BirthMode.CAESAREAN]) == WEEKS_AFTER_BIRTH[slug]
    assert each.weeks is not None
    assert each.weeks.first == 0
    assert each.weeks.last == (258 if slug == "half_kneel_hip_flexor" else None)


@pytest.mark.parametrize("slug", IN_ITS_PLACE)
def test_under_each_condition_the_right_form_takes_its_place(slug: str) -> None:
    found: dict[str, str] = {}
    for condition in (*Modifier, *Stage):
        her = facts(condition) if isinstance(condition, Modifier) else facts()
        if condition is Stage.LATE:
            her = facts(gestation_days=LATE_FROM)
        offered = offer(catalogue()[slug], her, rules(), catalogue())
        if offered.swapped:
            found[condition] = f"={offered.exercise.slug}"
        elif offered.variant is not None:
            found[condition] = offered.variant.slug
        elif offered.verdict.refused:
            found[condition] = ""
    assert found == IN_ITS_PLACE[slug]


@pytest.mark.parametrize("gate", [Gate.BREATHING, Gate.REST])
def test_slow_breathing_alone_is_open_to_who_must_ask_first(gate: Gate) -> None:
    open_to_her = {
        slug
        for slug, each in catalogue().items()
        if not offer(each, facts(gate=gate), rules(), catalogue()).verdict.refused
    }
    assert open_to_her == {"diaphragmatic_breathing"}


def sentences(each: Exercise) -> Iterator[str]:
    """Every sentence she is told to do something by."""
    forms = [each.form(), *(each.form(v) for v in each.variants if not v.swap_to)]
    texts = [each.purpose, each.breathing.words, each.evidence.note]
    texts += [v.why for v in each.variants]
    texts += [text for form in forms for text in (form.start, form.cue, *form.steps)]
    texts += each.mistakes
    for text in filter(None, texts):
        yield from re.split(r"(?<=\.) ", text)


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_it_speaks_in_short_whole_plain_sentences(slug: str) -> None:
    for sentence in sentences(catalogue()[slug]):
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper(), sentence
        assert len(sentence.split()) <= 20, sentence
        assert not re.search(r"[!;:()]|\bsafe|\bposture", sentence), sentence


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_what_she_should_feel_and_not_feel_are_phrases(slug: str) -> None:
    each = catalogue()[slug]
    for phrase in (*each.feel, *each.not_feel):
        assert phrase[0].isupper() and not phrase.endswith("."), phrase
