"""Every safety question: who is asked it, and what an answer comes to.

Written by hand from ``docs/clinical.md`` and not from the content: a change of a level, a
lock, an act or a week shows here. One line is what one answer comes to in one stretch of
pregnancy or after birth; where no line reaches, the question is not asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from safety import content
from safety.gestation import LAST_DAYS, parse_days
from safety.questionnaire import NO, NOT_SURE, YES, ClearanceLasts
from safety.triage import Finding, decide
from safety.vocabulary import Act, Facts, Gate, Lock, Modifier, Outcome

LAST_DAY_AFTER_BIRTH = 365

# id [= answer] | kind | weeks pregnant | days after birth | outcome | lock | act
TABLE = """
E1            | symptom   | all       | all   | emergency | none     | call
E2            | symptom   | all       | all   | emergency | none     | call
E3            | symptom   | all       | all   | emergency | none     | call
E4            | symptom   | all       | all   | emergency | none     | call
E4-back       | symptom   | all       |       | emergency | none     | call
E4-back-birth | symptom   |           | all   | emergency | none     | call
E5            | symptom   | all       | all   | emergency | none     | call
E7            | symptom   | all       | all   | emergency | none     | call
E8            | symptom   | all       | all   | emergency | none     | call
E9            | symptom   | 0+0-12+6  |       | emergency | none     | call
E9-unscanned  | symptom   | 13+0-43+0 |       | emergency | none     | call
E10           | symptom   | all       | all   | emergency | none     | crisis
E11           | symptom   | all       | all   | emergency | none     | call
E12           | symptom   |           | all   | emergency | none     | call
E13           | symptom   | all       |       | emergency | none     | call
U1            | symptom   | all       |       | today     | none     | now
U1-birth      | symptom   |           | all   | today     | none     | now
U2            | symptom   | all       |       | today     | none     | now
U3            | symptom   | 0+0-36+6  |       | today     | none     | now
U3            | symptom   | 37+0-43+0 |       | today     | none     | labour
U4            | symptom   | 24+0-43+0 |       | today     | none     | now
U4-pattern    | symptom   | 18+0-23+6 |       | today     | none     | now
U5a           | symptom   | all       | all   | today     | none     | now
U5b           | symptom   | all       | all   | today     | none     | now
U5c           | symptom   | all       | all   | today     | none     | now
U5d           | symptom   | all       | all   | today     | none     | now
U5-bp         | diagnosis | all       | all   | clear     | none     | mention
U6a           | symptom   | all       | all   | today     | none     | now
U6b           | symptom   | all       | all   | today     | none     | today
U6c           | symptom   | all       | all   | today     | none     | today
U7            | symptom   | all       | all   | today     | none     | now
U8            | symptom   | all       | all   | today     | none     | now
U9            | symptom   | all       | all   | today     | none     | now
U10           | symptom   | all       | all   | today     | none     | today
U11           | symptom   | 0+0-19+6  | 43-365| today     | none     | today
U11           | symptom   | 20+0-43+0 | 0-42  | today     | none     | now
U12           | symptom   | all       | all   | today     | none     | today
U13           | symptom   | all       | all   | today     | none     | today
U14-wound     | symptom   |           | all   | today     | none     | today
U14-headache  | symptom   |           | all   | today     | none     | today
U15           | symptom   | all       |       | clear     | none     | today
U16           | symptom   | all       | all   | today     | none     | today
W10-stays     | symptom   | all       | all   | today     | none     | now
W3-new        | symptom   | all       | all   | today     | none     | today
A1            | diagnosis | all       | all   | ask_first | hard     | ask
A2            | diagnosis | all       |       | ask_first | hard     | ask
A3            | diagnosis | all       |       | ask_first | hard     | ask
A4            | diagnosis | all       |       | ask_first | hard     | ask
A5            | diagnosis | all       |       | ask_first | hard     | ask
A6            | diagnosis | all       |       | ask_first | hard     | ask
A7            | diagnosis | all       | all   | ask_first | hard     | ask
A8            | diagnosis | all       |       | ask_first | hard     | ask
A9            | diagnosis | all       |       | ask_first | hard     | ask
A10           | diagnosis | all       | all   | ask_first | hard     | ask
A11           | diagnosis | all       | all   | ask_first | hard     | ask
R1            | diagnosis | all       |       | ask_first | standard | ask
R2            | diagnosis | all       |       | ask_first | standard | ask
R3            | diagnosis | all       |       | ask_first | standard | ask
R4=previa     | choice    | 0+0-25+6  |       | ask_first | standard | ask
R4=previa     | choice    | 26+0-43+0 |       | ask_first | hard     | ask
R4=low_lying  | choice    | all       |       | ask_first | standard | ask
R4=clear      | choice    | all       |       | clear     | none     | none
R4=not_sure   | choice    | 0+0-19+6  |       | clear     | none     | none
R4=not_sure   | choice    | 20+0-43+0 |       | ask_first | standard | ask
R4=not_scanned_yet | choice | 0+0-21+6  |     | clear     | none     | none
R4=not_scanned_yet | choice | 22+0-43+0 |     | ask_first | standard | ask
R4-scan=not_known | date | all        |       | clear     | none     | none
R5            | diagnosis | all       | all   | ask_first | standard | ask
R6            | diagnosis | all       | all   | ask_first | standard | ask
R7            | diagnosis | all       | all   | ask_first | standard | ask
R6-asthma     | diagnosis | all       | all   | adapted   | none     | none
R7-treated    | diagnosis | all       | all   | adapted   | none     | none
R8            | diagnosis | all       | all   | ask_first | standard | ask
R9            | diagnosis | all       | all   | ask_first | standard | ask
R10           | diagnosis | all       | all   | ask_first | standard | ask
R11           | diagnosis | all       | all   | ask_first | standard | ask
R12           | diagnosis | all       | all   | ask_first | standard | ask
R13           | diagnosis | all       | all   | ask_first | standard | ask
R14           | diagnosis | all       | all   | ask_first | standard | ask
R15           | diagnosis | all       | all   | ask_first | standard | ask
R16           | diagnosis | all       | all   | ask_first | standard | ask
R17           | diagnosis | all       | all   | ask_first | standard | ask
R18           | diagnosis | all       | all   | ask_first | standard | ask
R19           | diagnosis |           | all   | ask_first | standard | ask
R19-birth     | diagnosis |           | all   | ask_first | standard | ask
R20           | diagnosis | all       | all   | ask_first | standard | ask
R21=yes       | choice    | 41+0-41+6 |       | adapted   | none     | none
R21=yes       | choice    | 42+0-43+0 |       | ask_first | standard | ask
R21=no        | choice    | 41+0-41+6 |       | ask_first | standard | ask
R21=no        | choice    | 42+0-43+0 |       | today     | none     | today
R21=not_sure  | choice    | 41+0-41+6 |       | ask_first | standard | ask
R21=not_sure  | choice    | 42+0-43+0 |       | today     | none     | today
B1=0          | pain      | all       | all   | clear     | none     | none
B1=10         | pain      | all       | all   | clear     | none     | none
B1-worst=8    | pain      | all       | all   | clear     | none     | none
B1-worst=9    | pain      | all       | all   | clear     | none     | mention
B1-worst=10   | pain      | all       | all   | clear     | none     | mention
B2=below_knee | many      | all       | all   | clear     | none     | none
B2=pubic_bone,back_of_pelvis | many | all | all  | clear  | none     | none
B4=stairs     | many      | all       | all   | clear     | none     | none
B5=nothing    | many      | all       | all   | clear     | none     | none
B6=sleep,everyday | many  | all       | all   | clear     | none     | none
B6=all_night  | many      | all       | all   | clear     | none     | none
B3=two_weeks  | choice    | all       | all   | clear     | none     | none
B3=longer     | choice    | all       | all   | clear     | none     | mention
B3=months     | choice    | all       | all   | clear     | none     | mention
pgp           | body      | all       | all   | adapted   | none     | mention
sciatica      | body      | all       | all   | adapted   | none     | mention
carpal_tunnel | body      | all       | all   | adapted   | none     | mention
knee_pain     | body      | all       | all   | adapted   | none     | none
dizzy_flat    | body      | all       | all   | adapted   | none     | none
no_floor      | body      | all       | all   | adapted   | none     | none
M-more        | body      | all       | all   | clear     | none     | none
faint_upright | body      | all       | all   | adapted   | none     | mention
reflux        | body      | all       | all   | adapted   | none     | none
hip_pain      | body      | all       | all   | adapted   | none     | none
shoulder_pain | body      | all       | all   | adapted   | none     | none
coccyx_pain   | body      | all       | all   | adapted   | none     | none
hypermobile   | body      | all       | all   | adapted   | none     | none
scoliosis     | body      | all       | all   | adapted   | none     | none
diastasis     | body      | all       | all   | adapted   | none     | mention
meralgia      | body      | all       | all   | adapted   | none     | mention
varicose      | body      | all       | all   | adapted   | none     | none
leak_heaviness| body      | all       | all   | adapted   | none     | mention
"""

ON_A_LATER_PAGE = (
    *("faint_upright", "shoulder_pain", "coccyx_pain", "hypermobile"),
    *("scoliosis", "diastasis", "meralgia", "varicose"),
)
# Asked only after these answers; each alone is enough.
FOLLOW_UPS: dict[str, tuple[dict[str, str], ...]] = {
    "R4-scan": tuple({"R4": a} for a in ("previa", "low_lying", "not_sure", "not_scanned_yet")),
    "U5-bp": tuple({sign: a} for sign in ("U5a", "U5b", "U5c", "U5d") for a in (YES, NOT_SURE)),
    **{id_: ({"B1": "1"}, {"B1-worst": "10"}) for id_ in ("B2", "B3", "B4", "B5", "B6")},
    **{modifier: ({"M-more": YES}, {"M-more": NOT_SURE}) for modifier in ON_A_LATER_PAGE},
}
# What changes the exercises, beside the questions named for it.
ALSO_MODIFIES = {
    "U10": {Modifier.FAINT_UPRIGHT},
    "U12": {Modifier.SCIATICA, Modifier.MERALGIA},
    "R7": {Modifier.FAINT_UPRIGHT},
    "R17": {Modifier.SCIATICA, Modifier.MERALGIA},
}
CLEARED_FOR_THE_PREGNANCY = {"R1", "R2", "R11"}
CLEARED_FOR_IT_WHEN_LONG_PAST = {"R13", "R14"}
# The weeks at which some question begins, ends or is graded anew: 13+0, 18+0, 20+0, 22+0,
# 24+0, 26+0, 37+0, 41+0, 42+0. At 40+0 only doses and the check before a session change.
EDGES = (91, 126, 140, 154, 168, 182, 259, 287, 294)

# Every rule of docs/clinical.md that a question or the derived rule must cover.
RULES = (
    {f"E{n}" for n in range(1, 14)}
    | {f"U{n}" for n in range(1, 17)}
    | {f"A{n}" for n in range(1, 12)}
    | {f"R{n}" for n in range(1, 22)}
    | {f"B{n}" for n in range(1, 7)}
    | {m.value for m in Modifier}
    | {"first_six_weeks", "epidural_recent", "W3", "W10"}
)

Level = tuple[Outcome, Lock, Act]


@dataclass(frozen=True)
class Line:
    """What one answer comes to in one stretch of time."""

    id: str
    answer: str
    kind: str
    pregnant: range
    born: range
    level: Level

    def reaches(self, facts: Facts) -> bool:
        if facts.days_after_birth is not None:
            return facts.days_after_birth in self.born
        return facts.gestation_days in self.pregnant


def _weeks(written: str) -> range:
    if not written or written == "all":
        return range(LAST_DAYS + 1 if written else 0)
    first, last = written.split("-")
    return range(parse_days(first), parse_days(last) + 1)


def _days(written: str) -> range:
    if not written or written == "all":
        return range(LAST_DAY_AFTER_BIRTH + 1 if written else 0)
    first, last = written.split("-")
    return range(int(first), int(last) + 1)


def _lines() -> Iterator[Line]:
    for written in TABLE.strip().splitlines():
        name, kind, weeks, days, outcome, lock, act = (c.strip() for c in written.split("|"))
        id_, _, answer = name.partition("=")
        level = (Outcome[outcome.upper()], Lock[lock.upper()], Act(act))
        yield Line(id_, answer or YES, kind, _weeks(weeks), _days(days), level)


LINES = tuple(_lines())
IDS = tuple(dict.fromkeys(line.id for line in LINES))


def moments() -> list[Facts]:
    """Every day on which some line begins or has just ended, and a day on either side."""
    weeks = {0, LAST_DAYS} | {d for x in LINES for d in _around(x.pregnant) if d <= LAST_DAYS}
    days = {0, LAST_DAY_AFTER_BIRTH} | {
        d for x in LINES for d in _around(x.born) if d <= LAST_DAY_AFTER_BIRTH
    }
    return [*map(pregnant, sorted(weeks)), *map(born, sorted(days))]


def pregnant(day: int) -> Facts:
    return Facts(gate=Gate.SHUT, gestation_days=day)


def born(day: int) -> Facts:
    return Facts(gate=Gate.SHUT, days_after_birth=day)


def _around(days: range) -> set[int]:
    edges = {days.start - 1, days.start, days.stop - 1, days.stop} if days else set()
    return {day for day in edges if day >= 0}


def found(id_: str, answer: str, facts: Facts) -> Finding | None:
    """Return what this one answer comes to, with every other question left out."""
    alone = replace(
        content.questionnaire(), questions={id_: content.questionnaire().questions[id_]}
    )
    given = {**FOLLOW_UPS.get(id_, ({},))[0], id_: answer}
    findings = decide(alone, facts, given, only=()).findings
    return next((f for f in findings if f.question == id_), None)


def level_of(id_: str, answer: str, facts: Facts) -> Level:
    finding = found(id_, answer, facts)
    if finding is None:
        return (Outcome.CLEAR, Lock.NONE, Act.NONE)
    return (finding.outcome, finding.lock, finding.act)


def test_the_table_holds_every_question_and_no_other() -> None:
    assert set(IDS) == set(content.questionnaire().questions)


COMMONEST = {"pgp", "reflux", "leak_heaviness", "sciatica", "hip_pain", "carpal_tunnel"} | {
    *("knee_pain", "dizzy_flat")
}


def test_the_eight_commonest_are_asked_of_everybody_on_one_page() -> None:
    page = next(p for p in content.questionnaire().pages if p.block == "M")
    assert len(COMMONEST) == 8
    assert set(page.questions) == {*COMMONEST, "no_floor", "M-more"}
    for id_ in page.questions:
        assert content.questionnaire().questions[id_].asked(pregnant(182), {}), id_


def test_every_rule_is_asked_about_or_derived() -> None:
    questionnaire = content.questionnaire()
    ids = {*questionnaire.questions, *questionnaire.derived}
    stems = {re.sub(r"(?<=\d)[a-d]$", "", id_.split("-")[0]) for id_ in ids}
    assert stems - {"M"} == RULES


@pytest.mark.parametrize("id_", IDS)
def test_it_is_asked_when_the_table_says_and_never_else(id_: str) -> None:
    question = content.questionnaire().questions[id_]
    lines = [line for line in LINES if line.id == id_]
    for facts in moments():
        wanted = any(line.reaches(facts) for line in lines)
        for given in FOLLOW_UPS.get(id_, ({},)):
            assert question.asked(facts, given) is wanted, (facts, given)
        if id_ in FOLLOW_UPS:
            assert not question.asked(facts, {})


@pytest.mark.parametrize("line", LINES, ids=lambda x: f"{x.id}-{x.answer}-{x.level[2]}")
def test_an_answer_comes_to_its_level(line: Line) -> None:
    there = [facts for facts in moments() if line.reaches(facts)]
    assert there
    for facts in there:
        assert level_of(line.id, line.answer, facts) == line.level, facts


@pytest.mark.parametrize("line", LINES, ids=lambda x: f"{x.id}-{x.answer}-{x.level[2]}")
def test_not_sure_counts_as_its_kind_says(line: Line) -> None:
    """A symptom: today at most. A diagnosis: ask first, nothing else. The body: yes."""
    question = content.questionnaire().questions[line.id]
    assert question.kind.value == line.kind
    if line.kind in ("choice", "many", "pain", "date"):
        return
    outcome, lock, act = line.level
    if line.kind == "symptom" and outcome is Outcome.EMERGENCY:
        outcome, act = Outcome.TODAY, act if act is Act.CRISIS else Act.NOW
    if line.kind == "diagnosis" and outcome in (Outcome.ASK_FIRST, Outcome.ADAPTED):
        outcome, lock, act = Outcome.ASK_FIRST, Lock.STANDARD, Act.ASK
    for facts in moments():
        if line.reaches(facts):
            said = level_of(line.id, NOT_SURE, facts)
            assert said == (outcome, lock, act)
            assert level_of(line.id, NO, facts)[0] is Outcome.CLEAR


@pytest.mark.parametrize("id_", IDS)
def test_it_changes_the_exercises_only_as_the_table_says(id_: str) -> None:
    named = {Modifier(id_)} if id_ in set(Modifier) else set()
    wanted = named | ALSO_MODIFIES.get(id_, set())
    for grade in content.questionnaire().questions[id_].grades:
        assert set(grade.modifiers) == wanted


def test_only_advice_to_rest_closes_slow_breathing() -> None:
    closing = {q.id for q in content.questionnaire().questions.values() if q.closes_breathing}
    assert closing == {"A11"}


def test_only_history_that_cannot_change_is_cleared_for_the_pregnancy() -> None:
    lasting: dict[ClearanceLasts, set[str]] = {each: set() for each in ClearanceLasts}
    for q in content.questionnaire().questions.values():
        lasting[q.clearance].add(q.id)
    assert lasting[ClearanceLasts.PREGNANCY] == CLEARED_FOR_THE_PREGNANCY
    assert lasting[ClearanceLasts.LONG_PAST] == CLEARED_FOR_IT_WHEN_LONG_PAST


def test_answers_are_asked_again_only_at_the_known_weeks() -> None:
    assert content.questionnaire().edges == EDGES


@pytest.mark.parametrize(
    ("answers", "facts", "emergency"),
    [
        ({"U5a": YES}, pregnant(182), False),
        ({"U5a": YES, "U5b": YES}, pregnant(139), False),
        ({"U5a": YES, "U5b": YES}, pregnant(140), True),
        ({"U5c": YES, "U5d": YES}, pregnant(301), True),
        ({"U5c": YES, "U5d": YES}, born(42), True),
        ({"U5c": YES, "U5d": YES}, born(43), False),
        ({"U5d": YES, "U5-bp": YES}, pregnant(140), True),
        ({"U5d": YES, "U5-bp": YES}, pregnant(139), False),
        ({"U5b": YES, "A6": YES}, pregnant(200), True),
        ({"U5b": YES, "R5": YES}, pregnant(200), True),
        ({"U5b": YES, "R19": YES}, born(10), True),
        ({"A6": YES, "R5": YES}, pregnant(200), False),
    ],
)
def test_signs_of_severe_pre_eclampsia_add_up(
    answers: dict[str, str], facts: Facts, emergency: bool
) -> None:
    decision = decide(content.questionnaire(), facts, answers, only=())
    assert (decision.outcome is Outcome.EMERGENCY) is emergency
    assert ("E6" in {f.question for f in decision.findings}) is emergency


def test_pages_come_in_the_order_of_their_weight() -> None:
    """What could be an emergency comes first, all of it: no later answer adds to it."""
    blocks = [page.block for page in content.questionnaire().pages]
    assert list(dict.fromkeys(blocks)) == ["E", "U", "A", "R", "B", "M"]
    assert blocks == sorted(blocks, key="EUARBM".index)
