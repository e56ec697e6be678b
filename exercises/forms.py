"""What may be asked of the library. A filter nobody could have chosen counts as not chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from exercises.catalogue import Area, Position, Prop
from exercises.content import catalogue
from exercises.finding import MINUTES, Filters, TimeSought, areas_of, props_of
from exercises.typed import tidy

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """The chips of one filter. ``values`` are those chosen: one radio, or several checkboxes."""

    name: str  # in the address
    legend: str
    kind: str
    choices: Choices
    values: list[str]

    @property
    def taken(self) -> Choices:
        return [(key, words) for key, words in self.choices if key in self.values]


_GROUPS: Final = (
    ("area", "Part of the body", "checkbox"),
    ("position", "How you are placed", "checkbox"),
    ("floor", "Floor", "checkbox"),
    ("has", "What you have at hand", "checkbox"),
    ("minutes", "At most", "radio"),
    ("when", "When", "radio"),
)


class FindForm:
    """Words and filters, as they stand in the address of the library."""

    def __init__(self, asked: QueryDict) -> None:
        self.words = tidy(asked.get("q", ""))
        choices = _choices()
        self.groups = [
            Group(name, legend, kind, choices[name], _chosen(choices[name], kind, asked, name))
            for name, legend, kind in _GROUPS
        ]

    @property
    def filters(self) -> Filters:
        chosen = {group.name: group.values for group in self.groups}
        return Filters(
            words=self.words,
            positions=frozenset(map(Position, chosen["position"])),
            areas=frozenset(map(Area, chosen["area"])),
            has=frozenset(map(Prop, chosen["has"])),
            minutes=int(chosen["minutes"][0]) if chosen["minutes"] else None,
            no_floor=bool(chosen["floor"]),
            when=TimeSought(chosen["when"][0]) if chosen["when"] else None,
        )

    @property
    def taken(self) -> list[tuple[str, str]]:
        """What is chosen: its words, and the address without it."""
        every = list(self._taken())
        return [
            (words, _query([other for other, _ in every if other != pair])) for pair, words in every
        ]

    @property
    def query(self) -> str:
        """The address of this search, with nothing in it that was not asked."""
        return _query([pair for pair, _ in self._taken()])

    def _taken(self) -> Iterator[tuple[tuple[str, str], str]]:
        if self.words:
            yield ("q", self.words), f"“{self.words}”"
        for group in self.groups:
            yield from (((group.name, key), words) for key, words in group.taken)


def _choices() -> dict[str, Choices]:
    """Return what can be chosen: only what some exercise has."""
    everything = catalogue().values()
    positions = {each.position for each in everything}
    return {
        "area": [(area.value, area.words) for area in areas_of(everything)],
        "position": [(p.value, p.words) for p in Position if p in positions],
        "floor": [("no", "Nothing on the floor")],
        "has": [(prop.value, prop.short) for prop in props_of(everything)],
        "minutes": [(str(n), f"{n} min") for n in MINUTES],
        "when": [(when.value, when.words) for when in TimeSought],
    }


def _chosen(choices: Choices, kind: str, asked: QueryDict, name: str) -> list[str]:
    keys = [key for key, _ in choices if key in asked.getlist(name)]
    return keys[:1] if kind == "radio" else keys


def _query(pairs: Choices) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""
