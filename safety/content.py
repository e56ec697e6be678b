"""The clinical content, read once a process and refused whole if anything is off.

Decides whether the TOML files in ``content/`` may be used: an unknown key, demand,
modifier, source or question, an empty reason, a page of more questions than she can read
or a question on no page stops the program, with every error named by file and key.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from safety.derived import DERIVED
from safety.gestation import LAST_DAYS
from safety.questionnaire import TICKED, Page, Question, QuestionKind, Questionnaire
from safety.rules import Rule, Span, When
from safety.signs import Sign
from safety.vocabulary import Lock, Outcome
from safety.written import Files

CONTENT = Path(__file__).parent / "content"
FILES = (
    "sources.toml",
    "demands.toml",
    "questions.toml",
    "check_in.toml",
    "warning_signs.toml",
    "countries.toml",
)


class ContentError(Exception):
    """Content that may not be used; the message lists every error, one a line."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clinical statement comes from, and how closely it was read."""

    id: str
    title: str
    who: str
    year: str
    url: str
    read: str
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    """Whom to call in one country. ``code`` is "" where the country is not known."""

    code: str
    name: str
    emergency: str
    emergency_words: str
    crisis_name: str
    crisis_phone: str
    crisis_note: str
    support_name: str  # for a woman whose pregnancy has ended; "" where we are not sure
    support_phone: str
    support_url: str
    unit_words: str
    first_day_of_week: int


@dataclass(frozen=True, slots=True)
class CheckInItem:
    """One item of the check before a session, and the questions it opens."""

    id: str
    label: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyContent:
    """Everything in ``content/``; ``version`` is the rules version stored with a screening."""

    sources: Mapping[str, Source]
    rules: tuple[Rule, ...]
    questionnaire: Questionnaire
    check_in: tuple[CheckInItem, ...]
    signs: tuple[Sign, ...]
    countries: Mapping[str, Country]
    version: str


@cache
def safety_content() -> SafetyContent:
    """Return the content of the project, loaded once a process."""
    return load({name: (CONTENT / name).read_text("utf-8") for name in FILES})


def load(files: Mapping[str, str]) -> SafetyContent:
    """Return the content written in ``files`` (name to TOML text).

    Raises ContentError with every error at once.
    """
    tables: dict[str, Any] = {}
    where: dict[str, str] = {}
    for name, text in files.items():
        try:
            parsed = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ContentError(f"{name}: not TOML: {error}") from error
        tables |= parsed
        where |= dict.fromkeys(parsed, name)
    try:
        raw = Files.model_validate(tables)
    except ValidationError as error:
        raise ContentError("\n".join(_lines(error, tables, where))) from error
    if errors := list(_inconsistencies(raw)):
        raise ContentError("\n".join(errors))
    return _build(raw, _version(files))


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name].encode() + b"\0")
    return digest.hexdigest()[:12]


def _lines(
    error: ValidationError, tables: Mapping[str, Any], where: Mapping[str, str]
) -> Iterator[str]:
    for item in error.errors():
        table, *rest = item["loc"]
        entry = f"{table}"
        if rest and isinstance(rest[0], int):
            entry = f"{table} {tables[str(table)][rest[0]].get('id', rest[0])}"
            rest = rest[1:]
        keys = ".".join(str(key) for key in rest)
        yield f"{where.get(str(table), 'content')}: {entry}: {keys}: {item['msg']}"


def _inconsistencies(raw: Files) -> Iterator[str]:
    """Name everything that each part allows and the whole does not."""
    yield from _twice(raw)
    sources = {s.id for s in raw.source}
    cited = [
        *(("demands.toml: rule", r.id, r.sources) for r in raw.rule),
        *(("questions.toml: question", q.id, q.sources) for q in raw.question),
        *(("questions.toml: derived", k, d.sources) for k, d in raw.derived.items()),
        *(("warning_signs.toml: sign", s.id, s.sources) for s in raw.sign),
    ]
    for kind, id_, ids in cited:
        for unknown in set(ids) - sources:
            yield f"{kind} {id_}: sources: no source {unknown!r}"
    if set(raw.derived) != set(DERIVED):
        yield f"questions.toml: derived: must be exactly {', '.join(DERIVED)}"
    yield from _misplaced(raw)
    yield from _unusable(raw)


def _twice(raw: Files) -> Iterator[str]:
    for name, ids in (
        ("sources.toml: source", [s.id for s in raw.source]),
        ("demands.toml: rule", [r.id for r in raw.rule]),
        ("questions.toml: question", [q.id for q in raw.question]),
        ("questions.toml: page", [p.id for p in raw.page]),
        ("warning_signs.toml: sign", [s.id for s in raw.sign]),
        ("countries.toml: country", [c.code for c in raw.country]),
    ):
        for id_ in sorted({i for i in ids if ids.count(i) > 1}):
            yield f"{name} {id_}: written twice"


