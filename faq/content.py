"""The articles, read once a process and refused whole if anything is off.

Decides whether the files in ``content/`` may be used: front matter that is not TOML, an
unknown or missing key, a source, exercise, modifier or safety question nobody knows, an
empty answer, a link out of the product, or a word that hurts after a loss in an article
that is not marked. Every fault is named at once, by file, key and reason. The slug of an
article is the name of its file.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from exercises.content import catalogue
from exercises.reading import ContentError, Fault, table
from exercises.sets import programmes
from faq.articles import Article, FrontMatter
from faq.rendering import Rendered, render
from safety import content as safety

FOLDER = Path(__file__).parent / "content"
SETS = "/exercises/sets/"
PAGES = frozenset({"/safety/", "/safety/screening/", "/safety/warning-signs/", "/exercises/", SETS})

_PARTS = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+\n(.*)\Z", re.DOTALL | re.MULTILINE)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_OF_A_BABY = re.compile(r"\b(bab(y|ies)|toddlers?|newborns?|miscarriages?|bump)\b", re.I)
_IN_A_LIST = re.compile(rf"{_OF_A_BABY.pattern}|\b(labour|pregnan\w+)", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What an article may name."""

    sources: Collection[str]
    exercises: Collection[str]
    questions: Collection[str]
    articles: Collection[str]
    sets: Collection[str]

    def page(self, address: str) -> bool:
        """Whether a link may lead there."""
        if address.startswith(SETS) and address != SETS:
            return address in {f"{SETS}{slug}/" for slug in self.sets}
        room, _, slug = address.strip("/").partition("/")
        named = {"exercises": self.exercises, "questions": self.articles}.get(room, ())
        return address in PAGES or (address == f"/{room}/{slug}/" and slug in named)


_READ = TypeAdapter(FrontMatter)


@cache
def articles() -> Mapping[str, Article]:
    """Return the articles by slug, in the order of their titles, loaded once a process."""
    asked = safety.questionnaire()
    questions = asked.questions.keys() | asked.derived.keys()
    return load(
        read(FOLDER), safety.sources().keys(), catalogue().keys(), questions, programmes().keys()
    )


def read(folder: Path) -> dict[str, bytes]:
    """Return what the files of ``folder`` hold, by file name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.md"))}


def load(
    files: Mapping[str, bytes],
    sources: Collection[str],
    exercises: Collection[str],
    questions: Collection[str],
    sets: Collection[str] = (),
) -> Mapping[str, Article]:
    """Return the articles written in ``files``. Raises ContentError with every fault."""
    slugs = {name.removesuffix(".md") for name in files}
    known = Known(sources, exercises, questions, slugs, sets)
    faults: list[Fault] = []
    found: dict[str, Article] = {}
    for name, written in files.items():
        try:
            article = _article(name, written, known)
        except ContentError as error:
            faults += error.faults
        else:
            found[article.slug] = article
    faults += _twice(found.values())
    if faults:
        raise ContentError(faults)
    in_order = sorted(found.values(), key=lambda article: article.title.casefold())
    return {article.slug: article for article in in_order}


def _article(name: str, written: bytes, known: Known) -> Article:
    slug = name.removesuffix(".md")
    if not _SLUG.fullmatch(slug):
        raise ContentError([Fault(name, "", "a file is named with a to z, 0 to 9 and -")])
    keys, markdown = _parts(name, written)
    head, text = _front_matter(name, keys), render(markdown, known.page)
    if faults := [Fault(name, key, reason) for key, reason in _unfit(head, text, known)]:
        raise ContentError(faults)
    values = {field.name: getattr(head, field.name) for field in fields(head)}
    return Article(slug=slug, html=text.html, words=text.words, **values)


def _parts(name: str, written: bytes) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text below it."""
    head, text = _split(name, written)
    return table(name, head.encode()), text


def _split(name: str, written: bytes) -> tuple[str, str]:
    try:
        parts = _PARTS.match(written.decode())
    except ValueError as error:
        raise ContentError([Fault(name, "", f"is not UTF-8: {error}")]) from error
    if parts is None:
        raise ContentError([Fault(name, "", "begins with TOML between two lines of +++")])
    return parts[1], parts[2]


def _front_matter(name: str, keys: Mapping[str, Any]) -> FrontMatter:
    unsigned = {"reviewed_on": None} if keys.get("reviewed_on") == "" else {}
    try:
        # As JSON, pydantic's strict mode still reads words as members and lists as tuples.
        return _READ.validate_json(json.dumps({**keys, **unsigned}, default=str), strict=True)
    except ValidationError as error:
        raise ContentError(
            [
                Fault(name, ".".join(str(part) for part in item["loc"]), item["msg"])
                for item in error.errors()
            ]
        ) from error


def _unfit(head: FrontMatter, text: Rendered, known: Known) -> Iterator[tuple[str, str]]:
    for key in ("title", "short", "other_words", "sources"):
        if not getattr(head, key):
            yield key, "is empty"
    if not text.words:
        yield "text", "is empty"
    yield from (("text", fault) for fault in text.faults)
    for key in ("sources", "exercises", "questions"):
        for unknown in sorted(set(getattr(head, key)) - set(getattr(known, key))):
            yield key, f"no {key.removesuffix('s')} {unknown!r}"
    if bool(head.reviewed_by) != bool(head.reviewed_on):
        yield "reviewed_on", "goes with reviewed_by"
    if not head.hidden_after_loss and (word := _hurts(head, text)):
        yield "hidden_after_loss", f"must be true: it says {word!r}"


def _hurts(head: FrontMatter, text: Rendered) -> str:
    """Return a word that would hurt after a loss: anywhere, or where a list would say it."""
    everywhere = " ".join((head.urgent, head.emergency, text.words))
    found = _IN_A_LIST.search(f"{head.title} {head.short}") or _OF_A_BABY.search(everywhere)
    return found[0] if found else ""


def _twice(found: Collection[Article]) -> Iterator[Fault]:
    """Name the questions that two files answer."""
    titles = Counter(article.title.casefold() for article in found)
    numbers = Counter(article.asked for article in found if article.asked)
    for article in found:
        if titles[article.title.casefold()] > 1:
            yield Fault(f"{article.slug}.md", "title", "is the title of another article too")
        if article.asked and numbers[article.asked] > 1:
            yield Fault(f"{article.slug}.md", "asked", "is the number of another article too")
