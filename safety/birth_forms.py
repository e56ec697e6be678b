"""What she types about a birth.

Decides whether it can be read, and asks ``safety.birth`` whether the day can be right. How
she gave birth must be said, because exercises wait for it; what she may not know has "I do
not know" beside yes and no. Nothing is chosen for her.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from safety.birth import Birth, Delivery, check_birth_date
from safety.forms import DateInThree, TypedDateField

DELIVERIES: Sequence[tuple[str, str, str]] = (
    (Delivery.VAGINAL.value, "Through the vagina", "Without instruments"),
    (Delivery.INSTRUMENTAL.value, "With instruments", "Forceps or a suction cup"),
    (Delivery.CAESAREAN.value, "By caesarean", "Planned or not"),
)
KNOWN: Mapping[str, bool | None] = {"yes": True, "no": False, "unknown": None}
YES_NO_UNKNOWN: Sequence[tuple[str, str]] = (
    ("yes", "Yes"),
    ("no", "No"),
    ("unknown", "I do not know"),
)
CHOOSE = {"required": "Choose one answer.", "invalid_choice": "Choose one answer."}


class BirthForm(forms.Form):
    """A birth, on her day ``on``. A newcomer, who has no ``due`` date yet, is asked for it."""

    born = TypedDateField(
        error_messages={"required": "Write the day.", "incomplete": "Write the whole date."}
    )
    due_date = TypedDateField(
        error_messages={
            "required": "Write the due date you were given.",
            "incomplete": "Write the whole date.",
        }
    )
    delivery = forms.ChoiceField(
        choices=[(value, words) for value, words, _ in DELIVERIES], error_messages=CHOOSE
    )
    epidural = forms.ChoiceField(choices=YES_NO_UNKNOWN, error_messages=CHOOSE)
    deep_tear = forms.ChoiceField(choices=YES_NO_UNKNOWN, error_messages=CHOOSE)

    def __init__(self, *args: Any, on: date, due: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.known_due = on, due
        if due is not None:
            del self.fields["due_date"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        due, born = self.due(cleaned), cleaned.get("born")
        if due is not None and born is not None and (no := check_birth_date(born, due, self.on)):
            self.add_error("born", no)
        return cleaned

    def due(self, cleaned: Mapping[str, Any]) -> date | None:
        return self.known_due or cleaned.get("due_date")

    def birth(self, *, bereaved: bool) -> Birth:
        told = self.cleaned_data
        return Birth(
            told["born"],
            Delivery(told["delivery"]),
            KNOWN[told["epidural"]],
            KNOWN[told["deep_tear"]],
            bereaved,
        )

    @property
    def born_parts(self) -> Sequence[object]:
        return self._parts("born")

    @property
    def due_parts(self) -> Sequence[object]:
        return self._parts("due_date")

    def _parts(self, name: str) -> Sequence[object]:
        """Day, month and year as typed, or as filled in for her."""
        value = self[name].value() if name in self.fields else None
        return value if isinstance(value, list) else DateInThree().decompress(value)


def initial_of(birth: Birth | None) -> dict[str, object]:
    """What she told before, for her to change."""
    if birth is None:
        return {}
    words = {value: word for word, value in KNOWN.items()}
    return {
        "born": birth.on,
        "delivery": birth.delivery.value,
        "epidural": words[birth.epidural],
        "deep_tear": words[birth.deep_tear],
    }
