"""A file that is not as it must be is refused, with every fault by file, key and reason."""

import tomllib
from datetime import date

import pytest

from exercises.catalogue import Position, Weeks
from exercises.content import FOLDER, catalogue, library, load
from exercises.reading import ContentError, Written, read
from safety.content import rules, sources

TILT = "pelvic_tilt_quadruped.toml"
HIP = "half_kneel_hip_flexor.toml"
SIDE = "kneeling_side_stretch.toml"
CHAIR = "seated_cat_cow.toml"
WALL = "wall_pelvic_tilt.toml"
BREATH = "diaphragmatic_breathing.toml"
LEAN = "counter_lean.toml"
DOG = "bird_dog.toml"
CLAM = "side_lying_clam.toml"
FLOOR = "pelvic_floor.toml"
REST = "childs_pose_wide.toml"
BRIDGE = "bridge.toml"
EMPTY = ('purpose = "', 'purpose = "" # "')


def faults_of(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(ContentError) as refused:
        load(Written(files), rules(), sources().keys())
    return str(refused.value).splitlines()


def faults(name: str, *changes: tuple[str, str]) -> list[str]:
    """Load the library with one file changed, and return what is refused about it."""
    files = dict(read(FOLDER).files)
    text = files[name].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return faults_of({**files, name: text.encode()})


def test_the_library_is_sound_and_in_the_order_of_a_session() -> None:
    places = [exercise.order for exercise in catalogue().values()]
    assert places == sorted(places)
    assert next(iter(catalogue())) == "diaphragmatic_breathing"


def test_it_is_read_once() -> None:
    assert library() is library()


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (TILT, 'kind = "mobility"', 'knid = "mobility"', "knid: is not a key of the format"),
        (TILT, 'kind = "mobility"', "", "kind: is missing"),
        (TILT, 'kind = "mobility"', 'kind = "dance"', "kind: 'dance' is not one of"),
        (TILT, "order = 100", 'order = "100"', "order: Input should be a valid integer"),
        (TILT, "order = 100", "order = 110", "order: 110 is the place of another exercise too"),
        (TILT, '"wrist_load"', '"wrist"', "demands.1: 'wrist' is not one of"),
        (TILT, '["pgp"]', '["spd"]', "variants.1.used_for.0: 'spd' is not one of"),
        (TILT, '"all_fours"', '"table"', "position: 'table' is not one of"),
        (TILT, '"NHS-BACK"', '"MADE-UP"', "evidence.sources: no source 'MADE-UP'"),
        (TILT, '["NHS-BACK", "HEALTHHUB"]', "[]", "evidence.sources: is empty"),
        (TILT, '["NCA-PGP", "CUH-PGP"]', "[]", "variants.knees_closer.sources: is empty"),
        (TILT, '["0+0", "birth"]', '["0", "birth"]', 'weeks: is written ["0+0", "birth"]'),
        (TILT, '["0+0", "birth"]', '["0+0"]', 'weeks: is written ["0+0", "birth"]'),
        (TILT, '["0+0", "birth"]', '["30+0", "20+0"]', "weeks: must go from an earlier"),
        (HIP, 'weeks = ["0+0", "birth"]', "weeks = 3", "variants.chair_edge.weeks: is written"),
        (TILT, ", caesarean = 4", "", "after_birth_weeks: has no caesarean"),
        (TILT, "vaginal = 2", "vaginal = -1", "after_birth_weeks: is never below 0"),
        (TILT, "seed = 1", 'slug = "tilt"', "slug: is the name of the file"),
        (TILT, "seed = 1", "= 1", "is not TOML: Invalid statement"),
        (TILT, 'purpose = "Loosens', 'purpose = "" # "Loosens', "purpose: is empty"),
        (TILT, 'cue = "Tuck', 'cue = "" # "Tuck', "cue: is empty"),
        (TILT, "in_s = 3", "in_s = 0", "breathing: in_s and out_s are at least 1"),
        (WALL, 'words = "', 'words = "" # "', "breathing.words: is empty"),
    ],
)
def test_a_key_or_word_outside_the_format_is_refused(
    name: str, old: str, new: str, fault: str
) -> None:
    found = faults(name, (old, new))
    assert [line for line in found if line.startswith(f"{name}: {fault}")], found


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (TILT, "steady = { reps = 10, ", "steady = { reps = 16, ", "reps is 16, over the maximum"),
        (TILT, "sets = 1, rest_s = 20", "sets = 3, rest_s = 20", "sets is 3, over the maximum"),
        (SIDE, "hold_s = 10", "hold_s = 61", "hold_s is 61, over the maximum of 60"),
        (SIDE, "hold_s = 10", "hold_s = 61", "hold_s is 61, over the cap of 60"),
        (
            SIDE,
            "hold_s = 30, reps = 3",
            "hold_s = 60, reps = 3",
            "180 seconds a side",
        ),
        (HIP, "hold_s = 20, reps = 2", "hold_s = 30, reps = 3", "90 seconds a side, over the maxi"),
        (SIDE, "reps = 4\n", "", "reps has no maximum"),
        (TILT, "reps = 6, rep_s = 6", "reps = 6", "has either hold_s or rep_s"),
        (TILT, "rep_s = 6", "rep_s = 6, hold_s = 5", "has either hold_s or rep_s"),
        (TILT, "reps = 6, ", "reps = 0, ", "counts from 1, and rests from 0"),
        (TILT, "rest_s = 15", "rest_s = -1", "counts from 1, and rests from 0"),
        (TILT, "relief = {", "flare = {", "'flare' is not one of"),
        (TILT, "reps = 6, ", "reps = 6, quick = 5, ", "quick ones come after holds"),
        (FLOOR, "quick = 5", "quick = -5", "counts from 1, and rests from 0"),
        (TILT, "relief = { reps = 6, rep_s = 6, sets = 1, rest_s = 15 }", "", "has no relief"),
        (LEAN, "relief = { hold_s = 10, reps = 2, sets = 1, rest_s = 15 }", "", "has no relief"),
        (SIDE, "hold_s = 60", "hold_s = 90", "maximum.hold_s: is 90, over the cap of 60"),
        (SIDE, "side_total_s = 120", "side_total_s = 160", "side_total_s: is 160, over the cap"),
        (SIDE, "per_day = 3", "per_day = 0", "maximum.per_day: is 0, and goes from 1 to 10"),
        (SIDE, '"stretch"', '"strength"', "hold_s is 15, over the cap of 10"),
        (SIDE, '"stretch"', '"strength"', "maximum.hold_s: is 60, over the cap of 10"),
    ],
)
def test_a_dose_over_its_caps_or_incomplete_is_refused(
    name: str, old: str, new: str, fault: str
) -> None:
    found = faults(name, (old, new))
    assert [line for line in found if fault in line], found


