"""The library and its pages, for a stranger and for women with different answers."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from exercises.catalogue import DoseLevel
from exercises.content import FOLDER, catalogue
from exercises.offering import offer
from exercises.sets import programmes
from exercises.timeline import minutes
from safety.content import rules
from safety.vocabulary import Gate, Modifier
from tests.exercises.conftest import Answered
from tests.exercises.made import facts

pytestmark = pytest.mark.django_db


def words(client: Client, address: str) -> str:
    """The words of a page as they are read, and only those of its main part."""
    response = client.get(address)
    assert response.status_code == 200
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


class TestLibrary:
    def test_a_stranger_sees_all_of_it_and_what_to_do_first(self, client: Client) -> None:
        page = words(client, "/exercises/")
        assert "First, a few safety questions" in page
        assert all(exercise.name in page for exercise in catalogue().values())
        assert "For you now" not in page
        assert "Cat tilt All fours, 1 min" in page

    def test_each_form_has_a_title_of_its_own_and_all_one_address(self, client: Client) -> None:
        address = "/exercises/pelvic_tilt_quadruped/"
        for query, name in (("", "Cat tilt"), ("?form=forearms", "Cat tilt on your forearms")):
            page = client.get(address + query).content.decode()
            assert f"<title>{name} - Easeback</title>" in page
            assert f'<meta name="description" content="{name}, step by step' in page
            assert f'<link rel="canonical" href="http://testserver{address}">' in page

    def test_a_title_says_nothing_of_what_is_hers(self, answered: Answered) -> None:
        client = answered(facts(Modifier.PGP))
        page = client.get("/exercises/pelvic_tilt_quadruped/").content.decode()
        assert "<title>Cat tilt - Easeback</title>" in page

    @pytest.mark.parametrize("address", ["", "sets/", "sets/relief/", "wall_squat/"])
    def test_what_is_shared_has_one_address(self, client: Client, address: str) -> None:
        page = client.get(f"/exercises/{address}").content.decode()
        assert page.count('rel="canonical"') == page.count('property="og:title"') == 1

    def test_a_stranger_costs_no_query(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            client.get("/exercises/")

    def test_what_suits_her_comes_first_then_what_is_changed_then_what_is_not_for_now(
        self, answered: Answered
    ) -> None:
        page = words(answered(facts(Modifier.PGP, Modifier.MERALGIA)), "/exercises/")
        suits, changed, not_now = (
            page.index(f"{heading} ") for heading in ("For you now", "With a change", "Not now")
        )
        assert suits < page.index("Slow breathing") < changed
        assert changed < page.index("Cat tilt") < not_now
        assert not_now < page.index("Kneeling hip stretch")
        assert "safety questions" not in page

    def test_a_change_says_why(self, answered: Answered) -> None:
        page = words(answered(facts(Modifier.PGP)), "/exercises/")
        assert "Cat tilt All fours, 1 min Knees a little closer and a smaller movement" in page

    def test_what_is_not_for_now_says_why_and_what_takes_its_place(
        self, answered: Answered
    ) -> None:
        page = words(answered(facts(Modifier.NO_FLOOR)), "/exercises/")
        assert page.index("Not now") < page.index("Kneeling sit-back")
        assert "no kneeling and no floor. Instead: Counter lean." in page
        offers = [
            offer(each, facts(Modifier.NO_FLOOR), rules(), catalogue())
            for each in catalogue().values()
        ]
        hers = [found for found in offers if not found.swapped and not found.verdict.refused]
        assert f"{len(hers)} of {len(offers)} for you" in page

    def test_while_her_gate_is_shut_it_sends_her_to_where_she_stands(
        self, answered: Answered
    ) -> None:
        client = answered(facts(gate=Gate.SHUT))
        assert "Before you exercise" in words(client, "/exercises/")
        assert "Not now" not in words(client, "/exercises/")
        assert 'href="/safety/"' in client.get("/exercises/").content.decode()

    def test_while_she_must_ask_first_only_slow_breathing_is_for_her(
        self, answered: Answered
    ) -> None:
        page = words(answered(facts(gate=Gate.BREATHING)), "/exercises/")
        assert f"1 of {len(catalogue())} for you" in page
        assert page.index("Slow breathing") < page.index("Not now") < page.index("Cat tilt")

    def test_who_was_never_screened_is_told_what_to_do_first(self, answered: Answered) -> None:
        assert "First, a few safety questions" in words(answered(None), "/exercises/")


class TestExercise:
    def test_a_stranger_reads_all_of_it(self, client: Client) -> None:
        page = words(client, "/exercises/half_kneel_hip_flexor/")
        hip = catalogue()["half_kneel_hip_flexor"]
        said = [hip.name, hip.purpose, hip.start, *hip.steps, hip.breathing.words]
        said += [*hip.feel, *hip.not_feel, *hip.mistakes]
        assert [text for text in said if text not in page] == []
        begin = hip.doses[DoseLevel.START]
        assert begin.words(hip.sides) == "Hold 15 seconds, 2 times each side"
        takes = f"Takes {minutes(hip, hip.form(), begin)} min"
        assert f"Hold 15 s Each side 2 times {takes} This is the amount to begin" in page
        assert "No trial has tested it by itself." in page
        assert "Not yet reviewed by a clinician" in page
        assert "You need: a mat or a carpet, a folded towel and a sturdy chair without" in page

    @pytest.mark.parametrize("slug", sorted(path.stem for path in FOLDER.glob("*.toml")))
    def test_every_form_of_every_exercise_has_a_page(self, client: Client, slug: str) -> None:
        for variant in catalogue()[slug].variants:
            if not variant.swap_to:
                page = words(client, f"/exercises/{slug}/?form={variant.slug}")
                assert variant.name in page
                assert all(step in page for step in variant.steps)

    def test_a_stranger_costs_no_query(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            client.get("/exercises/counter_lean/")

    def test_a_stranger_is_sent_to_the_questions_first(self, client: Client) -> None:
        page = client.get("/exercises/counter_lean/").content.decode()
        assert 'href="/safety/screening/">Answer the safety questions' in page
        assert "today’s plan" not in page

    def test_what_suits_her_says_so(self, answered: Answered) -> None:
        client = answered(facts())
        assert "Suits your answers today Counter lean" in words(client, "/exercises/counter_lean/")
        assert 'href="/today/"' in client.get("/exercises/counter_lean/").content.decode()

    def test_bendy_joints_hold_for_15_seconds_on_the_page_too(self, answered: Answered) -> None:
        usual, bendy = facts(), facts(Modifier.HYPERMOBILE)
        page = "/exercises/counter_lean/"
        assert "Hold 30 seconds" in words(answered(usual), page)
        shown = words(answered(bendy), page)
        assert "Hold 15 seconds" in shown
        assert "Hold 30 seconds" not in shown

    def test_she_is_shown_the_form_that_is_for_her(self, answered: Answered) -> None:
        page = words(answered(facts(Modifier.PGP)), "/exercises/pelvic_tilt_quadruped/")
        assert "Suits your answers, with a change Cat tilt, knees closer" in page
        assert "A small tuck" not in page  # the cue is the player's
        assert "tuck your tail bone under, about half as far as you could." in page
        assert "The usual way" in page

    def test_the_usual_form_says_that_another_suits_her_better(self, answered: Answered) -> None:
        client = answered(facts(Modifier.PGP))
        page = words(client, "/exercises/pelvic_tilt_quadruped/?form=standard")
        assert "Another way suits you better" in page
        assert "Suits your answers" not in page

    def test_a_form_she_should_leave_out_says_why(self, answered: Answered) -> None:
        client = answered(facts(Modifier.CARPAL_TUNNEL))
        page = words(client, "/exercises/pelvic_tilt_quadruped/?form=standard")
        assert "This way of doing it is not for you now" in page
        assert "See the way that suits you" in page

    def test_a_form_of_her_own_choice_is_judged_too(self, answered: Answered) -> None:
        address = "/exercises/kneeling_sit_back/?form=one_shin_crossed"
        assert "Suits your answers today" in words(answered(facts()), address)
        limited = words(answered(facts(Modifier.HIP_PAIN)), address)
        assert "Suits your answers, with a change" in limited
        assert "is not for you now" in words(answered(facts(Modifier.CARPAL_TUNNEL)), address)

    def test_what_is_left_out_says_why_and_offers_no_way_round(self, answered: Answered) -> None:
        client = answered(facts(Modifier.MERALGIA))
        for form in ("", "?form=standing", "?form=standard", "?form=chair_edge"):
            page = words(client, f"/exercises/half_kneel_hip_flexor/{form}")
            assert "Not now Leave this one out for now" in page
            assert "Suits your answers" not in page

    def test_what_is_swapped_leads_to_what_takes_its_place(self, answered: Answered) -> None:
        client = answered(facts(Modifier.KNEE_PAIN))
        page = client.get("/exercises/kneeling_sit_back/").content.decode()
        assert "Do another one instead" in page
        assert '<a href="/exercises/counter_lean/">Counter lean</a> takes its place' in page

    def test_a_limit_shows_the_amount_to_begin_with(self, answered: Answered) -> None:
        client = answered(facts(Modifier.HIP_PAIN))
        page = words(client, "/exercises/kneeling_sit_back/")
        assert "Hold 20 s Repeat 2 times Takes 1 min" in page
        assert "Short holds and few repetitions to begin with." in page

    def test_every_way_is_a_tab_and_the_one_shown_is_marked(self, client: Client) -> None:
        def marked(address: str) -> list[str]:
            page = client.get(address).content.decode()
            tabs = page.split('aria-label="Ways to do it"', 1)[1].split("</nav>")[0]
            assert tabs.count('<a class="chip"') == 5  # the usual way, three forms, one swap
            assert '<a class="chip" href="/exercises/counter_lean/">Instead: Counter lean' in tabs
            return re.findall(r'form=(\w+)" aria-current="page"', tabs)

        assert marked("/exercises/kneeling_sit_back/") == ["standard"]
        assert marked("/exercises/kneeling_sit_back/?form=one_shin_crossed") == ["one_shin_crossed"]

    def test_a_form_she_picked_is_the_form_she_tries(self, answered: Answered) -> None:
        address = "/exercises/kneeling_sit_back/?form=one_shin_crossed"
        begins = "only=kneeling_sit_back&amp;form=one_shin_crossed"
        assert begins in answered(facts()).get(address).content.decode()
        closed = answered(facts(Modifier.CARPAL_TUNNEL)).get(address).content.decode()
        assert "?only=" not in closed

    def test_it_names_the_sets_it_is_in(self, client: Client) -> None:
        page = client.get("/exercises/counter_lean/").content.decode()
        inside = [s for s, each in programmes().items() if "counter_lean" in each.slugs]
        assert inside
        assert all(f'href="/exercises/sets/{slug}/"' in page for slug in inside)

    def test_paper_says_when_to_stop_and_whom_to_phone(self, answered: Answered) -> None:
        client = answered(facts())
        User.objects.update(unit_phone="020 7946 0000", country="GB")
        for address in ("/exercises/counter_lean/", "/exercises/sets/loosen/"):
            page = words(client, address)
            assert "Stop, and phone your midwife or doctor," in page
            assert "020 7946 0000" in page and "999" in page

    def test_its_title_and_address_say_nothing_of_her(self, answered: Answered) -> None:
        page = answered(facts(Modifier.PGP)).get("/exercises/pelvic_tilt_quadruped/")
        assert "<title>Cat tilt - Easeback</title>" in page.content.decode()

    def test_every_reason_names_its_source(self, answered: Answered) -> None:
        client = answered(facts(Modifier.PGP))
        page = client.get("/exercises/pelvic_tilt_quadruped/").content.decode()
        assert 'href="/sources/#NCA-PGP"' in page

    def test_while_her_gate_is_shut_it_sends_her_to_where_she_stands(
        self, answered: Answered
    ) -> None:
        page = words(answered(facts(gate=Gate.SHUT)), "/exercises/counter_lean/")
        assert "Before you exercise" in page
        assert "Suits your answers" not in page

    @pytest.mark.parametrize(
        "address",
        [
            "/exercises/headstand/",
            "/exercises/counter_lean/?form=headstand",
            "/exercises/counter_lean/?form=%00",
            "/exercises/counter_lean/?form=<script>",
            "/exercises/counter_lean/?form=" + "a" * 5000,
            "/exercises/pelvic_tilt_quadruped/?form=seated",  # a swap has no form of its own
        ],
    )
    def test_what_is_not_there_is_not_found(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("address", ["/exercises/", "/exercises/counter_lean/"])
    def test_it_is_only_read(self, client: Client, address: str) -> None:
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_a_person_costs_no_query_beyond_who_she_is_what_she_has_and_what_she_did(
    answered: Answered, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = answered(facts(Modifier.PGP))
    client.get("/exercises/")  # the first visit of a day is written down
    for address in ("/exercises/", "/exercises/pelvic_tilt_quadruped/"):
        with django_assert_max_num_queries(6):
            client.get(address)
