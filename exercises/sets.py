"""The ready sets, read once a process and refused whole if anything is off.

Decides whether ``content/programmes.toml`` may be used. Refuses an unknown key, exercise or
source, an exercise that is there twice, half a signature, and a file without a set that a rule
names.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from exercises import reading
from exercises.catalogue import Exercise
from exercises.content import catalogue, faults_of
from exercises.reading import SLUG, ContentError, Fault
from exercises.ready_sets import NAMED, ReadySet, Sets
from safety import content as safety

FILE = Path(__file__).parent / "content" / "programmes.toml"

_READ = TypeAdapter(Sets)


@cache
def programmes() -> Mapping[str, ReadySet]:
    """Return the ready sets by slug, in the order they are shown, loaded once a process."""
    return load(FILE.read_bytes(), catalogue(), safety.sources().keys())


def load(
    written: bytes, exercises: Mapping[str, Exercise], sources: Collection[str]
) -> Mapping[str, ReadySet]:
    """Return the sets that are written. Raises ContentError with every fault."""
    table = reading.table(FILE.name, written)
    try:
        found = _READ.validate_json(json.dumps(table, default=str), strict=True).programme
    except ValidationError as error:
        raise ContentError(list(faults_of(FILE.name, error))) from error
    faults = [
        Fault(FILE.name, key, reason)
        for key, reason in (*_whole(found), *_each(found, exercises, sources))
    ]
    if faults:
        raise ContentError(faults)
    return {each.slug: each for each in found}


def _whole(found: tuple[ReadySet, ...]) -> Iterator[tuple[str, str]]:
    slugs = Counter(each.slug for each in found)
    yield from ((slug, "is there twice") for slug, times in slugs.items() if times > 1)
    yield from ((slug, "is missing, and a rule names it") for slug in NAMED - slugs.keys())


def _each(
    found: tuple[ReadySet, ...], exercises: Mapping[str, Exercise], sources: Collection[str]
) -> Iterator[tuple[str, str]]:
    for each in found:
        if not SLUG.fullmatch(each.slug):
            yield each.slug, "a set is named with a to z, 0 to 9 and _"
        for key in ("name", "purpose", "items", "sources"):
            if not getattr(each, key):
                yield f"{each.slug}.{key}", "is empty"
        if bool(each.reviewed_by) != bool(each.reviewed_on):
            yield f"{each.slug}.reviewed_on", "goes with reviewed_by"
        if not all(each.items):
            yield f"{each.slug}.items", "has an empty place"
        for slug, times in Counter(each.slugs).items():
            if slug not in exercises:
                yield f"{each.slug}.items", f"no exercise {slug!r}"
            if times > 1:
                yield f"{each.slug}.items", f"{slug} is there {times} times"
        for source in each.sources:
            if source not in sources:
                yield f"{each.slug}.sources", f"no source {source!r}"
