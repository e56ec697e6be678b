"""Had the baby, no longer pregnant: kind words, the signs that matter, the counting stops."""

import pytest
from django.test import Client

from safety import content
from safety.models import Pregnancy
from tests.people import Woman

PAGES = ("/safety/after-birth/", "/safety/no-longer-pregnant/")


@pytest.mark.parametrize("address", PAGES)
def test_anyone_may_read_it(client: Client, db: None, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert content.questionnaire().questions["E1"].label in page.content.decode()


@pytest.mark.parametrize(("address", "state"), [(PAGES[0], "after_birth"), (PAGES[1], "no_longer")])
def test_one_tap_stops_the_counting(her: Woman, address: str, state: str) -> None:
    her.screened()
    assert her.post(address).status_code == 303
    pregnancy = Pregnancy.objects.get()
    assert (pregnancy.state, pregnancy.ended_on is not None) == (state, True)
    assert "weeks" not in her.client.get("/safety/").content.decode().split("<main")[1]


@pytest.mark.parametrize("address", PAGES)
def test_twice_or_by_a_stranger_changes_nothing(her: Woman, address: str) -> None:
    her.post(address)
    before = list(Pregnancy.objects.values())
    her.post(address)
    Client().post(address)
    assert list(Pregnancy.objects.values()) == before


def test_after_a_loss_there_is_no_word_of_a_baby(client: Client, db: None) -> None:
    page = client.get(PAGES[1]).content.decode()
    main = page.split("<main", 1)[1].split("</main>", 1)[0].lower()
    assert "congratulations" not in main
    assert "baby" not in main