def _misplaced(raw: Files) -> Iterator[str]:
    """Name questions on no page or on two, and pages, items and signs that name none."""
    known = {q.id for q in raw.question}
    placed = [id_ for page in raw.page for id_ in page.questions]
    in_check_in_alone = {q.id for q in raw.question if q.in_check_in_alone}
    for id_ in sorted(known):
        if placed.count(id_) != (id_ not in in_check_in_alone):
            yield f"questions.toml: question {id_}: stands on {placed.count(id_)} pages"
    for id_ in sorted(in_check_in_alone - {id_ for i in raw.item for id_ in i.questions}):
        yield f"questions.toml: question {id_}: stands behind no item of the check-in"
    named = [
        *((f"questions.toml: page {p.id}", p.questions) for p in raw.page),
        *((f"check_in.toml: item {i.id}", i.questions) for i in raw.item),
        *(
            (f"warning_signs.toml: sign {s.id}: {a.id}", a.questions)
            for s in raw.sign
            for a in s.answer
        ),
        *(
            (f"questions.toml: question {q.id}: ask", tuple(ask.answered))
            for q in raw.question
            for ask in q.ask
        ),
    ]
    for name, ids in named:
        for unknown in sorted(set(ids) - known):
            yield f"{name}: no question {unknown!r}"


def _unusable(raw: Files) -> Iterator[str]:
    ticked = {q.id for q in raw.question if q.kind in TICKED}
    for page in raw.page:
        if ticked & set(page.questions) and not ticked >= set(page.questions):
            yield f"questions.toml: page {page.id}: rows to tick stand on a page of their own"
    for question in raw.question:
        is_choice = question.kind in (QuestionKind.CHOICE, QuestionKind.MANY, QuestionKind.DATE)
        if is_choice != bool(question.choices):
            yield f"questions.toml: question {question.id}: choices go with choice, many and date"
        if not question.grade and question.kind in (*TICKED, QuestionKind.CHOICE):
            yield f"questions.toml: question {question.id}: grade: at least one"
        allowed = question.build().allowed if question.id not in ticked else {"yes"}
        for grade in question.grade:
            for unknown in sorted(grade.answers - allowed):
                yield f"questions.toml: question {question.id}: grade: no answer {unknown!r}"
            hard = grade.outcome is Outcome.ASK_FIRST
            if (grade.lock is not Lock.NONE) != hard:
                yield f"questions.toml: question {question.id}: a lock goes with ask_first"
    if "" not in {c.code for c in raw.country}:
        yield 'countries.toml: one country has the code "", for a country we do not know'


def _build(raw: Files, version: str) -> SafetyContent:
    questions = {q.id: q.build() for q in raw.question}
    in_order = [id_ for page in raw.page for id_ in page.questions]
    in_order += [id_ for id_, q in questions.items() if q.in_check_in_alone]
    pages = tuple(Page(p.id, p.block, p.name, p.title, p.hint, p.questions) for p in raw.page)
    questionnaire = Questionnaire(
        pages=pages,
        questions={id_: questions[id_] for id_ in in_order},
        derived={key: derived.build() for key, derived in raw.derived.items()},
        edges=_edges(when.days for when in _whens(questions.values())),
        birth_edges=_edges(when.days_after_birth for when in _whens(questions.values())),
        version=version,
    )
    return SafetyContent(
        sources={s.id: Source(**s.model_dump()) for s in raw.source},
        rules=tuple(rule.build() for rule in raw.rule),
        questionnaire=questionnaire,
        check_in=tuple(CheckInItem(i.id, i.label, i.questions) for i in raw.item),
        signs=tuple(sign.build() for sign in raw.sign),
        countries={c.code: Country(**c.model_dump()) for c in raw.country},
        version=version,
    )


def _whens(questions: Iterable[Question]) -> Iterator[When]:
    for q in questions:
        yield from (a.when for a in q.asks)
        yield from (g.when for g in q.grades)


def _edges(spans: Iterable[Span | None]) -> tuple[int, ...]:
    """Return the days at which some question begins, ends or is graded anew."""
    known = [span for span in spans if span is not None]
    edges = {s.first for s in known} | {s.last + 1 for s in known if s.last is not None}
    return tuple(sorted(day for day in edges if 0 < day <= LAST_DAYS))


def rules() -> tuple[Rule, ...]:
    return safety_content().rules


def questionnaire() -> Questionnaire:
    return safety_content().questionnaire


def signs() -> tuple[Sign, ...]:
    return safety_content().signs


def sources() -> Mapping[str, Source]:
    return safety_content().sources


def countries() -> Mapping[str, Country]:
    return safety_content().countries
