"""Every warning sign: whom it concerns, and what each answer about it comes to.

Written by hand from ``docs/clinical.md`` ("Warning signs around exercise") and not from
the content, worst first. One line is one answer.
"""

from dataclasses import dataclass

import pytest

from safety import content
from safety.gestation import LAST_DAYS
from safety.signs import Ends, Sign, SignAnswer, signs_for
from safety.vocabulary import Act, Facts, Gate, Outcome

# Which two of the signs it is, or what feels wrong, is not known: asked about as if new.
ASKED_ANEW = {("w14", "two"), ("w16", "stays")}

# sign | answer | outcome | act | ends | seconds to wait before answering
TABLE = """
w4  | pain       | emergency | call    | session  | 300
w4  | racing     | today     | today   | session  | 300
w1  | heavy      | emergency | call    | session  | 0
w1  | some       | today     | now     | session  | 0
w19 | soaking    | emergency | call    | session  | 0
w19 | persists   | today     | today   | session  | 0
w19 | some       | clear     | mention | session  | 0
w10 | severe     | emergency | call    | session  | 0
w10 | stays      | today     | now     | session  | 0
w10 | twinge     | clear     | none    | nothing  | 0
w15 | with-signs | emergency | call    | session  | 0
w15 | no-signs   | today     | now     | session  | 0
w6  | both       | emergency | call    | session  | 0
w6  | one-leg    | today     | now     | session  | 0
w6  | tired      | clear     | none    | session  | 0
w13 | saddle     | emergency | call    | session  | 0
w13 | stays      | today     | today   | session  | 0
w13 | going      | clear     | mention | session  | 0
w14 | two        | emergency | call    | session  | 0
w14 | sight      | today     | now     | session  | 0
w14 | swelling   | today     | now     | session  | 0
w14 | ribs       | today     | now     | session  | 0
w5  | worst      | emergency | call    | session  | 600
w5  | with-signs | emergency | call    | session  | 600
w5  | bad        | today     | now     | session  | 600
w5  | settled    | clear     | mention | session  | 600
w2  | with-signs | emergency | call    | session  | 300
w2  | stays      | today     | now     | session  | 300
w2  | settled    | clear     | mention | session  | 300
w3  | severe     | emergency | call    | session  | 0
w3  | new        | today     | today   | session  | 0
w3  | known      | clear     | mention | session  | 0
w9  | cord       | emergency | call    | session  | 0
w9  | coloured   | emergency | call    | session  | 0
w9  | clear      | today     | now     | session  | 0
w8  | early      | today     | now     | session  | 0
w8  | labour     | today     | labour  | session  | 0
w8  | painless   | clear     | none    | session  | 0
w7  | with-breath| emergency | call    | session  | 0
w7  | one        | today     | now     | session  | 0
w7  | cramp      | clear     | none    | session  | 0
w11 | less       | today     | now     | session  | 0
w17 | severe     | emergency | call    | session  | 0
w17 | fever      | today     | now     | session  | 0
w16 | stays      | today     | today   | session  | 1800
w16 | better     | clear     | none    | session  | 1800
w12 | no-ease    | today     | now     | session  | 0
w12 | eases      | clear     | mention | session  | 0
w18 | noticed    | clear     | mention | exercise | 0
"""

# What concerns only some women; all other signs and answers concern everyone.
PREGNANT_ONLY = {"w1", "w8", "w9", "w11"}
AFTER_BIRTH_ONLY = {"w19"}
FROM_24_WEEKS = {"w11"}
BEFORE_37_WEEKS = ("w8", "early")
FROM_37_WEEKS = ("w8", "labour")


@dataclass(frozen=True)
class Line:
    """What one answer about one sign comes to."""

    sign: str
    answer: str
    outcome: Outcome
    act: Act
    ends: Ends
    wait: int

    @property
    def key(self) -> tuple[str, str]:
        return (self.sign, self.answer)


def _line(written: str) -> Line:
    sign, answer, outcome, act, ends, wait = (c.strip() for c in written.split("|"))
    level = Outcome[outcome.upper()]
    return Line(sign, answer, level, Act(act), Ends[ends.upper()], int(wait))


LINES = tuple(_line(written) for written in TABLE.strip().splitlines())
ORDER = tuple(dict.fromkeys(line.sign for line in LINES))


