"""The warning signs, for anyone, whole and in order of urgency."""

from django.test import Client

from safety import content


def test_every_sign_and_every_answer_stands_on_the_page(client: Client, db: None) -> None:
    page = client.get("/safety/warning-signs/").content.decode()
    for sign in content.signs():
        assert sign.label in page
        for answer in sign.answers:
            assert answer.advice in page


def test_every_sign_says_what_to_do_this_second_wherever_it_stands(
    client: Client, db: None
) -> None:
    page = client.get("/safety/warning-signs/").content.decode()
    for sign in content.signs():
        places = page.count(f"<dt>{sign.label}</dt>")
        assert places >= 1
        assert page.count(f'<dt>{sign.label}</dt><dd class="first">{sign.first}</dd>') == places


def test_the_most_urgent_come_first(client: Client, db: None) -> None:
    page = client.get("/safety/warning-signs/").content.decode()
    order = [page.index(words) for words in ("Call for an ambulance", "Phone your maternity unit")]
    assert order == sorted(order)


def test_it_takes_no_query_and_no_post(
    client: Client, db: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get("/safety/warning-signs/")
    assert client.post("/safety/warning-signs/").status_code == 405