def test_supported_rest_and_breathing_may_be_held_longer() -> None:
    assert catalogue()["diaphragmatic_breathing"].maximum.hold_s == 600
    found = faults(BREATH, ("rest_position = true", "rest_position = false"))
    assert f"{BREATH}: doses.relief: hold_s is 120, over the cap of 60" in found


RESTFUL = {"diaphragmatic_breathing.toml", "childs_pose_wide.toml"}


@pytest.mark.parametrize("kind", ["rest", "breathing"])
@pytest.mark.parametrize("name", sorted(set(read(FOLDER).files) - RESTFUL))
def test_work_that_calls_itself_rest_is_refused(name: str, kind: str) -> None:
    """The gate for rest only, or for breathing only, would open for it."""
    written = read(FOLDER).files[name].decode()
    was = tomllib.loads(written)["kind"]
    found = faults(
        name,
        (f'kind = "{was}"', f'kind = "{kind}"'),
        ("rest_position = false", "rest_position = true"),
    )
    assert [line for line in found if f"{kind} is " in line or f"{kind} never " in line], found


def test_work_that_calls_itself_a_rest_position_is_refused() -> None:
    found = faults(DOG, ("rest_position = false", "rest_position = true"))
    assert found == [f"{DOG}: rest_position: is for the kinds rest and breathing alone"]


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        (
            BREATH,
            ("demands = []", 'demands = ["balance"]'),
            "demands: breathing never asks for bala",
        ),
        (BREATH, ('"sitting"', '"standing"'), "position: breathing is never done standing"),
        (BREATH, ('"together"', '"each"'), "sides: breathing is for both sides together"),
        (BREATH, ("hold_s = 60", "rep_s = 60"), "doses.start: breathing is held, and nothing"),
        (BREATH, ("hold_s = 60", "hold_s = 29"), "doses.start: breathing is held for at least 30"),
        (REST, ('"wide_abduction"', '"single_leg"'), "demands: rest never asks for single_leg"),
        (
            REST,
            ('demands = ["long_sitting"]', 'demands = ["rotation_trunk"]'),
            "variants.at_a_table.demands: rest never asks for rotation_trunk",
        ),
    ],
)
def test_rest_and_breathing_are_done_with_support_and_without_work(
    name: str, change: tuple[str, str], fault: str
) -> None:
    assert [line for line in faults(name, change) if line.startswith(f"{name}: {fault}")]


