"""The ready sets, for a stranger and for women with different answers, on screen and on paper."""

import pytest
from django.test import Client
from hypothesis import given

from exercises.content import catalogue
from exercises.offering import Offer, offer
from exercises.ready_sets import ReadySet, places
from exercises.sets import programmes
from safety.content import rules
from safety.rules import assess
from safety.vocabulary import BirthMode, Facts, Gate, Modifier
from tests.exercises.conftest import Answered
from tests.exercises.made import facts
from tests.exercises.test_offering_laws import women
from tests.exercises.test_pages import words

SETS = sorted(programmes())


def hers(each: ReadySet, her: Facts) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """What of a set is for a woman, and what is left out."""
    return places(each, catalogue(), lambda asked: offer(asked, her, rules(), catalogue()))


@given(women)
def test_no_set_holds_what_safety_refuses_her(her: Facts) -> None:
    for each in programmes().values():
        taken, left = hers(each, her)
        for found in taken:
            assert not found.verdict.refused
            assert not assess(her, found.form.demands, rules()).refused
        assert all(found.verdict.reasons for found in left if found.verdict.refused)
        assert len({found.exercise.slug for found in taken}) == len(taken)


def test_of_several_in_one_place_the_first_for_her_is_done() -> None:
    relief = programmes()["relief"]
    usual, _ = hers(relief, facts())
    sitting, _ = hers(relief, facts(Modifier.NO_FLOOR))
    assert "pelvic_tilt_quadruped" in [found.exercise.slug for found in usual]
    assert "pelvic_tilt_quadruped" not in [found.exercise.slug for found in sitting]


@pytest.mark.django_db
class TestPages:
    def test_a_stranger_sees_every_set_and_what_to_do_first(self, client: Client) -> None:
        page = words(client, "/exercises/sets/")
        assert "First, a few safety questions" in page
        assert all(each.name in page for each in programmes().values())
        assert "Not now" not in page

    @pytest.mark.parametrize("slug", SETS)
    def test_a_stranger_reads_all_of_a_set(self, client: Client, slug: str) -> None:
        page = words(client, f"/exercises/sets/{slug}/")
        for place in programmes()[slug].items:
            first = catalogue()[place[0]]
            assert first.name in page and first.start in page and first.steps[-1] in page
        assert "Answer the safety questions" in page

    def test_she_is_shown_her_own_form_and_why(self, answered: Answered) -> None:
        page = words(answered(facts(Modifier.PGP, Modifier.MERALGIA)), "/exercises/sets/six/")
        assert "Knees a little closer" in page
        assert "Do this set" in page

    def test_what_is_left_out_says_why(self, answered: Answered) -> None:
        her = Facts(gate=Gate.OPEN, days_after_birth=21, birth_mode=BirthMode.CAESAREAN)
        page = words(answered(her), "/exercises/sets/six/")
        assert "Left out for you, and why" in page and "This one waits until 8 weeks" in page

    def test_the_sets_after_birth_are_not_for_now_while_she_is_pregnant(
        self, answered: Answered
    ) -> None:
        page = words(answered(facts()), "/exercises/sets/six_weeks/")
        assert "This one is for after the birth." in page

    def test_soon_after_a_birth_the_first_week_is_for_her(self, answered: Answered) -> None:
        her = Facts(gate=Gate.OPEN, days_after_birth=3, birth_mode=BirthMode.VAGINAL)
        assert "Do this set" in words(answered(her), "/exercises/sets/first_week/")

    def test_while_her_gate_is_shut_nothing_is_begun(self, answered: Answered) -> None:
        client = answered(facts(gate=Gate.SHUT))
        page = words(client, "/exercises/sets/loosen/")
        assert "Before you exercise" in page and "Do this set" not in page
        assert "?set=" not in client.get("/exercises/sets/loosen/").content.decode()

    @pytest.mark.parametrize("slug", ["nothing", "LOOSEN", "loosen-", "a" * 300, "..", "six%00"])
    def test_a_set_that_is_not_there_is_not_found(self, client: Client, slug: str) -> None:
        assert client.get(f"/exercises/sets/{slug}/").status_code == 404

    @pytest.mark.parametrize("address", ["/exercises/sets/", "/exercises/sets/loosen/"])
    def test_it_is_only_read(self, client: Client, address: str) -> None:
        assert client.post(address).status_code == 405
