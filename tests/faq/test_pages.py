"""The questions and their answers, for a stranger and for women who told us something."""

import re
from collections.abc import Callable, Iterator
from html import escape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faq.content import articles
from safety import content
from safety.birth import Birth, Delivery
from safety.history import Coverage
from safety.states import record_birth
from tests.people import NOW, Woman

pytestmark = pytest.mark.django_db
LIST = "/questions/"
HEAT = "/questions/heat-and-cold/"
HELD = "Your own answers come first."
Lost = Callable[[Woman], None]
HIDDEN = [each for each in articles().values() if each.hidden_after_loss]


def body(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


def main(client: Client, address: str) -> str:
    return body(client, address).split("<main", 1)[1].split("</main>")[0]


def listed(html: str) -> set[str]:
    return set(re.findall(r'href="/questions/([a-z0-9-]+)/"', html))


class TestList:
    def test_a_stranger_sees_every_question_by_topic_and_the_way_to_the_signs(
        self, client: Client
    ) -> None:
        page = main(client, LIST)
        assert listed(page) == articles().keys()
        assert page.index("When it hurts") < page.index("After the birth")
        assert 'href="/safety/warning-signs/"' in page
        assert HELD not in page

    def test_a_stranger_costs_no_query(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            client.get(f"{LIST}?q=heat")

    def test_a_search_works_without_javascript_and_stays_in_its_field(self, client: Client) -> None:
        page = main(client, f"{LIST}?q=Heating+PADS")
        assert listed(page) == {"heat-and-cold"}
        assert 'value="Heating PADS"' in page
        assert articles()["heat-and-cold"].short in page
        assert re.search(r'<form[^>]* action="/questions/"', page)

    def test_htmx_gets_the_list_alone(self, client: Client) -> None:
        part = body(client, f"{LIST}?q=heat", **{"HX-Request": "true"})
        assert "<main" not in part
        assert 'id="answered"' in part
        assert listed(part) == {"heat-and-cold"}
        assert "1 answer found" in part

    def test_what_she_typed_is_in_no_title(self, client: Client) -> None:
        head = body(client, f"{LIST}?q=sex").split("</head>")[0]
        assert "<title>What women ask - Easeback</title>" in head
        assert "sex" not in head

    def test_nothing_found_says_whom_to_ask(self, client: Client) -> None:
        page = main(client, f"{LIST}?q=zebra")
        assert "We have no answer to that yet" in page
        assert "on your notes" in page
        assert "Signs that need help now" in page

    def test_nothing_found_holds_her_unit_s_number(self, her: Woman) -> None:
        her.person.unit_phone = "020 7946 0000"
        her.person.save(update_fields=["unit_phone"])
        assert 'href="tel:02079460000"' in main(her.client, f"{LIST}?q=zebra")

    @pytest.mark.parametrize(
        "typed", ["%00", "%00heat", "%F0%9F%A4%B0", "%ED%A0%80", "a" * 9000, ".*", "((", "%22><b>"]
    )
    def test_whatever_is_typed_is_answered(self, client: Client, typed: str) -> None:
        page = main(client, f"{LIST}?q={typed}")
        assert "\x00" not in page
        assert "><b>" not in page

    def test_nothing_of_hers_fills_in_the_search(self, her: Woman) -> None:
        her.screened(pgp="yes")
        page = main(her.client, LIST)
        assert 'id="q" value=""' in page
        assert listed(page) == articles().keys()


class TestArticle:
    @pytest.mark.parametrize("slug", articles())
    def test_every_answer_has_its_page(self, client: Client, slug: str) -> None:
        found = articles()[slug]
        page = body(client, f"/questions/{slug}/")
        assert f"<title>{escape(found.title)} - Easeback</title>" in page
        assert f'<meta name="description" content="{escape(found.short)}">' in page
        assert "ld+json" not in page
        for source in found.sources:
            assert f'href="/sources/#{source}"' in page

    def test_the_short_answer_comes_first_then_why_then_when_to_phone(self, client: Client) -> None:
        found = articles()["it-got-worse"]
        page = main(client, "/questions/it-got-worse/")
        places = [found.short, "often pelvic girdle pain", "When to phone", "Something is wrong?"]
        assert sorted(places, key=page.index) == places
        assert 'href="tel:112"' in page
        assert "Not yet reviewed by a clinician." in page

    def test_it_leads_to_its_exercises_and_to_other_questions_but_not_to_itself(
        self, client: Client
    ) -> None:
        page = main(client, HEAT)
        assert 'href="/exercises/counter_lean/"' in page
        assert 0 < len(listed(page)) <= 4
        assert "heat-and-cold" not in listed(page)

    @pytest.mark.parametrize("slug", ["none", "heat_and_cold", "a" * 3000, "%00"])
    def test_there_is_no_other(self, client: Client, slug: str) -> None:
        assert client.get(f"/questions/{slug}/").status_code == 404

    @pytest.mark.parametrize("address", [LIST, HEAT])
    def test_nobody_can_post_to_it(self, client: Client, address: str) -> None:
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", [LIST, HEAT])
class TestHerOutcomeComesFirst:
    def test_before_she_has_answered(self, her: Woman, address: str) -> None:
        assert HELD in main(her.client, address)

    @pytest.mark.parametrize("answers", [{"R4": "low_lying"}, {"U7": "yes"}, {"E1": "yes"}])
    def test_when_something_holds_her_back(
        self, her: Woman, address: str, answers: dict[str, str]
    ) -> None:
        her.screened(NOW, Coverage.FULL, **answers)
        page = main(her.client, address)
        assert page.index(HELD) < page.index("<h2")
        assert 'href="/safety/"' in page

    def test_not_when_nothing_does(self, her: Woman, address: str) -> None:
        her.screened()
        assert HELD not in main(her.client, address)


def bereaved(her: Woman) -> None:
    due, birth = her.pregnancy.due_date, Birth(NOW.date(), Delivery.VAGINAL, bereaved=True)
    record_birth(person=her.person, pregnancy=her.pregnancy, birth=birth, due=due, now=NOW)


def no_longer(her: Woman) -> None:
    her.post("/safety/no-longer-pregnant/")


@pytest.mark.parametrize("lost", [bereaved, no_longer])
class TestAfterALoss:
    def pages(self) -> Iterator[str]:
        yield LIST
        yield from (f"{LIST}?q={word}" for word in ("baby", "labour", "sleep", "miscarriage"))
        yield from (f"/questions/{slug}/" for slug in articles())
        yield "/exercises/counter_lean/"

    def test_no_list_names_what_would_hurt(self, her: Woman, lost: Lost) -> None:
        lost(her)
        for address in self.pages():
            page = main(her.client, address)
            own = address.strip("/").rpartition("/")[2]
            assert not listed(page) & {each.slug for each in HIDDEN if each.slug != own}, address

    def test_the_list_speaks_of_no_baby(self, her: Woman, lost: Lost) -> None:
        lost(her)
        words = re.sub(r"<[^>]+>", " ", main(her.client, LIST))
        assert not re.search(r"\b(bab(y|ies)|toddler|pregnan\w+|labour|weeks)\b", words, re.I)


class TestLinkedFrom:
    def test_an_exercise_names_the_questions_about_it(self, client: Client) -> None:
        page = main(client, "/exercises/half_kneel_hip_flexor/")
        assert "four-times-forty" in listed(page)
        assert page.index("How sure we are") < page.index("Women ask")

    def test_an_exercise_nobody_asks_about_has_no_empty_heading(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("faq.templatetags.women_ask.articles", dict)
        assert "Women ask" not in main(client, "/exercises/half_kneel_hip_flexor/")

    def test_her_outcome_names_the_questions_about_what_she_told_us(self, her: Woman) -> None:
        her.screened(pgp="yes")
        page = main(her.client, "/safety/")
        assert "it-got-worse" in listed(page)
        assert page.index("Change my answers") < page.index("Women ask")

    def test_an_outcome_that_says_ask_first_does_too(self, her: Woman) -> None:
        her.screened(R4="low_lying")
        assert "sex" in listed(main(her.client, "/safety/"))

    @pytest.mark.parametrize("answers", [{"U7": "yes"}, {"E1": "yes"}, {"E10": "yes"}])
    def test_an_urgent_outcome_leads_nowhere_else(
        self, her: Woman, answers: dict[str, str]
    ) -> None:
        her.screened(NOW, Coverage.FULL, **answers)
        assert listed(main(her.client, "/safety/")) == set()

    @pytest.mark.parametrize("address", ["/", "/exercises/", "/no-such-page/"])
    def test_every_page_leads_to_them_from_its_foot(self, client: Client, address: str) -> None:
        assert 'href="/questions/"' in client.get(address).content.decode().split("<footer")[1]


def test_every_question_an_article_names_is_one_she_may_be_asked() -> None:
    asked = content.questionnaire()
    named = {id_ for each in articles().values() for id_ in each.questions}
    assert named <= asked.questions.keys() | asked.derived.keys()
