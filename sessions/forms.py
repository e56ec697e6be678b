"""What she is asked in and around a session, and what is refused.

Refuses a blank where an answer decides something, a pain outside 0 to 10, an event for a step
that is not there, and a note longer than a page. Nothing is ever chosen for her.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from exercises.circumstances import Circumstances, Has
from exercises.content import catalogue
from exercises.sets import programmes
from safety.content import CheckInItem
from sessions.dosing import FIRST_WEEK_MINUTES
from sessions.models import (
    NOTE_LENGTH,
    WORST_PAIN,
    Felt,
    SessionItem,
)
from sessions.progress import Event, EventKind

MINUTES = (5, 10, 15, 20)
DEFAULT_MINUTES = 10
SHORT_MINUTES = 5  # with small children around
RELIEF_MINUTES = 5
CHOOSE_NUMBER = "Choose a number from 0 to 10."
LARGEST = 2_000_000_000  # what the column holds
HURTS = "hurts"


class PainField(forms.TypedChoiceField):
    def __init__(self, label: str, *, required: bool = True, missing: str = CHOOSE_NUMBER) -> None:
        super().__init__(
            label=label,
            required=required,
            choices=[(str(n), str(n)) for n in range(WORST_PAIN + 1)],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            error_messages={"required": missing, "invalid_choice": CHOOSE_NUMBER},
        )


class NoteField(forms.CharField):
    """A note. A browser counts a line break as one and sends two: here it is one again."""

    def __init__(self) -> None:
        super().__init__(label="A note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        if len(text) > NOTE_LENGTH:
            raise ValidationError(
                f"That is {len(text):,} letters. There is room for {NOTE_LENGTH:,}: please "
                "shorten it."
            )
        return text


@dataclass(frozen=True, slots=True)
class Wish:
    """How long she has, whether it is for now because it hurts, and what she chose.

    ``programme`` is the slug of a ready set, ``only`` that of one exercise, ``form`` that of the
    way she picked to do it; "" is none.
    """

    minutes: int = DEFAULT_MINUTES
    relief: bool = False
    programme: str = ""
    only: str = ""
    form: str = ""

    @property
    def chosen(self) -> str:
        """What she asked for besides the minutes, as it stands in an address."""
        asked = {
            "for": "relief" if self.relief else "",
            "set": self.programme,
            "only": self.only,
            "form": self.form,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def query(self) -> str:
        return f"?minutes={self.minutes}{'&' + self.chosen if self.chosen else ''}"


class WishForm(forms.Form):
    minutes = forms.TypedChoiceField(
        choices=[(str(n), str(n)) for n in (*MINUTES, FIRST_WEEK_MINUTES)],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Choose 5, 10, 15 or 20 minutes."},
    )

    def __init__(self, data: Any, told: Circumstances) -> None:
        super().__init__(data)
        self.usual = SHORT_MINUTES if told.toddlers is Has.YES else DEFAULT_MINUTES
        self.fields["for"] = forms.ChoiceField(
            choices=[("relief", "Hurts now")],
            required=False,
            error_messages={"invalid_choice": "Choose every day, or hurts now."},
        )
        self.fields["set"] = forms.ChoiceField(
            choices=[(slug, each.name) for slug, each in programmes().items()],
            required=False,
            error_messages={"invalid_choice": "There is no such set. Choose another."},
        )
        self.fields["only"] = forms.ChoiceField(
            choices=[(slug, each.name) for slug, each in catalogue().items()],
            required=False,
            error_messages={"invalid_choice": "There is no such exercise. Choose another."},
        )
        self.fields["form"] = forms.ChoiceField(
            choices=_forms_of(str(data.get("only", ""))),
            required=False,
            error_messages={"invalid_choice": "There is no such way to do it. Choose another."},
        )

    @property
    def wish(self) -> Wish:
        """What she asked for; what nobody could have asked for counts as not said."""
        self.full_clean()
        relief = self.cleaned_data.get("for") == "relief"
        usual = RELIEF_MINUTES if relief else self.usual
        return Wish(
            self.cleaned_data.get("minutes") or usual,
            relief,
            programme=self.cleaned_data.get("set", ""),
            only=self.cleaned_data.get("only", ""),
            form=self.cleaned_data.get("form", ""),
        )


def _forms_of(slug: str) -> list[tuple[str, str]]:
    """The ways to do an exercise besides the usual one."""
    found = catalogue().get(slug)
    variants = found.variants if found else ()
    return [(each.slug, each.name) for each in variants if not each.swap_to]


class SignsForm(forms.Form):
    """Since last time, any of these? One tap for none."""

    def __init__(self, data: Any, items: Sequence[CheckInItem]) -> None:
        super().__init__(data)
        self.fields["item"] = forms.MultipleChoiceField(
            choices=[(item.id, item.label) for item in items],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "The list has changed. Please tick what you have."},
        )

    @property
    def answer(self) -> str:
        """The button: none, or ticked."""
        return str(self.data.get("answer", ""))

    def clean_item(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["item"]
        if self.answer == "none" and ticked:
            raise ValidationError("You ticked something and chose None of these. Which is right?")
        if self.answer != "none" and not ticked:
            raise ValidationError("Tick what you have, or choose None of these.")
        return ticked


class PainNowForm(forms.Form):
    pain = PainField("How is your back now?")


class MorningForm(forms.Form):
    pain = PainField("How was your back the next morning?")


class KeyForm(forms.Form):
    """What may be sent again by a bad network: its ``key`` makes telling it twice once."""

    key = forms.UUIDField(required=False)


class AnswerForm(KeyForm):
    """The answer to a sign's question."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the answer that fits best.",
            "invalid_choice": "Choose the answer that fits best.",
        },
    )

    def __init__(self, data: Any, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]


