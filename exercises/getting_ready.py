"""What she is asked when she gets ready: read once a process, refused whole if anything is off.

Decides which keys and words the file may hold. A question that tells nothing a plan knows of,
a choice that is no answer, a source nobody listed, the same thing asked twice and an eighth
row are refused. Who is asked what is decided here too: never twice the same, and nothing
that hurts.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from exercises import reading
from exercises.circumstances import ANSWERS
from exercises.reading import ContentError, Fault
from safety.content import sources
from safety.vocabulary import Facts, Modifier
from safety.written import MOST_QUESTIONS_A_PAGE, Reviewed, Text, WrittenChoice

FILE: Final = Path(__file__).parent / "content" / "circumstances.toml"


class AskedQuestion(Reviewed):
    """One row of the page. ``tells`` is the circumstance that its answer is."""

    id: Annotated[str, Field(pattern=r"^P-[a-z]+$")]
    block: Annotated[str, Field(pattern=r"^P$")]
    tells: Text
    label: Text
    detail: str = ""
    choices: Annotated[tuple[WrittenChoice, ...], Field(min_length=2)]
    left_out_after_a_loss: bool = False
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Page(BaseModel):
    """The page, with its rows in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    title: Text
    hint: Text
    question: Annotated[
        tuple[AskedQuestion, ...], Field(min_length=1, max_length=MOST_QUESTIONS_A_PAGE)
    ]


@cache
def asked_page() -> Page:
    """Return the page of the project, loaded once a process."""
    return load(FILE.read_bytes(), sources().keys())


def load(written: bytes, known_sources: Collection[str]) -> Page:
    """Return the page that is written. Raises ContentError with every fault."""
    table = reading.table(FILE.name, written)
    try:
        page = Page.model_validate(table)
    except ValidationError as error:
        found = (Fault(FILE.name, _key(each["loc"]), each["msg"]) for each in error.errors())
        raise ContentError(list(found)) from error
    faults = list(_faults(page, known_sources))
    if faults:
        raise ContentError(faults)
    return page


def _key(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc)


def _faults(page: Page, known_sources: Collection[str]) -> Iterator[Fault]:
    told = Counter(question.tells for question in page.question)
    for name in ANSWERS.keys() - told.keys():
        yield Fault(FILE.name, name, "is asked by nobody")
    for question in page.question:
        if told[question.tells] > 1:
            yield Fault(FILE.name, question.id, f"{question.tells} is asked twice")
        if question.id != f"P-{question.tells}":
            yield Fault(FILE.name, question.id, f"is named after what it tells: {question.tells}")
        words = [choice.id for choice in question.choices]
        if words != [word.value for word in ANSWERS.get(question.tells, ())]:
            yield Fault(FILE.name, question.id, "its choices are not the answers there are")
        for source in sorted(set(question.sources) - set(known_sources)):
            yield Fault(FILE.name, question.id, f"{source} is no source")


def asked_of(facts: Facts) -> tuple[AskedQuestion, ...]:
    """Return what she is asked: not again about the floor, and of no child after a loss."""
    closed = Modifier.NO_FLOOR in facts.modifiers
    return tuple(
        question
        for question in asked_page().question
        if not (question.tells == "floor" and closed)
        and not (question.left_out_after_a_loss and facts.bereaved)
    )
