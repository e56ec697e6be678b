"""The exercises, read once a process and refused whole if anything is off.

Decides whether the TOML files in ``content/exercises/`` may be used. A file that is
not TOML, an unknown or missing key, a word outside the vocabulary and whatever
``vetting`` refuses stop the program, with every fault named by file, key and reason.
The slug of an exercise is the name of its file.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from exercises import vetting
from exercises.catalogue import Exercise
from safety import content as safety
from safety.gestation import parse_days
from safety.rules import Rule

FOLDER = Path(__file__).parent / "content" / "exercises"
AFTER_BIRTH_ONLY = "after_birth_only"

_READ = TypeAdapter(Exercise)
_SLUG = re.compile(r"[a-z][a-z0-9_]*")
# Stands in for weeks that could not be read, so that the fault is named once.
_ANY_WEEKS = {"first": 0, "last": None}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Why a file may not be used."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.reason) if part)


class ContentError(Exception):
    """Exercises that may not be used; the message lists every fault, one a line."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Library:
    """The exercises in the order of a session, and the hash of each as written."""

    catalogue: Mapping[str, Exercise]
    hashes: Mapping[str, str]


def catalogue() -> Mapping[str, Exercise]:
    """Return the exercises by slug, in the order of a session."""
    return library().catalogue


@cache
def library() -> Library:
    """Return the exercises of the project, loaded once a process."""
    return load(read(FOLDER), safety.rules(), safety.sources().keys())


def read(folder: Path) -> dict[str, bytes]:
    """Return what the files of ``folder`` hold, by file name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}


def load(files: Mapping[str, bytes], rules: tuple[Rule, ...], sources: Collection[str]) -> Library:
    """Return the exercises written in ``files``. Raises ContentError with every fault."""
    faults: list[Fault] = []
    exercises: dict[str, Exercise] = {}
    hashes: dict[str, str] = {}
    for name, written in files.items():
        slug = name.removesuffix(".toml")
        try:
            table = _table(name, slug, written)
            exercises[slug] = _exercise(name, table)
            hashes[slug] = _hash(table)
        except ContentError as error:
            faults += error.faults
    slugs = {name.removesuffix(".toml") for name in files}
    faults += (
        Fault(f"{slug}.toml", key, reason)
        for slug, key, reason in vetting.faults(exercises, slugs, rules, sources)
    )
    if faults:
        raise ContentError(faults)
    in_order = sorted(exercises.values(), key=lambda exercise: exercise.order)
    return Library({exercise.slug: exercise for exercise in in_order}, hashes)


def _table(name: str, slug: str, written: bytes) -> dict[str, Any]:
    """Return the keys of a file, with weeks read as days."""
    try:
        table = tomllib.loads(written.decode())
    except ValueError as error:  # neither UTF-8 nor TOML are anything else
        raise ContentError([Fault(name, "", f"is not TOML: {error}")]) from error
    if not _SLUG.fullmatch(slug):
        raise ContentError([Fault(name, "", "a file is named with a to z, 0 to 9 and _")])
    if "slug" in table:
        raise ContentError([Fault(name, "slug", "is the name of the file, and is not written")])
    return table | {"slug": slug}


def _exercise(name: str, table: dict[str, Any]) -> Exercise:
    faults = list(_read_weeks(name, table))
    try:
        # As JSON, pydantic's strict mode still reads words as members and lists as tuples.
        exercise = _READ.validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as error:
        faults += _named(name, error)
    if faults:
        raise ContentError(faults)
    return exercise


def _read_weeks(name: str, table: dict[str, Any]) -> Iterator[Fault]:
    """Turn ``["0+0", "36+6"]`` into days, in place, in the exercise and its variants."""
    if table.get("weeks") == AFTER_BIRTH_ONLY:
        table["weeks"] = None
    variants = table.get("variants")
    forms = [("weeks", table)]
    if isinstance(variants, list):
        forms += [
            (f"variants.{form.get('slug', index)}.weeks", form)
            for index, form in enumerate(variants)
            if isinstance(form, dict)
        ]
    for key, form in forms:
        if form.get("weeks") is not None:
            try:
                form["weeks"] = _weeks(form["weeks"])
            except ValueError:
                form["weeks"] = _ANY_WEEKS
                yield Fault(name, key, f'is written ["0+0", "birth"] or "{AFTER_BIRTH_ONLY}"')


def _weeks(written: object) -> dict[str, int | None]:
    if not (isinstance(written, list) and [type(end) for end in written] == [str, str]):
        raise ValueError(written)
    first, last = written
    return {"first": parse_days(first), "last": None if last == "birth" else parse_days(last)}


def _named(name: str, error: ValidationError) -> Iterator[Fault]:
    """Turn what pydantic found into faults; the arms of a union make one."""
    reasons: dict[str, list[ErrorDetails]] = {}
    for item in error.errors():
        loc = [str(part) for part in item["loc"] if not str(part).startswith("str-enum[")]
        reasons.setdefault(".".join(loc), []).append(item)
    for key, items in reasons.items():
        yield Fault(name, key, _reason(items))


def _reason(items: list[ErrorDetails]) -> str:
    item = items[0]
    match item["type"]:
        case "missing":
            return "is missing"
        case "unexpected_keyword_argument":
            return "is not a key of the format"
        case "enum":
            known = ", ".join(each["ctx"]["expected"] for each in items)
            return f"{item['input']!r} is not one of {known}"
        case _:
            return item["msg"]


def _hash(table: Mapping[str, Any]) -> str:
    """Return a hash of what is said; comments and the order of keys do not count."""
    return hashlib.sha256(json.dumps(table, sort_keys=True, default=str).encode()).hexdigest()
