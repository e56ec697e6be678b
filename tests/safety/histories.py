"""A small questionnaire of every kind, and what one made-up woman told: for tests of standing."""

from datetime import UTC, date, datetime, timedelta

from safety.history import (
    ContactTaken,
    Coverage,
    History,
    Said,
    ScreeningTaken,
)
from safety.questionnaire import (
    NO,
    YES,
    Ask,
    Choice,
    Derived,
    Grade,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
)
from safety.rules import Span, When
from safety.standing import Standing, standing
from safety.vocabulary import Act, Lock, Modifier, Outcome

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ON = NOON.date()
DAY = timedelta(days=1)


def due_at(days: int, on: date = ON) -> date:
    """The due date of a pregnancy ``days`` along on ``on``."""
    return on + timedelta(days=280 - days)


def grade(outcome: Outcome, lock: Lock = Lock.NONE, **more: object) -> Grade:
    fields: dict[str, object] = {"answers": frozenset({YES}), "when": When(), "act": Act.TODAY}
    return Grade(outcome=outcome, lock=lock, advice="Phone.", why="Because.", **(fields | more))  # type: ignore[arg-type]


def question(
    id_: str,
    block: str,
    kind: QuestionKind,
    *grades: Grade,
    asks: tuple[Ask, ...] = (),
    choices: tuple[Choice, ...] = (),
    closes_breathing: bool = False,
) -> Question:
    return Question(
        id=id_,
        block=block,
        kind=kind,
        label=id_,
        detail="",
        said=id_,
        say=id_,
        sources=("PRODUCT",),
        asks=asks,
        grades=grades,
        choices=choices,
        closes_breathing=closes_breathing,
    )


ASK_STANDARD = grade(Outcome.ASK_FIRST, Lock.STANDARD)
ASK_HARD = grade(Outcome.ASK_FIRST, Lock.HARD)
QUESTIONS = (
    question("E10", "E", QuestionKind.SYMPTOM, grade(Outcome.EMERGENCY, act=Act.CRISIS)),
    question("bleed", "U", QuestionKind.SYMPTOM, grade(Outcome.TODAY)),
    question("hard", "A", QuestionKind.DIAGNOSIS, ASK_HARD),
    question("rest", "A", QuestionKind.DIAGNOSIS, ASK_HARD, closes_breathing=True),
    question("talk", "R", QuestionKind.DIAGNOSIS, ASK_STANDARD),
    question("talk2", "R", QuestionKind.DIAGNOSIS, ASK_STANDARD),
    question(
        "placenta",
        "R",
        QuestionKind.CHOICE,
        grade(Outcome.ASK_FIRST, Lock.STANDARD, answers=frozenset({"previa"})),
        grade(
            Outcome.ASK_FIRST,
            Lock.HARD,
            answers=frozenset({"previa"}),
            when=When(weeks=Span(182, 301)),
        ),
        choices=(Choice("previa", "Over"), Choice("clear", "Clear")),
    ),
    question(
        "late",
        "U",
        QuestionKind.SYMPTOM,
        grade(Outcome.TODAY),
        asks=(Ask(When(weeks=Span(168, 301))),),
    ),
    question(
        "wrist",
        "M",
        QuestionKind.BODY,
        grade(Outcome.ADAPTED, modifiers=frozenset({Modifier.CARPAL_TUNNEL})),
    ),
)
ALL = Questionnaire(
    tuple(Page(q.id, q.block, q.block, q.id, "", (q.id,)) for q in QUESTIONS),
    {q.id: q for q in QUESTIONS},
    {"E6": Derived("", "", "", "", Act.CALL, ("PRODUCT",))},
    (168, 182),
    "v",
)
CLEAN = {q.id: NO for q in QUESTIONS if q.id not in ("placenta", "late")} | {"placenta": "clear"}


def screening(
    at: datetime = NOON,
    coverage: Coverage = Coverage.FULL,
    outcome: Outcome = Outcome.CLEAR,
    deciding: tuple[str, ...] = (),
    due: date | None = None,
    **answers: str,
) -> ScreeningTaken:
    return ScreeningTaken(
        key=f"s{at.isoformat()}{coverage}",
        at=at,
        on=at.date(),
        due=due or due_at(150),
        coverage=coverage,
        answers=CLEAN | answers,
        outcome=outcome,
        deciding=deciding,
    )


def history(*screenings: ScreeningTaken, **more: object) -> History:
    fields: dict[str, object] = {"due": due_at(150), "dated_at": NOON - 100 * DAY}
    return History(screenings=screenings, **(fields | more))  # type: ignore[arg-type]


def at(her: History, now: datetime = NOON) -> Standing:
    return standing(her, ALL, now=now, on=now.date())


BLEEDING = screening(
    NOON - timedelta(hours=5), outcome=Outcome.TODAY, deciding=("bleed",), bleed=YES
)


def said(what: Said, hours_ago: float = 1, about: str = BLEEDING.key) -> ContactTaken:
    return ContactTaken(NOON - timedelta(hours=hours_ago), what, about)
