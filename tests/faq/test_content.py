"""Articles are read strictly, and what they say keeps to the rules of the product."""

import re

import pytest
from django.core.checks import Error

from exercises.content import catalogue
from exercises.offering import judge
from exercises.reading import ContentError
from exercises.sets import programmes
from faq import checks
from faq.articles import Article, Topic, about_exercise, about_her, beside, by_topic, listed
from faq.content import FOLDER, articles, load, read
from safety import content as safety
from safety.vocabulary import Act, Modifier
from tests.exercises.made import facts
from tests.faq.made import article, written
from tests.safety.test_wording import SOOTHING

EVERY = list(articles().values())
SOUND = {"heat.md": written()}


def faults(**files: bytes) -> list[str]:
    """Every fault of files named without their ending, which holds no dot here."""
    named = {f"{name}.md": text for name, text in files.items()}
    with pytest.raises(ContentError) as refused:
        load(named, {"SEED"}, {"counter_lean"}, {"U7"})
    return str(refused.value).splitlines()


class TestRefused:
    def test_a_file_as_it_should_be_is_taken(self) -> None:
        found = load(SOUND, {"SEED"}, set(), set())["heat"]
        assert (found.title, found.topic) == ("Is heat all right?", Topic.HURTS)
        assert found.html == "<p>It is warm.</p>\n"
        assert found.reviewed_on is None

    @pytest.mark.parametrize(
        ("keys", "reason"),
        [
            ({"colour": '"red"'}, "heat.md: colour: "),
            ({"title": ""}, "heat.md: title: "),
            ({"title": '""'}, "heat.md: title: is empty"),
            ({"short": '""'}, "heat.md: short: is empty"),
            ({"other_words": "[]"}, "heat.md: other_words: is empty"),
            ({"sources": "[]"}, "heat.md: sources: is empty"),
            ({"sources": '["BLOG"]'}, "heat.md: sources: no source 'BLOG'"),
            ({"exercises": '["headstand"]'}, "heat.md: exercises: no exercise 'headstand'"),
            ({"questions": '["U99"]'}, "heat.md: questions: no question 'U99'"),
            ({"modifiers": '["tired"]'}, "heat.md: modifiers.0: "),
            ({"topic": '"news"'}, "heat.md: topic: "),
            ({"asked": '"one"'}, "heat.md: asked: "),
            ({"short": '"?"'}, "heat.md: short: is still to be written"),
            ({"reviewed_by": '"A. Midwife"'}, "heat.md: reviewed_on: goes with reviewed_by"),
            ({"title": '"Is it good for my baby?"'}, "heat.md: hidden_after_loss: must be true"),
            ({"short": '"In pregnancy, yes."'}, "heat.md: hidden_after_loss: must be true"),
            ({"urgent": '"If a newborn cries."'}, "heat.md: hidden_after_loss: must be true"),
        ],
    )
    def test_a_wrong_key_is_named(self, keys: dict[str, str], reason: str) -> None:
        assert [fault for fault in faults(heat=written(**keys)) if reason in fault]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "is empty"),
            ("# Large", "a heading begins with two #"),
            ("![a](/a.png)", "image is not used"),
            ("`code`", "code_inline is not used"),
            ("<script>alert(1)</script>", "holds <"),
            ("a <b>bold</b> word", "holds <"),
            ("[out](https://example.org/)", "is no page of ours"),
            ("[out](//example.org/)", "is no page of ours"),
            ("[gone](/exercises/headstand/)", "is no page of ours"),
            ("[gone](/questions/nothing/)", "is no page of ours"),
            ("[staff](/staff/content/)", "is no page of ours"),
            ("[odd](/exercises/counter_lean/../)", "is no page of ours"),
            ("[no set](/exercises/sets/none/)", "is no page of ours"),
            ("[odd](/exercises/sets/bed/../)", "is no page of ours"),
        ],
    )
    def test_a_text_that_may_not_be_shown_is_named(self, text: str, reason: str) -> None:
        assert any("heat.md: text: " in f and reason in f for f in faults(heat=written(text)))

    def test_a_link_that_would_run_something_is_no_link(self) -> None:
        files = {"heat.md": written("[run](javascript:alert(1))")}
        assert "<a" not in load(files, {"SEED"}, set(), set())["heat"].html

    @pytest.mark.parametrize(
        ("name", "text", "reason"),
        [
            ("heat", b"no front matter", "begins with TOML"),
            ("heat", b"+++\ntitle = \n+++\n", "is not TOML"),
            ("heat", b"\xff\xfe", "is not UTF-8"),
            ("Heat_1", written(), "a file is named with"),
        ],
    )
    def test_a_file_that_is_none_is_named(self, name: str, text: bytes, reason: str) -> None:
        assert any(f.startswith(f"{name}.md: {reason}") for f in faults(**{name: text}))

    def test_every_fault_is_named_at_once(self) -> None:
        found = faults(heat=written("# Large", sources='["BLOG"]'), cold=b"nothing")
        assert [fault.split(":")[0] for fault in found] == ["cold.md", "heat.md", "heat.md"]

    def test_no_question_is_answered_twice(self) -> None:
        found = faults(heat=written(asked="7"), warm=written(asked="7"))
        assert [fault.split(": ")[1] for fault in found] == ["asked", "title"] * 2

    def test_a_link_to_a_page_of_ours_is_taken(self) -> None:
        text = "[a](/exercises/counter_lean/) [b](/questions/heat/) [c](/safety/warning-signs/)"
        text += " [d](/exercises/sets/) [e](/exercises/sets/bed/)"
        found = load({"heat.md": written(text)}, {"SEED"}, {"counter_lean"}, set(), {"bed"})
        assert found["heat"].html.count("<a href=") == 5


