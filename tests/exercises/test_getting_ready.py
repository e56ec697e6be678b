"""What she is asked when she gets ready: strict data, one short page, nothing that hurts."""

import re

import pytest

from config.settings import BASE_DIR
from exercises.getting_ready import FILE, asked_of, asked_page, load
from exercises.reading import ContentError
from safety.content import sources
from safety.vocabulary import Modifier
from tests.exercises.made import facts

WRITTEN = FILE.read_text("utf-8")


def faults(old: str, new: str) -> str:
    assert old in WRITTEN
    with pytest.raises(ContentError) as refused:
        load(WRITTEN.replace(old, new, 1).encode(), sources().keys())
    return str(refused.value)


def test_it_is_one_page_of_seven_rows() -> None:
    assert len(asked_page().question) == 7


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('tells = "floor"', 'tells = "ground"', "floor: is asked by nobody"),
        ('tells = "wall"', 'tells = "chair"', "chair is asked twice"),
        ('id = "P-wall"', 'id = "P-door"', "P-door: is named after what it tells: wall"),
        ('id = "P-wall"', 'id = "E1"', "question.3.id"),
        ('block = "P"', 'block = "E"', "question.0.block"),
        ('id = "with_help"', 'id = "sometimes"', "its choices are not the answers there are"),
        ('sources = ["PRODUCT"]', 'sources = ["RUMOUR"]', "RUMOUR is no source"),
        ('sources = ["PRODUCT"]', "sources = []", "question.0.sources"),
        ('detail = "Two or three."', "weight = 3", "question.4.weight"),
        ('label = "Is there a free wall?"\n', "", "question.3.label"),
        ('name = "You and your room"', 'names = "You and your room"', "names"),
        ("[[question]]", "[[question", "is not TOML"),
        ('label = "Is there a free wall?"', 'label = "?"', "is still to be written"),
    ],
)
def test_what_is_off_is_named_and_refused(old: str, new: str, named: str) -> None:
    assert named in faults(old, new)


def test_an_eighth_row_is_refused() -> None:
    assert "question" in faults("[[question]]", "[[question]]\nid = 'P-x'\n[[question]]")


def test_it_is_written_as_the_rest_is() -> None:
    told = [asked_page().title, asked_page().hint]
    for question in asked_page().question:
        told += [question.label, question.detail, *(choice.label for choice in question.choices)]
        assert question.reviewed_by == ""
    for text in told:
        assert not re.search(r"[!%]|safe for you|should", text)
        assert all(len(part.split()) <= 20 for part in text.split(". "))


def test_who_has_said_that_the_floor_is_out_of_reach_is_not_asked_again() -> None:
    asked = {question.id for question in asked_of(facts(Modifier.NO_FLOOR))}
    assert {q.id for q in asked_page().question} - asked == {"P-floor"}


def test_after_a_loss_no_child_is_spoken_of() -> None:
    asked = asked_of(facts(bereaved=True))
    assert {q.id for q in asked_page().question} - {q.id for q in asked} == {"P-toddlers"}
    assert not any("child" in f"{q.label} {q.detail}".lower() for q in asked)


def test_our_own_statement_of_the_rules_names_every_question_and_answer_that_decides() -> None:
    stated = (BASE_DIR / "docs" / "clinical.md").read_text("utf-8")
    named = [*(q.id for q in asked_page().question), "new_to_exercise", "some", "active"]
    assert [id_ for id_ in named if f"`{id_}`" not in stated] == []
