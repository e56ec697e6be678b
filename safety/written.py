"""The content files as they are written: their keys, and nothing else.

Decides which keys, words and ranges a file may hold; a key that is not here is
refused. What holds between files is checked in ``safety.content``.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from safety.gestation import LAST_DAYS, parse_days
from safety.questionnaire import Ask, Choice, ClearanceLasts, Derived, Grade, Question, QuestionKind
from safety.rules import Rule, Span, When
from safety.signs import Ends, Sign, SignAnswer
from safety.vocabulary import (
    Act,
    BirthMode,
    Demand,
    Effect,
    Gate,
    Lock,
    Modifier,
    Outcome,
    State,
)
from safety.weeks import BY_NAME as WEEK_RULES
from safety.weeks import WeekRule

MOST_QUESTIONS_A_PAGE = 7
MOST_ABOUT_THE_BODY = 10  # the commonest on one page: plain rows that decide no outcome


def _by_slug(kind: type[Outcome] | type[Lock] | type[Effect] | type[Ends]) -> BeforeValidator:
    """Read an ordered word such as ``ask_first`` by name instead of by number."""

    def read(value: object) -> object:
        names = {member.name.lower(): member for member in kind}
        if value not in names:
            raise ValueError(f"not one of {', '.join(names)}")
        return names[str(value)]

    return BeforeValidator(read)


def _weeks(value: object) -> object:
    """Read ``["26+0", "birth"]`` as a closed span of days; birth is the last day that counts."""
    if not (isinstance(value, list) and len(value) == 2):
        raise ValueError('weeks are written ["26+0", "birth"]')
    first, last = (str(v) for v in value)
    return Span(parse_days(first), LAST_DAYS if last == "birth" else parse_days(last))


def _by_name(value: object) -> object:
    """Read the name of a rule of ``safety.weeks``."""
    if value not in WEEK_RULES:
        raise ValueError(f"no rule {value!r}; the rules are {', '.join(WEEK_RULES)}")
    return WEEK_RULES[str(value)]


def _days(value: object) -> object:
    if not (isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)):
        raise ValueError("days after birth are written [0, 42]")
    return Span(value[0], value[1])


Text = Annotated[str, Field(min_length=1)]
OutcomeWord = Annotated[Outcome, _by_slug(Outcome)]
LockWord = Annotated[Lock, _by_slug(Lock)]
EffectWord = Annotated[Effect, _by_slug(Effect)]
EndsWord = Annotated[Ends, _by_slug(Ends)]
WeeksSpan = Annotated[Span, BeforeValidator(_weeks)]
DaysSpan = Annotated[Span, BeforeValidator(_days)]
RuleName = Annotated[WeekRule, BeforeValidator(_by_name)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Conditions(_Written):
    weeks: WeeksSpan | None = None
    days_after_birth: DaysSpan | None = None
    states: frozenset[State] = frozenset()
    birth_modes: frozenset[BirthMode] = frozenset()
    after_epidural: bool = False
    by_week: RuleName | None = None

    @model_validator(mode="after")
    def says_its_days_once(self) -> Self:
        if self.weeks is not None and self.by_week is not None:
            raise ValueError("weeks or by_week, not both")
        return self

    def when(self, **more: Any) -> When:
        return When(
            self.weeks,
            self.days_after_birth,
            self.states,
            self.birth_modes,
            after_epidural=self.after_epidural,
            by_week=self.by_week,
            **more,
        )


class Reviewed(_Written):
    reviewed_by: str = ""
    reviewed_on: str = ""


class WrittenSource(_Written):
    id: Text
    title: Text
    who: str = ""
    year: str = ""
    url: str = ""
    read: Literal["read", "reported", "knowledge"]
    note: str = ""


class WrittenRule(Conditions, Reviewed):
    id: Text
    modifiers: frozenset[Modifier] = frozenset()
    gates: frozenset[Gate] = frozenset()
    demands: frozenset[Demand] = frozenset()
    effect: EffectWord
    text: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]

    def build(self) -> Rule:
        return Rule(
            self.id,
            self.when(modifiers=self.modifiers, gates=self.gates),
            self.demands,
            self.effect,
            self.text,
            self.sources,
            self.reviewed_by,
            self.reviewed_on,
        )


class WrittenAsk(Conditions):
    answered: dict[str, frozenset[str]] = Field(default_factory=dict)

    def build(self) -> Ask:
        return Ask(self.when(), self.answered)


class WrittenGrade(Conditions):
    answers: frozenset[str] = frozenset({"yes"})
    outcome: OutcomeWord
    lock: LockWord = Lock.NONE
    act: Act
    advice: Text
    why: Text
    modifiers: frozenset[Modifier] = frozenset()

    def build(self) -> Grade:
        return Grade(
            self.answers,
            self.when(),
            self.outcome,
            self.lock,
            self.act,
            self.advice,
            self.why,
            self.modifiers,
        )


class WrittenChoice(_Written):
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    label: Text
    detail: str = ""
    alone: bool = False


class WrittenWords(_Written):
    """What takes the place of a question's words for a woman whose baby died."""

    label: Text | None = None
    detail: str | None = None
    said: Text | None = None
    say: Text | None = None


