"""The search forgives how a word is typed, and survives whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.typed import LONGEST, stems, tidy
from faq.articles import Article
from faq.content import articles
from faq.search import search
from tests.faq.made import article

EVERY = list(articles().values())


def first(typed: str) -> str:
    found = search(EVERY, typed)
    return found[0].slug if found else ""


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("heat", "heat-and-cold"),
        ("HEATING PADS", "heat-and-cold"),
        ("hot tub?", "heat-and-cold"),
        ("Épidural", "after-an-epidural"),
        ("epidurals", "after-an-epidural"),
        ("can I have sex while pregnant", "sex"),
        ("massage gun", "scoliosis-and-massage-gun"),
        ("foam rol", "foam-roller"),
        ("lose my belly", "tummy-after-birth"),
        ("4 x 40", "four-times-forty"),
        ("childs pose", "longer-holds"),
        ("child’s pose", "longer-holds"),
        ("seat belt", "in-the-car"),
        ("labor", "early-labour"),
        ("swim", "swimming"),
    ],
)
def test_a_woman_finds_what_she_means(typed: str, slug: str) -> None:
    assert first(typed) == slug


def test_every_question_is_found_by_its_own_words_and_each_of_its_other_words() -> None:
    for each in EVERY:
        assert each in search(EVERY, each.title), each.slug
        for words in each.other_words:
            assert each in search(EVERY, words), (each.slug, words)


def test_an_answer_that_holds_more_of_her_words_leaves_the_others_out() -> None:
    both, one = article("both", words="warm water"), article("one", words="warm milk")
    assert search([one, both], "warm water") == [both]


def test_a_word_of_the_question_counts_for_more_than_one_of_the_text() -> None:
    text, title = article("a", words="belt"), article("belt")
    assert search([text, title], "belts") == [title, text]


def test_a_whole_word_counts_for_more_than_a_begun_one() -> None:
    begun, whole = article("carpet"), article("car")
    assert search([begun, whole], "car") == [whole, begun]


def test_a_letter_or_two_are_no_begun_word() -> None:
    assert search([article("carpet")], "ca") == []


def test_small_words_count_only_where_there_is_nothing_else() -> None:
    assert search([article("how"), article("heat")], "how heat") == [article("heat")]
    assert search([article("how"), article("heat")], "how") == [article("how")]


@pytest.mark.parametrize(
    ("typed", "same"),
    [("Bodies", "body"), ("belts", "belt"), ("stress", "stress"), ("gas", "gas"), ("bus", "bus")],
)
def test_a_simple_plural_is_its_singular(typed: str, same: str) -> None:
    assert stems(typed) == [same]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "zebra", "🤰", "\x00", "%00", ".*", "(", "[-", "\\", "' OR 1=1 --", "<script>"],
)
def test_what_finds_nothing_is_no_fault(typed: str) -> None:
    assert search(EVERY, typed) == []


def test_a_very_long_search_is_cut() -> None:
    assert len(tidy("heat " * 100_000)) <= LONGEST
    assert first("heat " * 100_000) == "heat-and-cold"


@given(st.text())
def test_whatever_is_typed_only_articles_come_back_each_once(typed: str) -> None:
    found = search(EVERY, typed)
    assert len(set(slugs(found))) == len(found) <= len(EVERY)
    assert tidy(tidy(typed)) == tidy(typed)
    assert tidy(typed).isprintable()


@given(st.text())
def test_case_does_not_count(typed: str) -> None:
    if typed.casefold() == typed.lower():
        assert slugs(search(EVERY, typed)) == slugs(search(EVERY, typed.lower()))


def slugs(found: list[Article]) -> list[str]:
    return [each.slug for each in found]
