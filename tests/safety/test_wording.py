"""The words of the safety content: what to do comes first, and nothing soothes falsely."""

import re
from collections.abc import Iterator

import pytest

from safety import content
from safety.vocabulary import Act, Outcome

# What she does comes before anything else, so advice begins with one of these.
DOING = {
    *("ask", "call", "change", "do", "drink", "follow", "get", "go", "have", "keep", "kneel"),
    *("lean", "leave", "lie", "mention", "move", "phone", "put", "rest", "sit", "stay", "stop"),
    *("take", "talk", "tap", "tell", "time", "trust", "turn", "wait", "wear"),
}
SOOTHING = re.compile(r"probably|%|!|don’t worry|safe for you|simply|bad posture", re.I)
URGENT = re.compile(r"\b(emergency|urgent|urgently|ambulance|today|immediately|danger)\b", re.I)

Advice = tuple[str, Outcome, Act, str]


def all_advice() -> Iterator[Advice]:
    """Every advice with the id of its question or sign, its outcome and its act."""
    questionnaire = content.questionnaire()
    for q in questionnaire.questions.values():
        yield from ((q.id, g.outcome, g.act, g.advice) for g in q.grades)
    for key, derived in questionnaire.derived.items():
        yield key, Outcome.EMERGENCY, derived.act, derived.advice
    for sign in content.signs():
        yield from ((sign.id, a.outcome, a.act, a.advice) for a in sign.answers)


def all_words() -> Iterator[str]:
    """Every sentence and label a woman may read."""
    questionnaire = content.questionnaire()
    for q in questionnaire.questions.values():
        yield from (q.label, q.detail, q.said, q.say)
        yield from (word for g in q.grades for word in (g.advice, g.why))
        yield q.changes
    for derived in questionnaire.derived.values():
        yield from (derived.said, derived.say, derived.why, derived.advice)
    for sign in content.signs():
        yield from (sign.label, sign.first, sign.ask)
        yield from (word for a in sign.answers for word in (a.label, a.advice, a.say))
    yield from (rule.text for rule in content.rules())


def first_word(sentence: str) -> str:
    return re.split(r"\W", sentence)[0].lower()


@pytest.mark.parametrize("advice", list(all_advice()), ids=lambda a: f"{a[0]}-{a[2]}")
def test_advice_says_first_what_to_do_and_then_whom_to_call(advice: Advice) -> None:
    _, outcome, act, words = advice
    assert first_word(words) in DOING, words
    assert words.endswith(".")
    if act is Act.CALL:
        assert "call for help now" in words.lower(), words
    if outcome is Outcome.TODAY:
        wanted = "phone your labour line" if act is Act.LABOUR else "phone your maternity unit"
        assert wanted in words.lower(), words


def test_a_rule_that_is_derived_speaks_of_no_baby() -> None:
    """It is the same for a woman whose baby died, so it needs no other words for her."""
    for derived in content.questionnaire().derived.values():
        words = (derived.label, derived.said, derived.say, derived.why, derived.advice)
        assert not re.search(r"\b(baby|babies|bump|mother)\b", " ".join(words), re.I), derived.label


def test_a_sign_says_what_to_do_this_second_before_any_answer() -> None:
    assert [s.first for s in content.signs() if first_word(s.first) not in DOING] == []


def test_nothing_soothes_falsely_or_shouts() -> None:
    assert [words for words in all_words() if SOOTHING.search(words)] == []


def test_question_pages_hold_no_word_of_urgency() -> None:
    questionnaire = content.questionnaire()
    shown = [word for p in questionnaire.pages for word in (p.name, p.title, p.hint)]
    for q in questionnaire.questions.values():
        shown += [q.label, q.detail, *(w for c in q.choices for w in (c.label, c.detail))]
    assert [words for words in shown if URGENT.search(words)] == []


def test_rows_fit_a_phone() -> None:
    for q in content.questionnaire().questions.values():
        assert len(q.label) <= 42, q.label
        assert len(q.detail) <= 80, q.detail


def test_what_she_says_on_the_phone_is_one_sentence_of_her_own() -> None:
    for q in content.questionnaire().questions.values():
        assert q.say.endswith(".")
        assert q.say.replace("100.4", "").count(".") == 1, q.say
        assert re.search(r"\b(I|my|me)\b", q.say, re.I), q.say
        assert not q.said.endswith("."), "it stands inside a sentence"


def test_a_rule_is_one_plain_sentence() -> None:
    for rule in content.rules():
        assert rule.text.endswith(".")
        assert ". " not in rule.text
        assert len(rule.text) <= 110, rule.text
