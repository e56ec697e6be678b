"""Each row of golden.csv, decided afresh: the table a clinician reads is what the product does."""

import pytest

from safety import content
from tests.safety import golden

LINES = golden.lines()


def _id(line: dict[str, str]) -> str:
    said = [answer.split(" (")[0] for answer in line["answers"].split("; ")]
    return " ".join((line["week"], *said)).replace(" = ", "=")


@pytest.mark.parametrize("line", LINES, ids=_id)
def test_a_row_comes_to_what_it_says(line: dict[str, str]) -> None:
    assert dict(zip(golden.HEADER, golden.row(golden.read(line)), strict=True)) == line


def test_no_row_leaves_a_question_unanswered() -> None:
    assert [line for line in LINES if golden.decided(golden.read(line)).missing] == []


def test_the_file_is_as_it_is_written() -> None:
    """No row lost, none twice, none by hand that writing anew would lose."""
    assert golden.FILE.read_text("utf-8") == golden.text()


def test_every_question_and_every_item_stands_in_some_row() -> None:
    said = {id_ for line in LINES for id_ in golden.read(line).answers}
    assert said == set(content.questionnaire().questions)
    items = {line["asked in"].removeprefix(golden.CHECK_IN) for line in LINES}
    assert items == {golden.SCREENING, *(i.label for i in content.safety_content().check_in)}


def test_every_outcome_lock_and_act_stands_in_some_row() -> None:
    for column, words in (
        ("outcome", {"clear", "adapted", "ask first", "today", "emergency"}),
        ("lock", {"none", "standard", "hard"}),
        ("act", {"call", "crisis", "now", "labour", "today", "ask", "mention", "none"}),
    ):
        assert {line[column] for line in LINES} == words
