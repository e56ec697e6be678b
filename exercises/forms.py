"""What may be asked of the library. A filter nobody could have chosen counts as not chosen."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from exercises.catalogue import Area, Position, Prop
from exercises.content import catalogue
from exercises.finding import LONGEST_WORDS, MINUTES, Filters, When, areas_of, props_of

# The names in the address, in the order they are shown.
SEVERAL = ("position", "area", "has")
ONE = ("minutes", "floor", "when")
NO_FLOOR = "no"


class FindForm(forms.Form):
    """Words and filters, as they stand in the address of the library."""

    q = forms.CharField(
        label="Find by name",
        required=False,
        strip=True,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "maxlength": LONGEST_WORDS,
                "autocomplete": "off",
                "enterkeyhint": "search",
            }
        ),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        everything = catalogue().values()
        positions = {each.position for each in everything}
        several = {
            "position": [(p.value, p.words) for p in Position if p in positions],
            "area": [(a.value, a.words) for a in areas_of(everything)],
            "has": [(p.value, p.short) for p in props_of(everything)],
        }
        one = {
            "minutes": [(str(n), f"{n} min") for n in MINUTES],
            "floor": [(NO_FLOOR, "Nothing on the floor")],
            "when": [(w.value, w.words) for w in When],
        }
        for name, choices in several.items():
            self.fields[name] = forms.MultipleChoiceField(choices=choices, required=False)
        for name, choices in one.items():
            self.fields[name] = forms.ChoiceField(choices=choices, required=False)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What was chosen and could be, by its name in the address."""
        asked: Any = self.data
        return {
            name: [key for key, _ in self._choices(name) if key in asked.getlist(name)]
            for name in (*SEVERAL, *ONE)
        }

    @property
    def words(self) -> str:
        return str(self.data.get("q", "")).replace("\0", "").strip()[:LONGEST_WORDS]

    @property
    def filters(self) -> Filters:
        chosen = self.chosen
        return Filters(
            words=self.words,
            positions=frozenset(map(Position, chosen["position"])),
            areas=frozenset(map(Area, chosen["area"])),
            has=frozenset(map(Prop, chosen["has"])),
            minutes=int(chosen["minutes"][0]) if chosen["minutes"] else None,
            no_floor=bool(chosen["floor"]),
            when=When(chosen["when"][0]) if chosen["when"] else None,
        )

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The chips of each filter, for the page."""
        chosen = self.chosen
        return [
            {
                "name": name,
                "legend": _LEGENDS[name],
                "kind": "radio" if name in ("minutes", "when") else "checkbox",
                "choices": list(self._choices(name)),
                "values": chosen[name],
            }
            for name in ("area", "position", "floor", "has", "minutes", "when")
        ]

    @property
    def taken(self) -> list[tuple[str, str]]:
        """What is chosen: its words, and the address without it."""
        pairs = list(self._pairs())
        words = {(name, key): said for name in self.chosen for key, said in self._choices(name)}
        found = []
        for pair in pairs:
            rest = urlencode([other for other in pairs if other != pair])
            said = f"“{pair[1]}”" if pair[0] == "q" else words[pair]
            found.append((said, f"?{rest}" if rest else ""))
        return found

    @property
    def query(self) -> str:
        """The address of this search with nothing in it that was not asked."""
        query = urlencode(list(self._pairs()))
        return f"?{query}" if query else ""

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.words:
            yield ("q", self.words)
        for name, keys in self.chosen.items():
            limit = keys[:1] if name in ONE else keys
            yield from ((name, key) for key in limit)

    def _choices(self, name: str) -> list[tuple[str, str]]:
        field: Any = self.fields[name]
        return [(key, words) for key, words in field.choices if key]


_LEGENDS = {
    "area": "Part of the body",
    "position": "How you are placed",
    "floor": "Floor",
    "has": "What you have at hand",
    "minutes": "At most",
    "when": "When",
}
