"""The laws of triage over the questions women are really asked."""

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from safety import content
from safety.derived import (
    PRE_ECLAMPSIA_SIGNS,
)
from safety.questionnaire import (
    NO,
    NOT_SURE,
    YES,
    QuestionKind,
)
from safety.triage import decide, next_page
from safety.vocabulary import Facts, Gate, Outcome

days = st.integers(0, 301)


@st.composite
def answers_to_all(draw: st.DrawFn) -> tuple[Facts, dict[str, str]]:
    """No to everything but a few, whatever those are answered: small, so that failures are."""
    questions = content.questionnaire().questions
    facts = Facts(gate=Gate.SHUT, gestation_days=draw(days))
    answers = {id_: NO if NO in q.allowed else sorted(q.allowed)[0] for id_, q in questions.items()}
    for id_ in draw(st.lists(st.sampled_from(list(questions)), max_size=6)):
        answers[id_] = draw(st.sampled_from(sorted(questions[id_].allowed)))
    return facts, answers


@given(answers_to_all(), st.data())
def test_turning_a_no_into_a_yes_never_lowers_the_level(
    her: tuple[Facts, dict[str, str]], data: st.DataObject
) -> None:
    facts, answers = her
    q = data.draw(
        st.sampled_from([q for q in content.questionnaire().questions.values() if YES in q.allowed])
    )
    assume(q.kind is not QuestionKind.CHOICE)
    before = decide(content.questionnaire(), facts, answers | {q.id: NO})
    for answer in (NOT_SURE, YES):
        after = decide(content.questionnaire(), facts, answers | {q.id: answer})
        assert after.outcome >= before.outcome
        assert after.modifiers >= before.modifiers


@given(answers_to_all(), st.data())
def test_a_blank_is_always_missing(her: tuple[Facts, dict[str, str]], data: st.DataObject) -> None:
    facts, answers = her
    asked = [
        q.id
        for q in content.questionnaire().questions.values()
        if q.asked(facts, answers) and not q.in_check_in_alone
    ]
    blank = data.draw(st.sampled_from(asked))
    rest = {k: v for k, v in answers.items() if k != blank}
    assert blank in decide(content.questionnaire(), facts, rest).missing


@given(answers_to_all(), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(
    her: tuple[Facts, dict[str, str]], shuffle: random.Random
) -> None:
    facts, answers = her
    items = list(answers.items())
    shuffle.shuffle(items)
    assert decide(content.questionnaire(), facts, dict(items)) == decide(
        content.questionnaire(), facts, answers
    )


@given(answers_to_all())
def test_every_finding_says_why_and_from_where(her: tuple[Facts, dict[str, str]]) -> None:
    decision = decide(content.questionnaire(), *her)
    known = content.sources()
    for finding in decision.findings:
        assert finding.why
        assert finding.advice
        assert finding.sources
        assert set(finding.sources) <= set(known)


@given(answers_to_all())
def test_an_urgent_outcome_hides_no_sign_that_could_raise_it(
    her: tuple[Facts, dict[str, str]],
) -> None:
    """Answering page by page ends at the level that answering everything urgent gives."""
    facts, answers = her
    given_so_far: dict[str, str] = {}
    while (asked := next_page(content.questionnaire(), facts, given_so_far)) is not None:
        given_so_far |= {q.id: answers[q.id] for q in asked.questions}
    reached = decide(content.questionnaire(), facts, given_so_far).outcome
    urgent = decide(content.questionnaire(), facts, answers, only=()).outcome
    if urgent is Outcome.EMERGENCY or reached >= Outcome.TODAY:
        assert reached >= min(urgent, Outcome.TODAY)
    signs = [answers[s] for s in PRE_ECLAMPSIA_SIGNS]
    if facts.gestation_days and facts.gestation_days >= 140 and signs.count(YES) >= 2:
        assert reached is Outcome.EMERGENCY