class EventForm(forms.Form):
    """Something that happened in a session. A button of a page says kind, id and step in one.

    ``hurts`` comes with a skip: the rest of the exercise is skipped, because it hurts.
    """

    id = forms.UUIDField()
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in EventKind])
    step = forms.CharField(max_length=40)
    device = forms.CharField(max_length=36, validators=[RegexValidator(r"\A[0-9A-Za-z-]+\Z")])
    epoch = forms.IntegerField(min_value=0, max_value=LARGEST)
    sequence = forms.IntegerField(min_value=0, max_value=LARGEST)
    elapsed_ms = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    hurts = forms.BooleanField(required=False)

    # Kinds only the server may tell: they follow from an answer about a sign.
    SERVERS: ClassVar = {EventKind.STOP.value, EventKind.ANSWER.value}

    def __init__(self, data: Any, steps: Iterable[str]) -> None:
        super().__init__(_apart(data))
        self.steps = frozenset(steps)

    def clean_kind(self) -> EventKind:
        if self.cleaned_data["kind"] in self.SERVERS:
            raise ValidationError("This cannot be told from outside.")
        return EventKind(self.cleaned_data["kind"])

    def clean_step(self) -> str:
        step: str = self.cleaned_data["step"]
        if step not in self.steps:
            raise ValidationError("This session has no such step.")
        return step

    @property
    def event(self) -> Event:
        told = self.cleaned_data
        key: UUID = told["id"]
        return Event(
            id=key,
            device=told["device"],
            sequence=told["sequence"],
            epoch=told["epoch"],
            step=told["step"],
            kind=told["kind"],
            elapsed_ms=told["elapsed_ms"] or 0,
        )


def _apart(data: Any) -> Any:
    """Take a button's ``event=kind:id:step`` apart. Going back and going on begin an epoch."""
    if "event" not in data:
        return data
    data = data.copy()
    kind, _, rest = str(data["event"]).partition(":")
    data["hurts"] = "yes" if kind == HURTS else ""
    data["kind"] = EventKind.SKIP.value if kind == HURTS else kind
    data["id"], _, data["step"] = rest.partition(":")
    if kind in (EventKind.BACK, EventKind.RESUME):
        data["epoch"] = data.get("new_epoch", "")
    return data


class AfterForm(forms.Form):
    """How it was. Only the two numbers must be given."""

    pain_after = PainField("How is your back now?", missing="Say how your back is now.")
    pain_worst = PainField(
        "Worst it got during the session", missing="Say how bad it got at its worst."
    )
    note = NoteField()

    def __init__(self, data: Any, items: Sequence[SessionItem], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"felt_{item.position}"] = forms.ChoiceField(
                choices=[("", ""), *Felt.choices],
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Choose eased, same or hurt."},
            )

    @property
    def felt(self) -> dict[int, str]:
        """How each exercise felt, by its place in the session."""
        return {item.position: self.cleaned_data[f"felt_{item.position}"] for item in self.items}
