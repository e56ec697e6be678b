"""The pages about the pain: 0 to 10, several answers at once, and what they come to."""

from datetime import timedelta

import pytest

from safety.history import Coverage
from safety.models import Draft, Screening
from tests.people import NOW, Woman

PAIN = "/safety/screening/pain/"
PLACE = "/safety/screening/pain-place/"
BOTH = {"answer-B1": "4", "answer-B1-worst": "6", "answer": "each"}
WHOLE = {
    **{"answer-B2": ["low_back", "buttock"], "answer-B4": ["stairs", "sitting"]},
    **{"answer-B5": ["lying"], "answer-B6": ["sleep"], "answer-B3": "longer", "answer": "each"},
}


@pytest.fixture
def in_pain(her: Woman) -> Woman:
    """She has answered all before the pain."""
    her.post("/safety/screening/")
    answers = {k: v for k, v in her.clean_answers().items() if not k.startswith("B")}
    Draft.objects.update(answers=answers, given_at=dict.fromkeys(answers, NOW.isoformat()))
    return her


def test_pain_is_asked_from_0_to_10_with_nothing_chosen(in_pain: Woman) -> None:
    page = in_pain.client.get(PAIN).content.decode()
    assert page.count('name="answer-B1"') == 11
    assert "checked" not in page


def test_without_pain_nothing_more_is_asked(in_pain: Woman) -> None:
    response = in_pain.post(PAIN, {"answer-B1": "0", "answer-B1-worst": "0", "answer": "each"})
    assert response["Location"] == "/safety/screening/check/"


def test_several_answers_are_kept_together(in_pain: Woman) -> None:
    assert in_pain.post(PAIN, BOTH)["Location"] == PLACE
    assert in_pain.post(PLACE, WHOLE)["Location"] == "/safety/screening/check/"
    answers = Draft.objects.get().answers
    assert (answers["B2"], answers["B4"]) == ("low_back,buttock", "stairs,sitting")
    assert in_pain.client.get(PLACE).content.decode().count(" checked") == 7
    page = in_pain.client.get("/safety/screening/check/").content.decode()
    assert "What makes it worse? Sitting, Stairs" in page


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"answer-B5": []}, "Choose an answer: What eases it."),
        ({"answer-B5": ["nothing", "lying"]}, "“Nothing eases it” cannot go with another answer"),
        ({"answer-B2": ["the moon"]}, "Choose an answer: Where does it hurt."),
        ({"answer-B3": "lying"}, "Choose an answer: Since when."),
    ],
)
def test_a_blank_or_contradictory_answer_is_refused_and_the_rest_shown_again(
    in_pain: Woman, changed: dict[str, object], text: str
) -> None:
    in_pain.post(PAIN, BOTH)
    response = in_pain.post(PLACE, WHOLE | changed)
    page = response.content.decode()
    assert response.status_code == 422
    assert text in page
    assert 'value="stairs" id="id_answer-B4_4" checked' in page
    assert "B4" not in Draft.objects.get().answers


def test_9_or_10_interrupts_as_the_sign_it_is(in_pain: Woman) -> None:
    assert in_pain.post(PAIN, BOTH | {"answer-B1": "9"})["Location"] == "/safety/"
    screening = Screening.objects.get()
    assert (screening.outcome, screening.deciding) == (3, ["U11"])
    page = in_pain.client.get("/safety/").content.decode()
    assert "Phone your maternity unit now" in page


def test_pain_that_nothing_eases_interrupts(in_pain: Woman) -> None:
    in_pain.post(PAIN, BOTH)
    assert in_pain.post(PLACE, WHOLE | {"answer-B5": "nothing"})["Location"] == "/safety/"
    assert Screening.objects.get().deciding == ["U11"]


def test_pain_that_never_stops_at_night_interrupts(in_pain: Woman) -> None:
    in_pain.post(PAIN, BOTH)
    assert in_pain.post(PLACE, WHOLE | {"answer-B6": ["sleep", "all_night"]})["Location"] == (
        "/safety/"
    )
    assert Screening.objects.get().deciding == ["U11"]


def test_the_outcome_says_what_the_pain_changes_and_whom_to_tell(her: Woman) -> None:
    told = {"B1": "7", "B1-worst": "9", "B2": "pubic_bone", "B3": "longer", "B4": "stairs"}
    her.screened(NOW, Coverage.FULL, **told)
    page = her.client.get("/safety/").content.decode()
    assert "Much pain now, and a position eases it" in page
    assert "Pain at the front or back of the pelvis" in page
    assert "tell your midwife or doctor this week" in page
    assert "Mention it at your next visit" in page


def test_a_woman_screened_before_the_pain_was_asked_is_asked_only_that(her: Woman) -> None:
    older = her.screened(NOW - timedelta(days=1))
    answers = {k: v for k, v in older.answers.items() if not k.startswith("B")}
    Screening.objects.filter(pk=older.pk).update(answers=answers)
    assert her.known().standing.again_because == "Our questions have changed since you answered."
    assert her.post("/safety/screening/")["Location"] == PAIN
    assert her.post(PAIN, BOTH)["Location"] == PLACE
    assert her.post(PLACE, WHOLE)["Location"] == "/safety/"
    assert Screening.objects.order_by("-id")[0].coverage == Coverage.CHANGED
    assert her.known().standing.status == "good"
