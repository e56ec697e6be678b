"""Reads the files a folder of content holds, and refuses what is not a small file of text.

Refuses what is no file or leads out of its folder, what is too large, what is neither
UTF-8 nor TOML, and text that is blank or that nobody has written yet. What the keys
mean is decided elsewhere.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

LARGEST: Final = 64 * 1024  # bytes: ten times our longest
UNWRITTEN: Final = "?"  # what a skeleton says where a person must write
SLUG: Final = re.compile(r"[a-z][a-z0-9_]{1,59}")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Why a file may not be used."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.reason) if part)


class ContentError(Exception):
    """Content that may not be used; the message lists every fault, one a line."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Written:
    """What the files of a folder hold, by the name they are called by, and which cannot be read."""

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return every file that is there, those that cannot be read too."""
        return (*self.files, *(fault.file for fault in self.faults))

    def __or__(self, other: "Written") -> "Written":
        return Written({**self.files, **other.files}, (*self.faults, *other.faults))


def read(folder: Path, called: str = "") -> Written:
    """Return the files of ``folder`` whose names end in .toml; ``called`` begins their names."""
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    try:
        paths = sorted(path for path in folder.iterdir() if _is_content(path))
    except OSError as error:
        return Written({}, (Fault(called or str(folder), "", f"cannot be read: {error.strerror}"),))
    for path in paths:
        # A name that cannot be shown would hide the fault it is named in.
        name = called + (path.name if path.name.isprintable() else ascii(path.name))
        try:
            files[name] = _bytes(path)
        except ValueError as error:
            faults.append(Fault(name, "", str(error)))
        except OSError as error:
            faults.append(Fault(name, "", f"cannot be read: {error.strerror}"))
    return Written(files, tuple(faults))


def stem(name: str) -> str:
    """Return what a file is called by, without its folder and ending."""
    return name.rpartition("/")[2].removesuffix(".toml")


def table(name: str, written: bytes) -> Table:
    """Return the keys of a file. Raises ContentError with every text nobody has written."""
    try:
        found = tomllib.loads(written.decode())
        unwritten = list(_unwritten("", found))
    except ValueError as error:  # neither UTF-8 nor TOML are anything else
        raise ContentError([Fault(name, "", f"is not TOML: {error}")]) from error
    except RecursionError as error:
        raise ContentError([Fault(name, "", "is nested too deep")]) from error
    if unwritten:
        raise ContentError([Fault(name, key, reason) for key, reason in unwritten])
    return found


def _is_content(path: Path) -> bool:
    """Whether it is meant to be read; what systems leave in a folder begins with a dot."""
    return path.suffix.lower() == ".toml" and not path.name.startswith(".")


def _bytes(path: Path) -> bytes:
    # A link inside the folder is how some systems bring files in; one out of it is a mistake.
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise ValueError("is a link that leads out of the folder")
    if not path.is_file():  # a pipe would be waited for, for ever
        raise ValueError("is not a file")
    with path.open("rb") as opened:
        written = opened.read(LARGEST + 1)
    if len(written) > LARGEST:
        raise ValueError(f"is larger than {LARGEST // 1024} kB")
    return written


def _unwritten(key: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case str() if value == UNWRITTEN:
            yield key, "is still to be written"
        case str() if value != value.strip() or not value.isprintable():
            yield key, "begins or ends blank, or holds a character that cannot be seen"
        case dict():
            for name, each in value.items():
                yield from _unwritten(f"{key}.{name}".lstrip("."), each)
        case list():
            for index, each in enumerate(value):
                name = each.get("slug", index) if isinstance(each, dict) else index
                yield from _unwritten(f"{key}.{name}", each if each != "" else UNWRITTEN)
