"""The exercises, read once a process and refused whole if anything is off.

Decides whether the TOML files in ``content/exercises/``, and those of the clinic that
hosts us, may be used. A file that cannot be read, a name that is taken, an unknown or
missing key, a word outside the vocabulary and whatever ``vetting`` refuses stop the
program, with every fault named by file, key and reason.
The slug of an exercise is the name of its file.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from exercises import clinic, reading, vetting
from exercises.catalogue import Exercise
from exercises.reading import SLUG, ContentError, Fault, Table, Written, read, stem
from safety import content as safety
from safety.gestation import parse_days
from safety.rules import Rule

FOLDER = Path(__file__).parent / "content" / "exercises"
AFTER_BIRTH_ONLY = "after_birth_only"
DATED = "reviewed_on"  # the one key that is a date

_READ = TypeAdapter(Exercise)
# Stands in for weeks that could not be read, so that the fault is named once.
_ANY_WEEKS = {"first": 0, "last": None}


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
    return load(written(), safety.rules(), safety.sources().keys())


def written() -> Written:
    """Return the files of the project, then those of the clinic that hosts it."""
    own = clinic.folder(clinic.EXERCISES)
    return read(FOLDER) | read(own, f"{own}/") if own else read(FOLDER)


def named(files: Iterable[str]) -> dict[str, str]:
    """Return the file of each slug; where two have the same, the first."""
    return {stem(name): name for name in reversed(list(files))}


def load(found: Written, rules: tuple[Rule, ...], sources: Collection[str]) -> Library:
    """Return the exercises written in the files. Raises ContentError with every fault."""
    faults = list(found.faults)
    exercises: dict[str, Exercise] = {}
    hashes: dict[str, str] = {}
    files = named(found.files)
    for name, text in found.files.items():
        slug = stem(name)
        if files[slug] != name:
            faults.append(Fault(name, "", f"there is an exercise of this name: {files[slug]}"))
            continue
        try:
            table = _table(name, slug, text)
            exercises[slug] = _exercise(name, table)
            hashes[slug] = _hash(table)
        except ContentError as error:
            faults += error.faults
    faults += (
        Fault(files[slug], key, reason)
        for slug, key, reason in vetting.faults(exercises, files, rules, sources)
    )
    if faults:
        raise ContentError(faults)
    in_order = sorted(exercises.values(), key=lambda exercise: exercise.order)
    return Library({exercise.slug: exercise for exercise in in_order}, hashes)


def _table(name: str, slug: str, text: bytes) -> Table:
    """Return the keys of a file, and its slug."""
    if not SLUG.fullmatch(slug):
        reason = "a file is named with a to z, 0 to 9 and _"
        raise ContentError([Fault(name, "", reason)])
    table = reading.table(name, text)
    if "slug" in table:
        raise ContentError([Fault(name, "slug", "is the name of the file, and is not written")])
    return table | {"slug": slug}


def _exercise(name: str, table: Table) -> Exercise:
    faults = [*_read_weeks(name, table), *_dates(name, "", table)]
    try:
        # As JSON, pydantic's strict mode still reads words as members and lists as tuples.
        exercise = _READ.validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as error:
        faults += faults_of(name, error)
    if faults:
        raise ContentError(faults)
    return exercise


def _read_weeks(name: str, table: Table) -> Iterator[Fault]:
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


def _dates(name: str, key: str, value: object) -> Iterator[Fault]:
    """Name dates where words belong: as JSON they would pass for words."""
    match value:
        case dict():
            for part, each in value.items():
                yield from _dates(name, f"{key}.{part}".lstrip("."), each)
        case list():
            for index, each in enumerate(value):
                place = each.get("slug", index) if isinstance(each, dict) else index
                yield from _dates(name, f"{key}.{place}", each)
        case date() | time() if key != DATED or isinstance(value, datetime | time):
            yield Fault(name, key, "is a date or a time, where none belongs")


def _weeks(written: object) -> dict[str, int | None]:
    if not (isinstance(written, list) and [type(end) for end in written] == [str, str]):
        raise ValueError(written)
    first, last = written
    return {"first": parse_days(first), "last": None if last == "birth" else parse_days(last)}


def faults_of(name: str, error: ValidationError) -> Iterator[Fault]:
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