class WrittenQuestion(Reviewed):
    id: Text
    block: Text
    kind: QuestionKind
    label: Text
    detail: str = ""
    said: Text
    say: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    ask: tuple[WrittenAsk, ...] = ()
    grade: tuple[WrittenGrade, ...] = ()
    choices: tuple[WrittenChoice, ...] = ()
    clearance: ClearanceLasts = ClearanceLasts.DAYS_28
    closes_breathing: bool = False
    in_check_in_alone: bool = False
    without_baby: WrittenWords = WrittenWords()
    changes: str = ""

    def build(self) -> Question:
        return Question(
            id=self.id,
            block=self.block,
            kind=self.kind,
            label=self.label,
            detail=self.detail,
            said=self.said,
            say=self.say,
            sources=self.sources,
            asks=tuple(a.build() for a in self.ask),
            grades=tuple(g.build() for g in self.grade),
            choices=tuple(Choice(c.id, c.label, c.detail, c.alone) for c in self.choices),
            clearance=self.clearance,
            closes_breathing=self.closes_breathing,
            in_check_in_alone=self.in_check_in_alone,
            without_baby=self.without_baby.model_dump(exclude_none=True),
            changes=self.changes,
            reviewed_by=self.reviewed_by,
            reviewed_on=self.reviewed_on,
        )


class WrittenPage(_Written):
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    block: Text
    name: Text
    title: Text
    hint: str = ""
    questions: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def no_longer_than_she_can_read(self) -> "WrittenPage":
        most = MOST_ABOUT_THE_BODY if self.block == "M" else MOST_QUESTIONS_A_PAGE
        if len(self.questions) > most:
            raise ValueError(f"questions: at most {most}")
        return self


class WrittenDerived(Reviewed):
    label: Text
    said: Text
    say: Text
    why: Text
    advice: Text
    act: Act
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    outcome: OutcomeWord
    modifiers: frozenset[Modifier] = frozenset()

    def build(self) -> Derived:
        return Derived(
            said=self.said,
            say=self.say,
            why=self.why,
            advice=self.advice,
            act=self.act,
            sources=self.sources,
            outcome=self.outcome,
            modifiers=self.modifiers,
            label=self.label,
            reviewed_by=self.reviewed_by,
            reviewed_on=self.reviewed_on,
        )


class WrittenItem(_Written):
    id: Text
    label: Text
    questions: Annotated[tuple[str, ...], Field(min_length=1)]


class WrittenAnswer(Conditions):
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    label: Text
    outcome: OutcomeWord
    act: Act
    ends: EndsWord
    advice: Text
    say: str = ""
    questions: tuple[str, ...] = ()


class WrittenSign(Conditions, Reviewed):
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    label: Text
    first: Text
    ask: str = ""
    timer_s: Annotated[int, Field(ge=0, le=1800)] = 0
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    answer: Annotated[tuple[WrittenAnswer, ...], Field(min_length=1)]

    def build(self) -> Sign:
        answers = tuple(
            SignAnswer(
                a.id, a.label, a.when(), a.outcome, a.act, a.ends, a.advice, a.say, a.questions
            )
            for a in self.answer
        )
        return Sign(
            self.id,
            self.label,
            self.first,
            self.ask,
            self.timer_s,
            self.when(),
            self.sources,
            answers,
            self.reviewed_by,
            self.reviewed_on,
        )


class WrittenCountry(_Written):
    code: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]
    name: Text
    emergency: Text
    emergency_words: str = ""
    crisis_name: Text
    crisis_phone: str = ""
    crisis_note: str = ""
    support_name: str = ""
    support_phone: str = ""
    support_url: str = ""
    unit_words: Text
    first_day_of_week: Annotated[int, Field(ge=0, le=6)] = 0


class Files(_Written):
    """The whole content as written, one key a table of the files."""

    source: tuple[WrittenSource, ...]
    rule: tuple[WrittenRule, ...]
    page: tuple[WrittenPage, ...]
    question: tuple[WrittenQuestion, ...]
    derived: dict[str, WrittenDerived]
    item: tuple[WrittenItem, ...]
    sign: tuple[WrittenSign, ...]
    country: tuple[WrittenCountry, ...]