def many(slug: str, count: int) -> str:
    """Write so many more variants that she may choose, each sound by itself."""
    return "".join(
        f"""
[[variants]]
slug = "{slug}_{number}"
name = "Another"
by_choice = true
why = "There are many."
sources = ["PRODUCT"]
position = "sitting"
demands = []
props = ["chair"]
start = "Sit."
steps = ["Let go."]
cue = "Let go."
"""
        for number in range(count)
    )


LONG = "so " * 133 + "."


@pytest.mark.parametrize(
    ("name", "old", "most", "more", "fault"),
    [
        (TILT, "vaginal = 2", "vaginal = 52", "vaginal = 53", "after_birth_weeks: is at most 52"),
        (TILT, "in_s = 3", "in_s = 30", "in_s = 31", "breathing: in_s and out_s are at most 30"),
        (TILT, "out_s = 3", "out_s = 30", "out_s = 31", "breathing: in_s and out_s are at most 30"),
        (
            FLOOR,
            "quick = 8",
            "quick = 30",
            "quick = 31",
            "doses.steady: quick is 31, over the most of 30",
        ),
        (
            TILT,
            "rep_s = 6",
            "rep_s = 30",
            "rep_s = 31",
            "doses.relief: rep_s is 31, over the most of 30",
        ),
        (
            TILT,
            "rest_s = 15",
            "rest_s = 120",
            "rest_s = 121",
            "doses.relief: rest_s is 121, over the most of 120",
        ),
        (
            FLOOR,
            "reps = 4, rep_s = 10",
            "reps = 4, rep_s = 30",
            "reps = 4, rep_s = 31",
            "variants.letting_go.doses.relief: rep_s is 31, over the most of 30",
        ),
        (
            TILT,
            "feel = [",
            "feel = [" + '"Warm", ' * 10,
            "feel = [" + '"Warm", ' * 11,
            "feel: has more than 12",
        ),
        (
            FLOOR,
            'why = "A catheter',
            f'why = "{LONG}" # "',
            f'why = "{LONG}." # "',
            "variants.letting_go.why: is longer than 400 characters",
        ),
        (
            FLOOR,
            "[variants.doses]",
            many("other", 19) + "[variants.doses]",
            many("other", 20) + "[variants.doses]",
            "variants: are more than 20",
        ),
    ],
)
def test_what_is_too_large_is_refused_and_the_largest_is_not(
    name: str, old: str, most: str, more: str, fault: str
) -> None:
    assert faults(name, (old, more)) == [f"{name}: {fault}"]
    # Another fault is made too, so that there is something to read.
    assert faults(name, (old, most), EMPTY) == [f"{name}: purpose: is empty"]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (TILT, '"wrist_load"', '"movement"', "demands: movement follows from the kind"),
        (CHAIR, '["long_sitting"]', '["prone"]', "demands: prone is never used"),
        (CHAIR, '["long_sitting"]', '["supine_flat"]', "demands: supine_flat is for up to 15+6"),
        (CHAIR, '"sitting"', '"lying"', "demands: lying asks for floor_transfer"),
        (TILT, '"quadruped", ', "", "demands: all_fours asks for quadruped"),
        (CLAM, '"side_pressure", ', "", "demands: side_lying asks for side_pressure"),
        (TILT, ', "floor_transfer"', "", "demands: all_fours asks for floor_transfer"),
    ],
)
def test_a_form_must_say_what_it_asks_and_never_ask_what_is_never_asked(
    name: str, old: str, new: str, fault: str
) -> None:
    assert [line for line in faults(name, (old, new)) if f"{name}: {fault}" in line]


