"""The exercises: what each asks, what takes its place, and how it speaks to her.

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
    "sit_to_stand": ("", ""),
    "thoracic_opener_seated": ("coccyx_pain", "sciatica"),
    "seated_hamstring": ("sciatica hypermobile coccyx_pain", ""),
    "adductor_squeeze": ("", "pgp"),
    "ankle_pumps": ("", ""),
    "pp_crook_tilt": ("dizzy_flat reflux", ""),
    "pp_knee_rolls": ("dizzy_flat reflux", "pgp diastasis scoliosis hypermobile"),
    "pp_heel_slide": ("dizzy_flat reflux", ""),
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
    "sit_to_stand": (False, False),
    "thoracic_opener_seated": (False, False),
    "seated_hamstring": (False, False),
    "adductor_squeeze": (False, False),
    "ankle_pumps": (False, False),
    "pp_crook_tilt": (False, False),
    "pp_knee_rolls": (True, False),
    "pp_heel_slide": (False, False),
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
    "sit_to_stand": (2, 4),
    "thoracic_opener_seated": (0, 1),
    "seated_hamstring": (2, 4),
    "adductor_squeeze": (1, 2),
    "ankle_pumps": (0, 0),
    "pp_crook_tilt": (0, 1),
    "pp_knee_rolls": (0, 2),
    "pp_heel_slide": (2, 4),
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
AFTER_BIRTH_ONLY = {"pp_crook_tilt", "pp_knee_rolls", "pp_heel_slide"}
# exercise: condition -> the form, or "=" and the exercise, that takes its place
IN_ITS_PLACE = {
    "sit_to_stand": {
        "faint_upright": "pause_between",
        "pgp": "higher_seat",
        "knee_pain": "higher_seat",
        "hip_pain": "higher_seat",
    },
    "thoracic_opener_seated": {"shoulder_pain": "hands_on_thighs", "coccyx_pain": "standing"},
    "seated_hamstring": {"pgp": "small_tip", "sciatica": "", "hypermobile": "", "coccyx_pain": ""},
    "adductor_squeeze": {"pgp": "light", "coccyx_pain": "on_your_side"},
    "ankle_pumps": {},
    "pp_crook_tilt": {
        "caesarean": "hand_on_wound",
        "dizzy_flat": "propped",
        "reflux": "propped",
    },
    "pp_knee_rolls": {
        "caesarean": "tiny",
        "pgp": "pillow_between",
        "dizzy_flat": "propped",
        "reflux": "propped",
    },
    "pp_heel_slide": {"diastasis": "short_slide", "dizzy_flat": "propped", "reflux": "propped"},
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


def long_after_birth(*modifiers: Modifier) -> Facts:
    return facts(*modifiers, gestation_days=None, days_after_birth=200)


def of_her_time(slug: str, *modifiers: Modifier) -> Facts:
    """A woman of the time the exercise is for."""
    only_after_birth = catalogue()[slug].weeks is None
    return long_after_birth(*modifiers) if only_after_birth else facts(*modifiers)


def under(slug: str, condition: Modifier | Stage) -> Facts:
    """A woman of the time the exercise is for, with one condition."""
    match condition:
        case Modifier():
            return of_her_time(slug, condition)
        case Stage.LATE:
            return facts(gestation_days=LATE_FROM)
        case Stage.CAESAREAN:
            return Facts(Gate.OPEN, days_after_birth=41, birth_mode=BirthMode.CAESAREAN)


def out_of_its_time(each: Exercise, her: Facts) -> bool:
    """Whether the week alone leaves it out, however it is done."""
    if her.days_after_birth is None:
        return each.weeks is None
    return her.days_after_birth < 7 * each.after_birth_weeks[BirthMode.CAESAREAN]


def test_there_are_nineteen_and_the_six_of_the_seed_are_among_them() -> None:
    assert set(catalogue()) == set(STANDARD_FORMS)
    seeds = [each.seed for each in catalogue().values() if each.seed is not None]
    assert sorted(seeds) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_the_standard_form_is_excluded_or_limited_by_each_modifier_as_the_table_says(
    slug: str,
) -> None:
    excluded, limited = (set(ids.split()) for ids in STANDARD_FORMS[slug])
    found = {
        modifier.value: assess(
            of_her_time(slug, modifier), demands_of(catalogue()[slug], None), rules()
        ).effect
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
    if slug in AFTER_BIRTH_ONLY:
        assert each.weeks is None
        return
    assert each.weeks is not None
    assert each.weeks.first == 0
    assert each.weeks.last == (258 if slug == "half_kneel_hip_flexor" else None)


@pytest.mark.parametrize("slug", IN_ITS_PLACE)
def test_under_each_condition_the_right_form_takes_its_place(slug: str) -> None:
    found: dict[str, str] = {}
    each = catalogue()[slug]
    for condition in (*Modifier, *Stage):
        her = under(slug, condition)
        if out_of_its_time(each, her):
            continue
        offered = offer(each, her, rules(), catalogue())
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