def both(line: Line) -> tuple[Sign, SignAnswer]:
    sign = next(s for s in content.signs() if s.id == line.sign)
    return sign, next(a for a in sign.answers if a.id == line.answer)


def pregnant(day: int) -> Facts:
    return Facts(gate=Gate.OPEN, gestation_days=day)


def born(day: int) -> Facts:
    return Facts(gate=Gate.OPEN, days_after_birth=day)


def shown(facts: Facts) -> set[tuple[str, str]]:
    return {
        (sign.id, answer.id)
        for sign in signs_for(content.signs(), facts)
        for answer in sign.answers_for(facts)
    }


def test_all_nineteen_signs_are_there_worst_first() -> None:
    assert set(ORDER) == {f"w{n}" for n in range(1, 20)}
    assert tuple(sign.id for sign in content.signs()) == ORDER
    written = tuple((s.id, a.id) for s in content.signs() for a in s.answers)
    assert written == tuple(line.key for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda x: f"{x.sign}-{x.answer}")
def test_an_answer_comes_to_its_level(line: Line) -> None:
    sign, answer = both(line)
    assert (answer.outcome, answer.act, answer.ends) == (line.outcome, line.act, line.ends)
    assert sign.timer_s == line.wait
    assert answer.is_stop is (line.outcome >= Outcome.TODAY)


@pytest.mark.parametrize("day", [0, 90, 91, 167, 168, 258, 259, LAST_DAYS])
def test_a_pregnant_woman_sees_what_concerns_her(day: int) -> None:
    hidden = AFTER_BIRTH_ONLY | (FROM_24_WEEKS if day < 168 else set())
    wanted = {line.key for line in LINES if line.sign not in hidden}
    assert shown(pregnant(day)) == wanted - {FROM_37_WEEKS if day < 259 else BEFORE_37_WEEKS}


@pytest.mark.parametrize("day", [0, 41, 42, 365])
def test_after_birth_she_sees_what_concerns_her(day: int) -> None:
    assert shown(born(day)) == {line.key for line in LINES if line.sign not in PREGNANT_ONLY}


def test_with_nothing_known_every_sign_is_shown() -> None:
    assert shown(Facts(gate=Gate.SHUT)) >= {x.key for x in LINES if x.sign not in AFTER_BIRTH_ONLY}


def test_answers_come_worst_first_and_differ() -> None:
    for sign in content.signs():
        outcomes = [answer.outcome for answer in sign.answers]
        assert outcomes == sorted(outcomes, reverse=True)
        assert len({answer.label for answer in sign.answers}) == len(sign.answers)
        assert bool(sign.ask) is (len(sign.answers) > 1)


def test_anything_serious_ends_the_session_and_gives_her_the_words() -> None:
    for line in LINES:
        _, answer = both(line)
        if answer.is_stop:
            assert answer.ends is Ends.SESSION
            assert answer.say.endswith(".")
        else:
            assert answer.say == ""


def test_a_symptom_that_was_looked_at_is_known_by_its_questions() -> None:
    questions = content.questionnaire().questions
    for sign in content.signs():
        for answer in sign.answers:
            assert set(answer.questions) <= set(questions)
            asked_anew = (sign.id, answer.id) in ASKED_ANEW or not answer.is_stop
            assert bool(answer.questions) is not asked_anew, (sign.id, answer.id)


@pytest.mark.parametrize(
    ("sign", "answer", "looked_at"),
    [
        ("w4", "racing", {"U10"}),  # nobody looked at chest pain
        ("w4", "pain", {"E2"}),
        ("w14", "sight", {"U5b"}),
        ("w14", "swelling", {"U5d"}),
        ("w14", "ribs", {"U5c"}),
        ("w3", "new", {"W3-new"}),  # nor at breathlessness that is sudden
        ("w10", "stays", {"W10-stays"}),  # nor at pain that is severe
        ("w15", "no-signs", {"U9"}),
    ],
)
def test_only_what_she_told_counts_as_looked_at(
    sign: str, answer: str, looked_at: set[str]
) -> None:
    told = next(s for s in content.signs() if s.id == sign)
    assert set(next(a for a in told.answers if a.id == answer).questions) == looked_at