@pytest.mark.parametrize(
    ("name", "changes", "fault"),
    [
        (
            TILT,
            [
                ('used_for = ["carpal_tunnel", ', 'used_for = ["varicose", '),
                ('used_for = ["pgp"]', 'used_for = ["carpal_tunnel"]'),
            ],
            "variants.knees_closer: is refused for carpal_tunnel by",
        ),
        (
            TILT,
            [
                ('swap_to = "seated_cat_cow"', 'swap_to = "counter_lean"'),
                ('used_for = ["knee_pain", "no_floor"]', 'used_for = ["shoulder_pain"]'),
                ('used_for = ["pgp"]', 'used_for = ["no_floor"]'),
            ],
            "variants.knees_closer: is refused for no_floor by",
        ),
        (
            WALL,
            [('used_for = ["pgp"]', 'used_for = ["faint_upright"]')],
            "variants.feet_even: is refused for faint_upright by",
        ),
        (
            CHAIR,
            [('used_for = ["coccyx_pain"]', 'used_for = ["reflux"]')],
            "variants.standing: is never offered",
        ),
        (
            TILT,
            [('swap_to = "seated_cat_cow"', 'swap_to = "seated_dance"')],
            "variants.seated.swap_to: no exercise 'seated_dance'",
        ),
        (
            TILT,
            [('swap_to = "seated_cat_cow"', 'swap_to = "pelvic_tilt_quadruped"')],
            "variants.seated.swap_to: leads back to this exercise",
        ),
        (
            TILT,
            [('swap_to = "seated_cat_cow"', 'swap_to = "seated_cat_cow"\ncue = "Sit."')],
            "variants.seated.swap_to: a swap has no form of its own",
        ),
        (
            TILT,
            [('slug = "forearms"', 'slug = "seated"')],
            "variants.seated: is written twice",
        ),
        (
            TILT,
            [('slug = "forearms"', 'slug = "standard"')],
            "variants.standard.slug: is a word of a to z",
        ),
        (
            TILT,
            [('used_for = ["pgp"]', "used_for = []")],
            "variants.knees_closer.used_for: names what it is used for",
        ),
        (
            TILT,
            [('used_for = ["pgp"]', 'used_for = ["pgp"]\nby_choice = true')],
            "variants.knees_closer.used_for: names what it is used for",
        ),
        (
            TILT,
            [('name = "Cat tilt, knees closer"', 'name = ""')],
            "variants.knees_closer: has a name and a why",
        ),
    ],
)
def test_a_variant_that_is_not_first_class_is_refused(
    name: str, changes: list[tuple[str, str]], fault: str
) -> None:
    found = faults(name, *changes)
    assert [line for line in found if line.startswith(f"{name}: {fault}")], found


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            [('levels = ["steady"]', 'levels = ["start", "steady"]')],
            "variants.leg_slide.levels: start is the level of a lower rung",
        ),
        (
            [('levels = ["steady"]', 'levels = ["standing"]')],
            "variants.1.levels.0: 'standing' is not one of",
        ),
        (
            [
                (
                    '"balance", "floor_transfer"]\nprops',
                    '"balance", "rotation_trunk", "floor_transfer"]\nprops',
                )
            ],
            "variants.one_arm.demands: rotation_trunk is more than the rung above asks",
        ),
        (
            [('weeks = ["0+0", "birth"]', 'weeks = ["0+0", "33+6"]')],
            "variants.one_arm.weeks: leave out weeks of the rung above",
        ),
        (
            [('weeks = ["0+0", "birth"]', 'weeks = ["0+1", "birth"]')],
            "variants.one_arm.weeks: leave out weeks of the rung above",
        ),
        (
            [('weeks = ["0+0", "34+0"]', 'weeks = "after_birth_only"')],
            "variants.one_arm.weeks: leave out weeks of the rung above",
        ),
        (
            [('levels = ["steady"]', 'levels = ["steady"]\nby_choice = true')],
            "variants.leg_slide.used_for: names what it is used for, unless it is by_choice",
        ),
    ],
)
def test_a_rung_never_asks_what_the_one_above_it_does_not(
    changes: list[tuple[str, str]], fault: str
) -> None:
    found = faults(DOG, *changes)
    assert [line for line in found if line.startswith(f"{DOG}: {fault}")], found


