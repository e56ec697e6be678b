"""The rows of ``golden.csv``: which answers of which women are written down for a clinician.

The file is the promise, and this module only lays it out. A row says what a woman answers
and what that comes to; all other questions she is asked are answered no, and her placenta is
clear of the way out, unless the row says otherwise. ``python -m tests.safety.golden`` writes
the file anew. Do that on purpose only, and read the difference row by row: each changed row
is a changed promise.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safety import content
from safety.gestation import LAST_DAYS, Gestation, parse_days
from safety.questionnaire import NO, NOT_SURE, YES, Question
from safety.triage import Decision, Finding, decide
from safety.vocabulary import Act, BirthMode, Facts, Gate, Lock
from tests.harmless import HARMLESS
from tests.safety.golden_together import TOGETHER

FILE = Path(__file__).parent / "golden.csv"
HEADER = ("state", "week", "asked in", "answers", "outcome", "lock", "act", "reasons", "changes")
SCREENING = "screening"
CHECK_IN = "check-in: "
SAID_ALWAYS = frozenset({"R21"})  # from 42+0 no answer to it is harmless, so rows name it
USUAL_WEEK = 7 * 30
USUAL_DAY = 10
LAST_DAY = 365
AFTER_BIRTH = "after birth"

# How she gave birth, where a row says it: unknown is taken strictly and is most rows.
HOW: Mapping[str, Mapping[str, Any]] = {
    "caesarean": {"birth_mode": BirthMode.CAESAREAN},
    "vaginal": {"birth_mode": BirthMode.VAGINAL},
    "epidural": {"epidural": True},
    "no epidural": {"epidural": False},
}


@dataclass(frozen=True, slots=True)
class Case:
    """What one woman answers in one moment, in a screening or behind a check-in item."""

    facts: Facts
    answers: Mapping[str, str]
    asked_in: str = SCREENING


def pregnant(day: int) -> Facts:
    return Facts(gate=Gate.SHUT, gestation_days=day)


def born(day: int, *how: str) -> Facts:
    told = {name: value for word in how for name, value in HOW[word].items()}
    return Facts(gate=Gate.SHUT, days_after_birth=day, **told)


def cases() -> list[Case]:
    """Every row: each question alone, then together, then the check before a session."""
    wanted = [*_alone(), *_together(), *_in_check_in()]
    return list({(_moment(c.facts), c.asked_in, written(c)): c for c in wanted}.values())


def _alone() -> Iterator[Case]:
    for question in content.questionnaire().questions.values():
        if question.in_check_in_alone:
            continue
        for facts in _moments(question):
            for answer in _worth_writing(question):
                yield Case(facts, {**_before(question), question.id: answer})


def _worth_writing(question: Question) -> Iterable[str]:
    if question.ticked:
        return (YES, NOT_SURE)
    return [choice.id for choice in question.choices] or sorted(question.allowed, key=int)


def _before(question: Question) -> dict[str, str]:
    """What must have been answered for ``question`` to be asked at all."""
    first = question.asks[0].answered if question.asks else {}
    return {id_: _usual(answers) for id_, answers in first.items()}


def _usual(answers: Collection[str]) -> str:
    """Yes, or a middling pain, where that will do."""
    return "4" if "4" in answers else max(answers)


def _moments(question: Question) -> list[Facts]:
    """An ordinary week, an ordinary day after birth, and each side of each boundary."""
    whens = [*(a.when for a in question.asks), *(g.when for g in question.grades)]
    weeks = {day for w in whens if (s := w.days) for day in _around(s.first, s.last)}
    days = {d for w in whens if (s := w.days_after_birth) for d in _around(s.first, s.last)}
    usual = [
        facts
        for facts in (pregnant(USUAL_WEEK), born(USUAL_DAY))
        if question.asked(facts, _before(question))
    ]
    sides = [pregnant(day) for day in sorted(weeks) if day <= LAST_DAYS]
    after = [born(day) for day in sorted(days) if day <= LAST_DAY]
    return [*usual, *sides, *after]


def _around(first: int, last: int | None) -> set[int]:
    ends = {first - 1, first} | ({last, last + 1} if last is not None else set())
    return {day for day in ends if day >= 0}


def _together() -> Iterator[Case]:
    for line in TOGETHER.strip().splitlines():
        moments, _, said = line.partition(" | ")
        words = [] if said == "nothing" else said.split()
        answers = {id_: answer or YES for id_, _, answer in (w.partition("=") for w in words)}
        for moment in moments.split():
            day, *how = moment.split(":")
            state = ", ".join(["", *how]).replace("-", " ")
            yield Case(_facts(state, day.replace("day-", "day ")), answers)


def _in_check_in() -> Iterator[Case]:
    questions = content.questionnaire().questions
    for item in content.safety_content().check_in:
        yield Case(pregnant(USUAL_WEEK), {}, CHECK_IN + item.label)
        for question in (questions[id_] for id_ in item.questions):
            for facts in _moments(question):
                if question.asked(facts, _before(question)):
                    answers = {**_before(question), question.id: YES}
                    yield Case(facts, answers, CHECK_IN + item.label)


def decided(case: Case) -> Decision:
    """What ``case`` comes to, all else that is asked being answered no."""
    questionnaire = content.questionnaire()
    only = _only(case.asked_in)
    answers = dict(case.answers)
    for _ in range(2):  # an answer may ask another question
        for asked in questionnaire.pages_for(case.facts, answers, only):
            for question in asked.questions:
                answers.setdefault(question.id, HARMLESS.get(question.id, NO))
    for id_ in only or ():  # what is asked in the check before a session alone is on no page
        if questionnaire.questions[id_].asked(case.facts, answers):
            answers.setdefault(id_, HARMLESS.get(id_, NO))
    return decide(questionnaire, case.facts, answers, only)


def _only(asked_in: str) -> tuple[str, ...] | None:
    if asked_in == SCREENING:
        return None
    label = asked_in.removeprefix(CHECK_IN)
    return next(i.questions for i in content.safety_content().check_in if i.label == label)


def row(case: Case) -> tuple[str, ...]:
    """The line of ``case``, with what it comes to."""
    case = _complete(case)
    decision = decided(case)
    reasons = [*(reason(f) for f in decision.findings), *_not_asked(case)]
    state, week = _moment(case.facts)
    return (
        state,
        week,
        case.asked_in,
        written(case),
        _words(decision.outcome.slug),
        decision.lock.name.lower(),
        _act(decision).value,
        "; ".join(reasons),
        " ".join(sorted(decision.modifiers)),
    )


def _act(decision: Decision) -> Act:
    """What she is told first: thoughts of harm beside another sign come second, as on the page."""
    acts = [f.act for f in decision.deciding]
    return next((a for a in acts if a is not Act.CRISIS), acts[0] if acts else Act.NONE)


def _complete(case: Case) -> Case:
    """Say aloud what no harmless answer can be assumed for."""
    questions = content.questionnaire().questions
    unsaid = [
        id_
        for id_ in SAID_ALWAYS
        if case.asked_in == SCREENING and questions[id_].asked(case.facts, case.answers)
    ]
    said = {id_: HARMLESS[id_] for id_ in unsaid} | dict(case.answers)
    return Case(case.facts, said, case.asked_in)


def reason(finding: Finding) -> str:
    """Such as ``A2: ask first (hard), ask``."""
    lock = f" ({finding.lock.name.lower()})" if finding.lock is not Lock.NONE else ""
    act = f", {finding.act.value}" if finding.act is not Act.NONE else ""
    return f"{finding.question}: {_words(finding.outcome.slug)}{lock}{act}"


def _not_asked(case: Case) -> Iterator[str]:
    questions = content.questionnaire().questions
    for id_ in case.answers:
        if not questions[id_].asked(case.facts, case.answers):
            yield f"{id_}: not asked"


def written(case: Case) -> str:
    """Such as ``E1 = yes (heavy bleeding)``."""
    said = (f"{id_} = {_words(a)} ({_label(id_, a)})" for id_, a in _complete(case).answers.items())
    return "; ".join(said) or "nothing"


def _label(id_: str, answer: str) -> str:
    question = content.questionnaire().questions[id_]
    labels = {choice.id: choice.label for choice in question.choices}
    # A semicolon ends an answer, so none may stand inside one.
    return labels.get(answer, question.said).replace(";", ",")


def _words(slug: str) -> str:
    return slug.replace("_", " ")


def _moment(facts: Facts) -> tuple[str, str]:
    if facts.days_after_birth is not None:
        how = [word for word, told in HOW.items() if _has(facts, told)]
        return (", ".join([AFTER_BIRTH, *how]), f"day {facts.days_after_birth}")
    assert facts.gestation_days is not None
    return ("pregnant", str(Gestation(facts.gestation_days)))


def _has(facts: Facts, told: Mapping[str, Any]) -> bool:
    return all(getattr(facts, name) is value for name, value in told.items())


def _facts(state: str, week: str) -> Facts:
    """``state`` may end in how she gave birth, such as ``after birth, caesarean``."""
    if not week.startswith("day "):
        return pregnant(parse_days(week))
    return born(int(week[4:]), *state.split(", ")[1:])


def read(line: Mapping[str, str]) -> Case:
    """The case a line of the file states: its words decide, not what laid them out."""
    answers: dict[str, str] = {}
    for said in line["answers"].split("; ") if line["answers"] != "nothing" else ():
        match = re.match(r"(\S+) = ([^(]+) \(", said)
        assert match, said
        answers[match[1]] = match[2].replace(" ", "_")
    return Case(_facts(line["state"], line["week"]), answers, line["asked in"])


def text() -> str:
    """The whole file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(row(case) for case in cases())
    return out.getvalue()


def lines() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(f"{FILE.name}: {len(lines())} rows. Read the difference before you keep it.")