class TestBeside:
    def test_what_may_be_listed_after_a_loss(self) -> None:
        seen, hidden = article("a"), article("b", hidden_after_loss=True)
        assert listed([seen, hidden], after_loss=False) == (seen, hidden)
        assert listed([seen, hidden], after_loss=True) == (seen,)

    def test_topics_come_in_their_order_and_empty_ones_not_at_all(self) -> None:
        late, early = article("a", topic=Topic.AFTER_BIRTH), article("b")
        assert by_topic([late, early]) == [(Topic.HURTS, [early]), (Topic.AFTER_BIRTH, [late])]

    def test_an_exercise_finds_its_articles_and_no_more_than_four(self) -> None:
        found = [article(str(n), exercises=frozenset({"cat"})) for n in range(6)]
        assert about_exercise([article("x"), *found], "cat") == found[:4]

    def test_the_article_about_the_fewest_exercises_comes_first(self) -> None:
        broad = article("broad", exercises=frozenset({"cat", "dog"}))
        own = article("own", exercises=frozenset({"cat"}))
        assert about_exercise([broad, own], "cat") == [own, broad]

    def test_what_concerns_most_of_what_she_told_us_comes_first(self) -> None:
        one = article("one", modifiers=frozenset({Modifier.PGP}))
        two = article("two", modifiers=frozenset({Modifier.PGP}), questions=frozenset({"U7"}))
        told = [Modifier.PGP, Modifier.REFLUX], ["U7"]
        assert about_her([article("none"), one, two], *told) == [two, one]

    def test_things_in_common_count_for_more_than_the_topic(self) -> None:
        own = article("own", exercises=frozenset({"cat"}))
        near = article("near")
        nearer = article("nearer", topic=Topic.DOING, exercises=frozenset({"cat"}))
        far = article("far", topic=Topic.DOING)
        assert beside(own, [own, far, near, nearer]) == [nearer, near]


def test_every_fault_is_an_error_of_the_system_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted() -> None:
        load({"heat.md": written("# Large", sources='["BLOG"]')}, {"SEED"}, set(), set())

    assert checks.articles_are_sound() == []
    monkeypatch.setattr(checks, "articles", planted)
    found = checks.articles_are_sound()
    assert [(error.id, error.msg.split(":")[0]) for error in found] == [("faq.E001", "heat.md")] * 2
    assert all(isinstance(error, Error) for error in found)


def test_the_twenty_questions_the_viewers_asked_are_all_answered() -> None:
    assert sorted(each.asked for each in EVERY if each.asked) == list(range(1, 21))


@pytest.mark.parametrize(
    "word",
    [
        *("heat", "roller", "massage", "belt", "car", "desk", "sleep", "sex", "cycling"),
        *("swimming", "walking"),
    ],
)
def test_what_women_ask_besides_is_answered(word: str) -> None:
    assert [each for each in EVERY if word in " ".join((each.title, *each.other_words, each.slug))]