def test_a_rung_needs_nothing_to_be_used_for_but_a_level() -> None:
    files = dict(read(FOLDER).files)
    text = files[DOG].decode().replace('used_for = ["diastasis"]\n', "")
    found = load(Written({**files, DOG: text.encode()}), rules(), sources().keys())
    assert [rung.slug for rung in found.catalogue["bird_dog"].rungs()] == ["one_arm", "leg_slide"]


@pytest.mark.parametrize("top", ["one_arm", "nowhere", "forearms_arm"])
def test_a_rung_leads_to_a_form_that_is_there_and_is_no_rung(top: str) -> None:
    files = dict(read(FOLDER).files)
    files[DOG] = files[DOG].replace(b'leads_to = "forearms"', f'leads_to = "{top}"'.encode())
    fault = f"{DOG}: variants.forearms_arm.leads_to: names a form for a rung to lead to"
    assert fault in faults_of(files)


def test_swaps_may_not_go_in_a_circle() -> None:
    files = dict(read(FOLDER).files)
    files[CHAIR] += b"""
[[variants]]
slug = "floor"
name = "On the floor"
used_for = ["sciatica"]
why = "There and back."
sources = ["PRODUCT"]
swap_to = "pelvic_tilt_quadruped"
"""
    assert faults_of(files) == [
        f"{TILT}: variants.seated.swap_to: leads back to this exercise",
        f"{CHAIR}: variants.floor.swap_to: leads back to this exercise",
    ]


def test_all_faults_of_all_files_are_named_at_once() -> None:
    files = dict(read(FOLDER).files)
    files[TILT] = files[TILT].replace(b'kind = "mobility"', b'knid = "mobility"')
    files[LEAN] = files[LEAN].replace(b'"PRODUCT"', b'"MADE-UP"', 1)
    files["Bad name.toml"] = b"weeks = 3\n"
    files["latin.toml"] = "name = 'caf\xe9'".encode("latin-1")
    assert [line.split(": ")[:2] for line in faults_of(files)] == [
        ["Bad name.toml", "a file is named with a to z, 0 to 9 and _"],
        [LEAN, "evidence.sources"],
        ["latin.toml", "is not TOML"],
        [TILT, "kind"],
        [TILT, "knid"],
    ]


def test_a_fault_of_words_does_not_hide_one_of_a_variant() -> None:
    found = faults(TILT, EMPTY, ('used_for = ["pgp"]', 'used_for = ["carpal_tunnel"]'))
    assert [line.split(": ")[1:] for line in found] == [
        ["purpose", "is empty"],
        ["variants.knees_closer", "is refused for carpal_tunnel by carpal-tunnel-avoid"],
    ]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ([('name = "', 'name = "SEATED CAT" # "')], "name: 'SEATED CAT' is a name of"),
        (
            [("other_names = [", 'other_names = ["Seated Cat", ')],
            "other_names: 'Seated Cat' is a name of another exercise too",
        ),
        ([("seed = 1", "seed = 2")], "seed: 2 is the number of another exercise too"),
        ([("order = 100", "order = -5")], "order: goes from 1 to 999"),
        ([("order = 100", f"order = {'9' * 18}")], "order: goes from 1 to 999"),
        ([("order = 100\n", "")], "order: goes from 1 to 999"),
        ([('cue = "', 'cue = 2020-01-01 # "')], "cue: is a date or a time"),
        ([('feel = ["', 'feel = [10:00:00, "')], "feel.0: is a date or a time"),
        ([('why = "', 'why = 2020-01-01 # "')], "variants.seated.why: is a date"),
        ([('reviewed_by = ""', 'reviewed_by = "Dr A"')], "reviewed_on: is there when somebody"),
        (
            [('reviewed_by = ""', 'reviewed_by = ""\nreviewed_on = 2026-01-01')],
            "reviewed_on: is there when somebody",
        ),
        (
            [('reviewed_by = ""', 'reviewed_by = ""\nreviewed_on = 2026-01-01T00:00:00')],
            "reviewed_on: is a date or a time",
        ),
    ],
)
def test_what_would_mislead_about_an_exercise_is_refused(
    changes: list[tuple[str, str]], fault: str
) -> None:
    found = faults(TILT, *changes)
    assert [line for line in found if line.startswith(f"{TILT}: {fault}")], found


