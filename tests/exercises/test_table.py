"""The exercises: what each asks, what takes its place, and how it speaks to her.

The tables are those of ``docs/clinical.md`` ("Exercises against modifiers"): a
change of a demand, a rule or a variant shows here.
"""

import re
from collections.abc import Iterator

import pytest

from exercises.catalogue import DoseLevel, Exercise, Position, Stage
from exercises.conditions import LATE_FROM
from exercises.content import catalogue
from exercises.offering import at_level, demands_of, offer
from safety.content import rules
from safety.gestation import parse_days
from safety.rules import assess
from safety.vocabulary import BirthMode, Demand, Effect, Facts, Gate, Modifier
from tests.exercises.made import facts

# exercise: (standard form excluded for, limited for), by the id of the modifier
STANDARD_FORMS = {
    "seated_pelvic_tilt": ("coccyx_pain", "sciatica"),
    "childs_pose_wide": ("pgp hypermobile no_floor", "knee_pain faint_upright"),
    "bird_dog": (
        "pgp carpal_tunnel faint_upright hip_pain no_floor",
        "knee_pain shoulder_pain",
    ),
    "tva_activation": ("", ""),
    "pelvic_floor": ("", ""),
    "side_lying_clam": ("no_floor", "faint_upright hip_pain shoulder_pain"),
    "bridge": ("dizzy_flat reflux no_floor", "faint_upright"),
    "seated_figure4": ("pgp hypermobile coccyx_pain", "sciatica hip_pain"),
    "wall_squat": ("faint_upright diastasis varicose leak_heaviness", "meralgia"),
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
# exercise: what holds in the first six weeks after a caesarean, after a vaginal birth
ALLOW, LIMIT, AVOID = Effect
EARLY_AFTER_BIRTH = {
    "seated_pelvic_tilt": (ALLOW, ALLOW),
    "childs_pose_wide": (ALLOW, LIMIT),
    "bird_dog": (LIMIT, ALLOW),
    "tva_activation": (ALLOW, ALLOW),
    "pelvic_floor": (ALLOW, ALLOW),
    "side_lying_clam": (ALLOW, ALLOW),
    "bridge": (ALLOW, ALLOW),
    "seated_figure4": (ALLOW, LIMIT),
    "wall_squat": (AVOID, AVOID),
    "sit_to_stand": (ALLOW, ALLOW),
    "thoracic_opener_seated": (ALLOW, ALLOW),
    "seated_hamstring": (ALLOW, ALLOW),
    "adductor_squeeze": (ALLOW, ALLOW),
    "ankle_pumps": (ALLOW, ALLOW),
    "pp_crook_tilt": (ALLOW, ALLOW),
    "pp_knee_rolls": (LIMIT, ALLOW),
    "pp_heel_slide": (ALLOW, ALLOW),
    "pelvic_tilt_quadruped": (LIMIT, ALLOW),
    "thoracic_reach_rotation": (LIMIT, ALLOW),
    "kneeling_side_stretch": (LIMIT, ALLOW),
    "kneeling_sit_back": (LIMIT, LIMIT),
    "half_kneel_hip_flexor": (ALLOW, ALLOW),
    "side_lying_rotation": (LIMIT, ALLOW),
    "wall_pelvic_tilt": (ALLOW, ALLOW),
    "seated_side_stretch": (LIMIT, ALLOW),
    "diaphragmatic_breathing": (ALLOW, ALLOW),
    "seated_cat_cow": (ALLOW, ALLOW),
    "counter_lean": (LIMIT, ALLOW),
}
WEEKS_AFTER_BIRTH = {
    "seated_pelvic_tilt": (1, 2),
    "childs_pose_wide": (6, 6),
    "bird_dog": (6, 8),
    "tva_activation": (0, 1),
    "pelvic_floor": (0, 0),
    "side_lying_clam": (2, 4),
    "bridge": (3, 6),
    "seated_figure4": (3, 4),
    "wall_squat": (6, 8),
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
# exercise: the last week of its standard form, where that is not the birth
LAST_WEEK = {
    "half_kneel_hip_flexor": "36+6",
    "bird_dog": "34+0",
    "bridge": "15+6",
    "wall_squat": "39+6",
}
# exercise: condition -> the form, or "=" and the exercise, that takes its place
IN_ITS_PLACE = {
    "seated_pelvic_tilt": {"coccyx_pain": "=wall_pelvic_tilt"},
    "childs_pose_wide": {
        "knee_pain": "astride_a_chair",
        "no_floor": "at_a_table",
        "pgp": "knees_hip_width",
        "hypermobile": "knees_hip_width",
        "reflux": "chest_high",
    },
    "bird_dog": {
        "pgp": "one_arm",
        "hip_pain": "one_arm",
        "late": "one_arm",
        "diastasis": "leg_slide",
        "carpal_tunnel": "forearms",
        "shoulder_pain": "forearms",
        "no_floor": "at_a_counter",
        "faint_upright": "",
    },
    "tva_activation": {"caesarean": "very_light"},
    "pelvic_floor": {"first_days": "letting_go"},
    "side_lying_clam": {"pgp": "small", "hip_pain": "seated", "no_floor": "seated"},
    "bridge": {
        "dizzy_flat": "=sit_to_stand",
        "reflux": "=sit_to_stand",
        "late": "=sit_to_stand",
        "no_floor": "",
    },
    "seated_figure4": {
        "hip_pain": "foot_on_stool",
        "late": "ankle_on_shin",
        "pgp": "",
        "hypermobile": "",
        "coccyx_pain": "",
    },
    "wall_squat": {
        "pgp": "small_slide",
        "knee_pain": "=sit_to_stand",
        "leak_heaviness": "=sit_to_stand",
        "diastasis": "=sit_to_stand",
        "faint_upright": "=sit_to_stand",
        "varicose": "=sit_to_stand",
    },
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
    weeks = catalogue()[slug].weeks
    if weeks is None:
        return long_after_birth(*modifiers)
    return facts(*modifiers, gestation_days=min(140, weeks.last or 140))


def under(slug: str, condition: Modifier | Stage) -> Facts:
    """A woman of the time the exercise is for, with one condition."""
    match condition:
        case Modifier():
            return of_her_time(slug, condition)
        case Stage.LATE:
            return facts(gestation_days=LATE_FROM)
        case Stage.CAESAREAN:
            return Facts(Gate.OPEN, days_after_birth=41, birth_mode=BirthMode.CAESAREAN)
        case Stage.FIRST_DAYS:
            return Facts(Gate.OPEN, days_after_birth=1, birth_mode=BirthMode.VAGINAL)


def out_of_its_time(each: Exercise, her: Facts) -> bool:
    """Whether the week alone leaves it out, however it is done."""
    if her.days_after_birth is None:
        return each.weeks is None
    return her.days_after_birth < 7 * each.after_birth_weeks[BirthMode.CAESAREAN]


def test_every_exercise_is_in_the_table_and_the_six_of_the_seed_are_among_them() -> None:
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
def test_the_first_six_weeks_after_birth_limit_or_close_what_the_table_says(
    slug: str, days: int
) -> None:
    effects = [
        assess(
            Facts(Gate.OPEN, days_after_birth=days, birth_mode=birth),
            demands_of(catalogue()[slug], None),
            rules(),
        ).effect
        for birth in (BirthMode.CAESAREAN, BirthMode.VAGINAL)
    ]
    assert tuple(effects) == EARLY_AFTER_BIRTH[slug]


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
    assert each.weeks.last == (parse_days(LAST_WEEK[slug]) if slug in LAST_WEEK else None)


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


@pytest.mark.parametrize(
    ("gate", "those"),
    [
        (Gate.BREATHING, {"diaphragmatic_breathing"}),
        (Gate.REST, {"diaphragmatic_breathing", "childs_pose_wide"}),
    ],
)
def test_breathing_alone_is_open_to_who_must_ask_first_and_rest_to_who_may_rest(
    gate: Gate, those: set[str]
) -> None:
    open_to_her = {
        slug
        for slug, each in catalogue().items()
        if not offer(each, facts(gate=gate), rules(), catalogue()).verdict.refused
    }
    assert open_to_her == those


def form_of(slug: str, her: Facts) -> str:
    """The form she is offered, "=" and the exercise it is swapped to, or "-" for nothing."""
    found = offer(catalogue()[slug], her, rules(), catalogue())
    if found.verdict.refused:
        return "-"
    return f"={found.exercise.slug}" if found.swapped else found.form.slug


@pytest.mark.parametrize(
    ("day", "form"),
    [
        ("15+6", ""),
        ("16+0", "propped"),
        ("27+6", "propped"),
        ("28+0", "=sit_to_stand"),
        ("41+0", "=sit_to_stand"),
    ],
)
def test_the_bridge_is_flat_then_propped_then_over(day: str, form: str) -> None:
    assert form_of("bridge", facts(gestation_days=parse_days(day))) == form


@pytest.mark.parametrize("modifier", [Modifier.DIZZY_FLAT, Modifier.REFLUX])
@pytest.mark.parametrize("day", ["10+0", "20+0", "30+0"])
def test_who_is_dizzy_flat_or_has_heartburn_never_gets_a_bridge(
    modifier: Modifier, day: str
) -> None:
    assert form_of("bridge", facts(modifier, gestation_days=parse_days(day))) == "=sit_to_stand"


@pytest.mark.parametrize(("day", "form"), [("34+0", ""), ("34+1", "one_arm"), ("41+0", "one_arm")])
def test_the_bird_dog_is_its_first_rung_from_34_weeks(day: str, form: str) -> None:
    assert form_of("bird_dog", facts(gestation_days=parse_days(day))) == form


@pytest.mark.parametrize(
    ("modifiers", "level", "form"),
    [
        ((), DoseLevel.RELIEF, "one_arm"),
        ((), DoseLevel.START, "one_arm"),
        ((), DoseLevel.STEADY, "leg_slide"),
        ((), DoseLevel.BUILD, ""),
        ((Modifier.PGP,), DoseLevel.BUILD, "one_arm"),
        ((Modifier.DIASTASIS,), DoseLevel.START, "one_arm"),
        ((Modifier.DIASTASIS,), DoseLevel.BUILD, "leg_slide"),
        ((Modifier.CARPAL_TUNNEL,), DoseLevel.RELIEF, "forearms_arm"),
        ((Modifier.CARPAL_TUNNEL,), DoseLevel.START, "forearms_arm"),
        ((Modifier.SHOULDER_PAIN,), DoseLevel.START, "forearms_arm"),
        ((Modifier.CARPAL_TUNNEL,), DoseLevel.STEADY, "forearms"),
        ((Modifier.SHOULDER_PAIN,), DoseLevel.BUILD, "forearms"),
    ],
)
def test_a_beginner_starts_the_bird_dog_with_one_arm_and_goes_on_from_there(
    modifiers: tuple[Modifier, ...], level: DoseLevel, form: str
) -> None:
    offered = offer(catalogue()["bird_dog"], facts(*modifiers), rules(), catalogue())
    assert at_level(offered, level).form.slug == form


@pytest.mark.parametrize(
    ("slug", "modifiers"),
    [
        ("bird_dog", (Modifier.NO_FLOOR, Modifier.SHOULDER_PAIN)),  # the arm at a counter lifts
        ("pp_crook_tilt", (Modifier.DIZZY_FLAT, Modifier.COCCYX_PAIN)),  # half sitting is sitting
        ("pp_heel_slide", (Modifier.REFLUX, Modifier.COCCYX_PAIN)),
        ("pp_knee_rolls", (Modifier.DIZZY_FLAT, Modifier.COCCYX_PAIN)),
    ],
)
def test_a_form_that_suits_one_trouble_is_not_for_who_has_another_it_stirs_up(
    slug: str, modifiers: tuple[Modifier, ...]
) -> None:
    assert form_of(slug, of_her_time(slug, *modifiers)) == "-"


def test_a_foot_on_a_stool_bends_a_sore_hip_and_so_is_kept_small() -> None:
    found = offer(catalogue()["seated_figure4"], facts(Modifier.HIP_PAIN), rules(), catalogue())
    assert (found.form.slug, found.verdict.effect) == ("foot_on_stool", LIMIT)


@pytest.mark.parametrize(
    ("birth", "days", "form"),
    [
        (BirthMode.VAGINAL, 1, "letting_go"),
        (BirthMode.CAESAREAN, 1, "letting_go"),
        (None, 1, "letting_go"),
        (BirthMode.VAGINAL, 2, ""),
        (BirthMode.CAESAREAN, 2, ""),
    ],
)
def test_while_a_catheter_may_be_in_the_pelvic_floor_only_lets_go(
    birth: BirthMode | None, days: int, form: str
) -> None:
    her = Facts(Gate.OPEN, days_after_birth=days, birth_mode=birth)
    assert form_of("pelvic_floor", her) == form


@pytest.mark.parametrize(
    ("birth", "days", "form"),
    [
        (BirthMode.CAESAREAN, 41, "-"),
        (BirthMode.CAESAREAN, 42, "small"),
        (BirthMode.CAESAREAN, 83, "small"),
        (BirthMode.CAESAREAN, 84, ""),
        (None, 83, "small"),
        (BirthMode.VAGINAL, 42, ""),
    ],
)
def test_after_a_caesarean_the_side_stretch_waits_and_then_begins_small(
    birth: BirthMode | None, days: int, form: str
) -> None:
    her = Facts(Gate.OPEN, days_after_birth=days, birth_mode=birth)
    assert form_of("seated_side_stretch", her) == form


LYING = re.compile(r"\b(lie|lying) (down )?on (your|the) (left |right )?side", re.I)


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_what_begins_on_her_side_asks_for_it(slug: str) -> None:
    """But for the way on to her back, which she rolls through."""
    each = catalogue()[slug]
    for form in (each.form(), *(each.form(v) for v in each.variants if not v.swap_to)):
        if LYING.search(form.start) and "roll" not in form.start.casefold():
            assert Demand.SIDE_PRESSURE in form.demands, form.name


def test_no_form_tells_her_to_leave_it_out_in_words() -> None:
    for each in catalogue().values():
        for said in sentences(each):
            assert "skip" not in said.casefold(), said


def test_nothing_is_flat_on_the_back_from_16_weeks() -> None:
    for day in range(parse_days("16+0"), parse_days("42+0")):
        for each in catalogue().values():
            found = offer(each, facts(gestation_days=day), rules(), catalogue())
            if not found.verdict.refused:
                assert Demand.SUPINE_FLAT not in found.form.demands
                assert found.form.position is not Position.LYING


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


HANDS = re.compile(r"\b(hands?|arms?|forearms?|fingertips)\b", re.I)
FEET = re.compile(r"\b(feet|foot|heels?|knees?)\b", re.I)


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_the_start_says_where_her_hands_and_feet_are(slug: str) -> None:
    each = catalogue()[slug]
    for form in (each.form(), *(each.form(v) for v in each.variants if not v.swap_to)):
        if slug != "diaphragmatic_breathing":  # in a chair, in bed or on her side
            assert FEET.search(form.start), form.start
        assert HANDS.search(form.start), form.start


@pytest.mark.parametrize("slug", STANDARD_FORMS)
def test_no_word_of_it_hurts_a_woman_whose_baby_died(slug: str) -> None:
    each = catalogue()[slug]
    said = [*sentences(each), each.name, *each.other_names, *each.muscles]
    said += [*each.feel, *each.not_feel, *(v.name for v in each.variants)]
    assert not re.search(r"\b(baby|babies|bump|mum|mother|womb)", " ".join(said), re.I)
