"""What the pages of a sign, the sheet and taking back say once she has given birth."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from safety.history import Coverage
from tests.people import NOW, Woman

LATER = NOW + timedelta(minutes=1)
BORN = NOW.date() - timedelta(days=9)
LOSS = {"loss": "yes"}

GivesBirth = Callable[..., Woman]


@pytest.fixture
def gives_birth(her: Woman) -> GivesBirth:
    """She gave birth nine days ago and tells us now."""

    def tell(**more: Any) -> Woman:
        her.pregnancy.due_date = BORN
        her.pregnancy.save()
        day = {"born_0": BORN.day, "born_1": BORN.month, "born_2": BORN.year}
        told = {"delivery": "vaginal", "epidural": "no", "deep_tear": "no"}
        her.screened()
        assert her.post("/safety/birth/", day | told | more).status_code == 303
        return her

    return tell


def main(her: Woman, address: str) -> str:
    page = str(her.client.get(address).content.decode())
    return page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("loss", [{}, LOSS], ids=["born", "bereaved"])
@pytest.mark.parametrize("sign", ["E1", "U1-birth"], ids=["emergency", "today"])
def test_a_sign_after_a_birth_is_told_as_one_after_a_birth(
    gives_birth: GivesBirth, loss: dict[str, str], sign: str
) -> None:
    her = gives_birth(**loss)
    her.screened(LATER, Coverage.FULL, **{sign: "yes"})
    page = main(her, "/safety/")
    assert "I gave birth 9 days ago." in page
    assert "pregnan" not in page.lower()


def test_an_emergency_in_pregnancy_gives_her_weeks_to_say(her: Woman) -> None:
    her.screened(E1="yes")
    band = main(her, "/safety/").split('class="band"', 1)[1].split("</section>", 1)[0]
    assert "Do not drive yourself." in band
    assert "I am 26 weeks and 3 days pregnant." in band


@pytest.mark.parametrize("loss", [{}, LOSS], ids=["born", "bereaved"])
def test_the_sheet_after_a_birth_says_so(gives_birth: GivesBirth, loss: dict[str, str]) -> None:
    her = gives_birth(**loss)
    her.screened(LATER, R5="yes")
    page = main(her, "/safety/clearance/sheet/")
    opening = page.split("<article", 1)[1].split("<table", 1)[0]
    assert "I gave birth 9 days ago." in opening
    assert "4 May 2026" in opening
    assert "pregnan" not in opening.lower()


def test_a_woman_whose_baby_died_takes_it_back_in_words_that_do_not_hurt(
    gives_birth: GivesBirth,
) -> None:
    her = gives_birth(**LOSS)
    page = main(her, "/safety/after-birth/")
    assert "/safety/still-pregnant/" in page
    assert "Take this back" in page
    assert "still pregnant</" not in page


def test_told_by_mistake_she_is_still_pregnant(gives_birth: GivesBirth) -> None:
    assert "I am still pregnant" in main(gives_birth(), "/safety/after-birth/")


def test_a_session_after_a_birth_gives_her_the_birth_to_say(
    gives_birth: GivesBirth, catalogue_rows: None
) -> None:
    her = gives_birth()
    with time_machine.travel(LATER, tick=False):
        her.screened(LATER)
        begun = her.post("/sessions/check-in/", {"stage": "pain", "answer": "none", "pain": "2"})
        page = main(her, re.sub(r"^https?://[^/]+", "", begun["Location"]))
    hurry = page.split('data-part="emergency"', 1)[1].split("</section>", 1)[0]
    assert "I gave birth 9 days ago." in hurry
    assert "pregnant" not in hurry