def test_a_review_has_a_name_and_a_day() -> None:
    files = dict(read(FOLDER).files)
    signed = 'reviewed_by = "Dr A"\nreviewed_on = 2026-01-01'
    text = files[TILT].decode().replace('reviewed_by = ""', signed)
    found = load(Written({**files, TILT: text.encode()}), rules(), sources().keys())
    assert found.catalogue["pelvic_tilt_quadruped"].reviewed_on == date(2026, 1, 1)


def test_a_swap_to_a_file_with_faults_is_no_fault_of_its_own() -> None:
    found = faults(CHAIR, ('kind = "mobility"', ""))
    assert found == [f"{CHAIR}: kind: is missing"]


def test_lying_flat_is_for_the_first_weeks_only() -> None:
    flat = ('["long_sitting"]', '["supine_flat"]')
    refused = f"{CHAIR}: demands: supine_flat is for up to 15+6 in pregnancy"
    until = ('["0+0", "birth"]', '["0+0", "{}"]')
    assert refused in faults(CHAIR, flat, (until[0], until[1].format("16+0")))
    # Another fault is made too, so that there is something to read.
    both = faults(CHAIR, flat, (until[0], until[1].format("15+6")), EMPTY)
    assert both
    assert refused not in both


def test_whatever_lies_down_says_that_it_is_flat() -> None:
    """Else it could be written, and offered, in every week."""
    found = faults(BRIDGE, ('position = "propped"', 'position = "lying"'))
    assert found == [f"{BRIDGE}: variants.propped.demands: lying asks for supine_flat"]


@pytest.mark.parametrize(
    ("name", "position"), [(TILT, "all_fours"), (HIP, "half_kneeling"), (SIDE, "kneeling")]
)
def test_whatever_kneels_says_that_it_is_on_the_knees(name: str, position: str) -> None:
    text = read(FOLDER).files[name].decode()
    demands = next(line for line in text.splitlines() if line.startswith("demands"))
    without = demands.replace('"knee_load", ', "").replace(', "knee_load"', "")
    found = faults(
        name,
        (demands, without),
        (f'position = "{tomllib.loads(text)["position"]}"', f'position = "{position}"'),
    )
    assert f"{name}: demands: {position} asks for knee_load" in found


def test_what_is_for_after_birth_only_says_so() -> None:
    files = dict(read(FOLDER).files)
    text = files[BREATH].decode().replace('["0+0", "birth"]', '"after_birth_only"')
    found = load(Written({**files, BREATH: text.encode()}), rules(), sources().keys())
    assert found.catalogue["diaphragmatic_breathing"].weeks is None


def test_on_a_bed_there_is_no_floor_to_get_down_to() -> None:
    on_bed = catalogue()["side_lying_rotation"].variant("on_your_bed")
    assert on_bed is not None
    assert on_bed.position is Position.SIDE_LYING
    assert "floor_transfer" not in on_bed.demands


def test_weeks_are_read_as_days_with_their_last_day() -> None:
    assert catalogue()["half_kneel_hip_flexor"].weeks == Weeks(0, 258)


def test_the_hash_follows_what_is_said_and_not_how_it_is_written() -> None:
    files = dict(read(FOLDER).files)
    before = library().hashes

    def hash_of(text: bytes) -> str:
        return load(Written({**files, TILT: text}), rules(), sources().keys()).hashes[TILT[:-5]]

    assert hash_of(b"# a remark\n" + files[TILT]) == before["pelvic_tilt_quadruped"]
    changed = files[TILT].replace(b"Loosens a stiff", b"Eases a stiff")
    assert hash_of(changed) != before["pelvic_tilt_quadruped"]
