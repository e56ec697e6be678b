"""Rows follow the content: added, changed, retired, brought back, and never deleted."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.checks import Error, Warning, run_checks
from django.core.management import CommandError, call_command

from exercises import checks, content
from exercises.content import Library, library
from exercises.loading import difference, load_rows
from exercises.management.commands import load_content
from exercises.models import Exercise
from exercises.reading import ContentError, Fault

pytestmark = pytest.mark.django_db
SLUGS = {
    "seated_pelvic_tilt",
    "childs_pose_wide",
    "bird_dog",
    "tva_activation",
    "pelvic_floor",
    "side_lying_clam",
    "bridge",
    "seated_figure4",
    "wall_squat",
    "sit_to_stand",
    "thoracic_opener_seated",
    "seated_hamstring",
    "adductor_squeeze",
    "ankle_pumps",
    "pp_crook_tilt",
    "pp_knee_rolls",
    "pp_heel_slide",
    "diaphragmatic_breathing",
    "pelvic_tilt_quadruped",
    "thoracic_reach_rotation",
    "kneeling_side_stretch",
    "kneeling_sit_back",
    "half_kneel_hip_flexor",
    "side_lying_rotation",
    "seated_cat_cow",
    "seated_side_stretch",
    "wall_pelvic_tilt",
    "counter_lean",
}


def without(slug: str) -> Library:
    whole = library()
    return replace(whole, catalogue={s: e for s, e in whole.catalogue.items() if s != slug})


def said(*args: str) -> str:
    out = StringIO()
    call_command("load_content", *args, stdout=out)
    return out.getvalue()


def warnings() -> list[str]:
    found = run_checks(databases=["default"], tags=["database"])
    return [message.msg for message in found if message.id == "exercises.W001"]


def test_every_exercise_gets_a_row() -> None:
    assert said().startswith(f"{len(SLUGS)} exercises: added adductor_squeeze, ")
    assert set(Exercise.objects.values_list("slug", flat=True)) == SLUGS
    row = Exercise.objects.get(slug="counter_lean")
    assert (row.name, row.retired) == ("Counter lean", False)
    assert row.content_hash == library().hashes["counter_lean"]


def test_loading_again_changes_nothing() -> None:
    said()
    assert said() == f"{len(SLUGS)} exercises: no change.\n"


def test_only_reading_touches_no_row() -> None:
    assert said("--check") == f"{len(SLUGS)} exercises, no faults.\n"
    assert not Exercise.objects.exists()


def test_what_has_left_the_content_is_retired_and_keeps_its_row() -> None:
    said()
    key = Exercise.objects.get(slug="counter_lean").pk
    assert load_rows(library=without("counter_lean")).retired == ("counter_lean",)
    row = Exercise.objects.get(slug="counter_lean")
    assert (row.pk, row.retired) == (key, True)
    assert not difference(without("counter_lean"))


def test_what_comes_back_gets_its_old_row_back() -> None:
    said()
    key = Exercise.objects.get(slug="counter_lean").pk
    load_rows(library=without("counter_lean"))
    assert load_rows(library=library()).changed == ("counter_lean",)
    row = Exercise.objects.get(slug="counter_lean")
    assert (row.pk, row.retired) == (key, False)


def test_changed_content_changes_the_row() -> None:
    said()
    Exercise.objects.filter(slug="counter_lean").update(content_hash="old", name="Old")
    assert said() == f"{len(SLUGS)} exercises: changed counter_lean.\n"
    assert Exercise.objects.get(slug="counter_lean").name == "Counter lean"


def test_rows_made_from_other_content_do_not_pass_unseen() -> None:
    said()
    assert warnings() == []
    Exercise.objects.filter(slug="counter_lean").update(content_hash="old")
    assert warnings() == [
        "The exercises in the database are not those of the content: changed counter_lean."
    ]


def test_the_rows_are_only_looked_at_where_databases_are() -> None:
    assert checks.rows_follow_content() == []
    assert isinstance(checks.rows_follow_content(databases=["default"])[0], Warning)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the content refuse to load, with two faults."""

    def refuse() -> Library:
        raise ContentError([Fault("b.toml", "kind", "is missing"), Fault("a.toml", "", "is odd")])

    for module in (content, checks, load_content):
        monkeypatch.setattr(module, "library", refuse)


@pytest.mark.usefixtures("faulty")
class TestFaultyContent:
    def test_every_fault_is_an_error_of_the_system_check(self) -> None:
        found = checks.content_is_sound()
        assert [(type(each), each.msg) for each in found] == [
            (Error, "a.toml: is odd"),
            (Error, "b.toml: kind: is missing"),
        ]
        assert checks.rows_follow_content(databases=["default"]) == []

    @pytest.mark.parametrize("args", [(), ("--check",)])
    def test_the_command_names_every_fault_and_writes_nothing(self, args: tuple[str, ...]) -> None:
        with pytest.raises(CommandError, match=r"a.toml: is odd\nb.toml: kind: is missing"):
            said(*args)
        assert not Exercise.objects.exists()
