"""Ready sets: which is for whom, that all of them load, and what a bad file is told."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from exercises.content import catalogue
from exercises.reading import ContentError
from exercises.ready_sets import NAMED, programme_for
from exercises.sets import load, programmes
from safety.content import sources
from safety.vocabulary import BirthMode, Facts, Gate, Modifier
from tests.exercises.made import facts
from tests.exercises.test_offering_laws import women

DAILY: dict[str, Any] = {}
RELIEF = {"relief": True}


def after(days: int) -> Facts:
    return Facts(gate=Gate.OPEN, days_after_birth=days, birth_mode=BirthMode.VAGINAL)


@pytest.mark.parametrize(
    ("her", "wish", "last", "slug"),
    [
        (facts(), DAILY, "", "loosen"),
        (facts(), DAILY, "loosen", "support"),
        (facts(), DAILY, "support", "loosen"),
        (facts(), DAILY, "relief", "loosen"),
        (facts(), DAILY, "gone", "loosen"),
        (facts(), RELIEF, "", "relief"),
        (facts(), {"asked": "gone"}, "", "loosen"),
        (facts(), {"asked": "desk", "relief": True}, "", "relief"),
        (facts(), {"asked": "bed", "relief": True}, "", "bed"),
        (facts(Modifier.PGP), {"asked": "six"}, "", "six"),
        (facts(), {"asked": "desk"}, "", "desk"),
        (facts(), {"asked": "bed"}, "", "bed"),
        (facts(Modifier.PGP), DAILY, "", "pelvis"),
        (facts(Modifier.PGP, Modifier.KNEE_PAIN), DAILY, "", "pelvis"),
        (facts(Modifier.PGP), RELIEF, "", "relief"),
        (facts(Modifier.KNEE_PAIN), DAILY, "", "chair"),
        (facts(Modifier.CARPAL_TUNNEL), DAILY, "", "chair"),
        (facts(Modifier.NO_FLOOR), DAILY, "", "chair"),
        (facts(gestation_days=258), DAILY, "", "loosen"),
        (facts(gestation_days=259), DAILY, "", "chair"),
        (facts(gate=Gate.BREATHING), DAILY, "", "slow_breathing"),
        (facts(gate=Gate.REST), RELIEF, "", "slow_breathing"),
        (facts(gate=Gate.SHUT), DAILY, "", "slow_breathing"),
        (after(0), DAILY, "", "first_week"),
        (after(6), {"asked": "desk"}, "", "first_week"),
        (after(7), DAILY, "", "six_weeks"),
        (after(41), RELIEF, "", "six_weeks"),
        (after(42), DAILY, "", "loosen"),
        (after(42), RELIEF, "", "relief"),
    ],
)
def test_the_set_for_her(her: Facts, wish: dict[str, Any], last: str, slug: str) -> None:
    assert programme_for(programmes(), her, **wish, last=last).slug == slug


@given(women)
def test_every_woman_has_a_set_whatever_she_asks_for(her: Facts) -> None:
    for relief, asked, last in product((True, False), ("", "desk", "gone"), ("", "loosen", "gone")):
        assert programme_for(programmes(), her, relief=relief, asked=asked, last=last).items


@given(women)
def test_for_six_weeks_after_a_birth_her_set_stands_alone(her: Facts) -> None:
    soon = her.days_after_birth is not None and her.days_after_birth < 42
    for relief, asked in product((True, False), ("", "desk", "six")):
        found = programme_for(programmes(), her, relief=relief, asked=asked)
        if soon and her.gate is Gate.OPEN:
            assert found.after_birth and found.only
        else:
            assert not found.after_birth


# What is in each set, in order; "|" stands between two of which the first for her is done.
SETS = {
    "slow_breathing": "diaphragmatic_breathing",
    "relief": "diaphragmatic_breathing childs_pose_wide pelvic_tilt_quadruped|seated_pelvic_tilt "
    "side_lying_rotation",
    "six": "diaphragmatic_breathing pelvic_tilt_quadruped thoracic_reach_rotation "
    "kneeling_side_stretch kneeling_sit_back half_kneel_hip_flexor side_lying_rotation",
    "loosen": "diaphragmatic_breathing pelvic_tilt_quadruped side_lying_rotation seated_figure4 "
    "counter_lean",
    "support": "tva_activation pelvic_floor side_lying_clam bird_dog sit_to_stand childs_pose_wide",
    "chair": "diaphragmatic_breathing seated_pelvic_tilt seated_cat_cow seated_side_stretch "
    "thoracic_opener_seated sit_to_stand ankle_pumps",
    "pelvis": "diaphragmatic_breathing seated_pelvic_tilt tva_activation adductor_squeeze "
    "side_lying_clam wall_pelvic_tilt",
    "desk": "seated_pelvic_tilt thoracic_opener_seated seated_side_stretch ankle_pumps",
    "bed": "diaphragmatic_breathing side_lying_rotation pelvic_floor ankle_pumps",
    "first_week": "diaphragmatic_breathing pelvic_floor ankle_pumps pp_crook_tilt pp_knee_rolls",
    "six_weeks": "diaphragmatic_breathing pelvic_floor tva_activation ankle_pumps pp_crook_tilt "
    "pp_knee_rolls seated_pelvic_tilt thoracic_opener_seated side_lying_clam pp_heel_slide",
}


def test_what_is_in_each_set() -> None:
    written = {
        each.slug: " ".join("|".join(p) for p in each.items) for each in programmes().values()
    }
    assert written == SETS


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        ("six loosen support chair pelvis", ("two or three minutes first", "slow breathing")),
        ("desk", ("every hour",)),
        ("first_week six_weeks", ("pillow", "cough", "Roll to your side")),
    ],
)
def test_a_set_says_what_goes_before_and_after(slugs: str, words: tuple[str, ...]) -> None:
    for slug in slugs.split():
        assert all(word in programmes()[slug].advice for word in words), slug


def test_a_sore_pelvis_is_not_told_to_march() -> None:
    assert "march" not in programmes()["pelvis"].advice.casefold()


def test_a_set_says_what_it_is_and_where_it_comes_from() -> None:
    for each in programmes().values():
        assert each.name and each.purpose.endswith(".") and each.sources
        assert len(each.items) > 1 or each.slug == "slow_breathing"


GOOD = """
[[programme]]
slug = "{slug}"
name = "A set"
purpose = "For a test."
items = [["ankle_pumps"]]
sources = ["PRODUCT"]
reviewed_by = ""
"""
ALL = "".join(GOOD.format(slug=slug) for slug in sorted(NAMED))


def told(written: str | bytes) -> str:
    """What an author is told of a file."""
    data = written.encode() if isinstance(written, str) else written
    with pytest.raises(ContentError) as refused:
        load(data, catalogue(), sources().keys())
    return str(refused.value)


def test_a_good_file_loads() -> None:
    assert set(load(ALL.encode(), catalogue(), sources().keys())) == NAMED


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "a rule names it"),
        ("[[programme", "is not TOML"),
        (b"\xff\xfe", "is not TOML"),
        ("[[set]]\nslug = 'x'", "programmes.toml"),
        (ALL + GOOD.format(slug="relief"), "relief: is there twice"),
        (ALL + GOOD.format(slug="Not A Slug"), "a set is named with"),
        (ALL.replace("ankle_pumps", "handstand"), "no exercise 'handstand'"),
        (ALL.replace('["PRODUCT"]', '["NOBODY"]'), "no source 'NOBODY'"),
        (ALL.replace('["PRODUCT"]', "[]"), "sources: is empty"),
        (ALL.replace('[["ankle_pumps"]]', "[]"), "items: is empty"),
        (ALL.replace('[["ankle_pumps"]]', "[[]]"), "has an empty place"),
        (ALL.replace('["ankle_pumps"]', '["ankle_pumps"], ["ankle_pumps"]'), "is there 2 times"),
        (ALL.replace('name = "A set"', 'title = "A set"'), "is not a key of the format"),
        (ALL.replace('name = "A set"', 'name = ""'), "name: is empty"),
        (ALL.replace('name = "A set"', "name = 3"), "string"),
        (ALL.replace('reviewed_by = ""', 'reviewed_by = "A. Midwife"'), "goes with reviewed_by"),
        (ALL.replace('reviewed_by = ""', "reviewed_on = 2026-03-01"), "goes with reviewed_by"),
        (ALL.replace('reviewed_by = ""', 'reviewed_on = "soon"'), "reviewed_on"),
    ],
)
def test_a_bad_file_is_told_what_is_wrong(written: str | bytes, fault: str) -> None:
    assert fault in told(written)


def test_a_signed_set_has_the_day_it_was_signed() -> None:
    signature = 'reviewed_by = "A. Midwife"\nreviewed_on = 2026-03-01'
    found = load(ALL.replace('reviewed_by = ""', signature).encode(), catalogue(), sources().keys())
    assert {each.reviewed_on for each in found.values()} == {date(2026, 3, 1)}


def test_every_fault_is_told_at_once() -> None:
    message = told(ALL.replace("ankle_pumps", "handstand").replace("PRODUCT", "NOBODY"))
    assert message.count("handstand") == message.count("NOBODY") == len(NAMED)