def test_every_file_is_an_article_and_no_review_is_invented() -> None:
    assert len(EVERY) == len(read(FOLDER))
    assert [each.slug for each in EVERY if each.reviewed_by] == []


def test_every_exercise_has_a_question_beside_it() -> None:
    asked = {slug for each in EVERY for slug in each.exercises}
    assert asked == catalogue().keys()


def test_every_set_and_everything_about_her_body_has_a_question_beside_it() -> None:
    led_to = {slug for each in EVERY for slug in re.findall(r"/sets/(\w+)/", each.html)}
    assert programmes().keys() - led_to == {"six", "slow_breathing"}
    assert {modifier for each in EVERY for modifier in each.modifiers} == set(Modifier)


# A woman who reads about one of these is not sent to an exercise that stirs it up.
STIRRED_UP = {
    "it-got-worse": Modifier.PGP,
    "support-belts": Modifier.PGP,
    "with-a-toddler": Modifier.NO_FLOOR,
    "at-a-desk": Modifier.NO_FLOOR,
    "in-the-car": Modifier.NO_FLOOR,
    "starting-late": Modifier.FAINT_UPRIGHT,
}


@pytest.mark.parametrize("slug", STIRRED_UP)
def test_an_article_leads_to_no_exercise_that_it_warns_of(slug: str) -> None:
    her = facts(STIRRED_UP[slug])
    for each in articles()[slug].exercises:
        assert not judge(catalogue()[each], None, her, safety.rules()).refused, each


# What an article says of a sign, and the safety question that grades it.
SIGNS = {
    "numb between your legs": "E5",
    "one calf": "U7",
    "in waves": "U3",
    "nothing eases": "U11",
    "any bleeding": "U1",
    "fluid leaks": "U2",
    "38 °C": "U6a",
    "knock": "U9",
    "baby moves less": "U4",
    "does not settle": "U5a",
    "leg gives way": "U8",
}


@pytest.mark.parametrize("sign", SIGNS)
def test_no_article_is_calmer_about_a_sign_than_the_safety_questions(sign: str) -> None:
    acts = {grade.act for grade in safety.questionnaire().questions[SIGNS[sign]].grades}
    told = [each for each in EVERY if sign in f"{each.urgent} {each.emergency}"]
    assert told
    for each in told:
        if Act.CALL in acts:
            assert sign in each.emergency, each.slug
        elif acts & {Act.NOW, Act.LABOUR} and sign not in each.emergency:
            sentence = next(part for part in re.split(r"(?<=\.) ", each.urgent) if sign in part)
            assert re.search(r"\bphone [^.]*\bnow\b", sentence, re.I), (each.slug, sentence)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_an_article_says_when_to_phone(each: Article) -> None:
    assert re.search(r"\bphone\b", each.urgent, re.I)
    assert each.urgent.endswith(".")
    assert not each.emergency or re.match(r"(if|after) .*\.$", each.emergency)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_an_article_soothes_nobody_falsely_and_is_read_easily(each: Article) -> None:
    words = f"{each.title} {each.short} {each.words} {each.urgent} {each.emergency}"
    assert not SOOTHING.search(words)
    assert each.title.endswith("?")
    assert 1 <= len(re.findall(r"[.?] |[.?]$", each.short)) <= 2
    assert len(each.short) <= 170
    assert reading_grade(each) <= 5.5


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.slug)
def test_no_sentence_of_an_article_is_longer_than_twenty_words(each: Article) -> None:
    text = re.sub(r"</(p|li|h2)>", ". ", each.html)
    text = f"{each.short} {re.sub(r'<[^>]+>', ' ', text)}"
    for sentence in re.split(r"[.?]+\s", text):
        assert len(sentence.split()) <= 20, sentence


def reading_grade(each: Article) -> float:
    """The school year (Flesch and Kincaid) in which it can be read; a heading is left out."""
    text = re.sub(r"<h2>.*?</h2>", " ", each.html)
    text = re.sub(r"</(p|li)>", ". ", text)
    text = f"{each.short} {re.sub(r'<[^>]+>', ' ', text)}"
    sentences = [part for part in re.split(r"[.?:]+\s", text) if re.search(r"[a-z]", part)]
    words = re.findall(r"[A-Za-z’]+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+(?!\b)|[aiouy]\b", w.lower()))) for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
