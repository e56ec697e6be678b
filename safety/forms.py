"""What she types about answers, contacts and clearances.

Decides whether it can be used, and says in plain words what to mend. Nothing is
pre-selected, a blank is never an answer, and what she wrote is kept on an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

from safety.clearing import ToClear
from safety.facts import Told
from safety.gestation import LAST_DAYS
from safety.history import FEWEST_MINUTES, Said
from safety.questionnaire import NO, YES, Question, QuestionKind, day_of
from safety.vocabulary import Demand

MOST_MINUTES = 120

# What a clinician may leave out when clearing her, in the words of the clearance page.
LIMITS: Mapping[str, tuple[str, frozenset[Demand]]] = {
    "no_flat": ("No lying flat on my back", frozenset({Demand.SUPINE_FLAT})),
    "no_kneeling": (
        "No kneeling",
        frozenset({Demand.KNEE_LOAD, Demand.QUADRUPED, Demand.HALF_KNEEL}),
    ),
    "no_wrist_load": ("No weight on my hands", frozenset({Demand.WRIST_LOAD})),
    "no_lunges": ("No lunges", frozenset({Demand.LUNGE_SPLIT, Demand.HALF_KNEEL})),
    "no_floor": ("Nothing on the floor", frozenset({Demand.FLOOR_TRANSFER})),
}
RELIEF_ONLY = "Relief only: rest and the gentlest movements"


class DateInThree(forms.MultiWidget):
    """Day, month and year in three boxes."""

    def __init__(self) -> None:
        super().__init__([forms.NumberInput(), forms.NumberInput(), forms.NumberInput()])

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class TypedDateField(forms.MultiValueField):
    """A date typed as day, month and year."""

    widget = DateInThree

    def __init__(self, **kwargs: Any) -> None:
        number = {"invalid": "Write the date in numbers, such as 26 2 2027."}
        parts = tuple(forms.IntegerField(error_messages=number) for _ in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[int]) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                "There is no such date. Please check the day, the month and the year."
            ) from None


def day_words(day: date, on: date) -> str:
    """Such as Today, Yesterday or Thursday 20 November."""
    near = {0: "Today", 1: "Yesterday"}
    return near.get((on - day).days) or f"{day:%A} {day.day} {day:%B}"


class StateForm(forms.Form):
    state = forms.ChoiceField(
        choices=[(told.value, told.value) for told in Told if told.value],
        error_messages={"required": "Choose one answer.", "invalid_choice": "Choose one answer."},
    )


EARLIER: Final = "earlier"  # before the days a form names one by one


class ContactForm(forms.Form):
    """Whom she spoke to after a sign, when, and what they said."""

    spoken_with = forms.CharField(
        max_length=80, error_messages={"required": "Write whom you spoke to, such as “a midwife”."}
    )
    spoken_on = forms.ChoiceField(error_messages={"required": "Choose the day you spoke to them."})
    said = forms.ChoiceField(
        choices=[
            (Said.CARRY_ON.value, "Carry on with gentle exercise"),
            (Said.REST_ONLY.value, "Rest only for now"),
            (Said.NOT_YET.value, "Not yet"),
        ],
        error_messages={"required": "Choose what they said."},
    )

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken_on = self.fields["spoken_on"]
        assert isinstance(spoken_on, forms.ChoiceField)  # noqa: S101  said for the type checker
        spoken_on.choices = list(days)

    def clean_spoken_on(self) -> date | None:
        told = self.cleaned_data["spoken_on"]
        return None if told == EARLIER else date.fromisoformat(told)


class ClearanceForm(forms.Form):
    """Which answers somebody said yes to, who, when, and with what limits."""

    answers = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick each answer they said yes to.",
            "invalid_choice": "Your answers have changed since you opened this page. Look again.",
        },
    )
    long_past = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    cleared_by = forms.CharField(
        max_length=80,
        error_messages={"required": "Write who cleared you, such as “Dr Khan” or “my midwife”."},
    )
    cleared = TypedDateField(
        error_messages={"required": "Write the day.", "incomplete": "Write the whole date."}
    )
    limits = forms.MultipleChoiceField(
        required=False, choices=[(key, label) for key, (label, _) in LIMITS.items()]
    )
    relief_only = forms.BooleanField(required=False)
    most_minutes = forms.IntegerField(
        required=False,
        min_value=FEWEST_MINUTES,
        max_value=MOST_MINUTES,
        error_messages={
            "invalid": "Write the minutes as a number.",
            "min_value": "Our shortest session takes 5 minutes. If they said fewer, please do not "
            "start yet, and ask them what to do instead.",
            "max_value": "Write the minutes of one session, or leave this empty.",
        },
    )

    def __init__(
        self, *args: Any, on: date, begins: date, waiting: Sequence[ToClear], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.begins, self.waiting = on, begins, waiting
        for name in ("answers", "long_past"):
            rows = self.fields[name]
            assert isinstance(rows, forms.MultipleChoiceField)  # noqa: S101  for the type checker
            rows.choices = [(each.key, each.key) for each in waiting]

    def clean_cleared(self) -> date:
        cleared: date = self.cleaned_data["cleared"]
        if cleared > self.on:
            raise forms.ValidationError("That day has not come yet.")
        if cleared < self.begins:
            raise forms.ValidationError(
                "That is longer ago than this pregnancy, or from before the birth."
            )
        return cleared

    def clean(self) -> None:
        """Refuse a word from before an answer or a newer word, or one that has run out already."""
        super().clean()
        if "cleared" not in self.cleaned_data:
            return
        on: date = self.cleaned_data["cleared"]
        first = max((c.told_on for c in self.last_days()), default=on)
        newest = max((c.last_word for c in self.last_days() if c.last_word), default=on)
        if on < first:
            text = f"You first told us on {first.day} {first:%B}. Ask them again about it, please."
            self.add_error("cleared", text)
        elif on < newest:
            text = f"You told us of a newer word, of {newest.day} {newest:%B}. That one counts."
            self.add_error("cleared", text)
        elif any(last is not None and last < self.on for last in self.last_days().values()):
            text = "A yes counts for 28 days, and they are over. Ask them again, please."
            self.add_error("cleared", text)

    def last_days(self) -> dict[ToClear, date | None]:
        """Return what she ticked, and the last day of each."""
        ticked, long_past = (self.cleaned_data.get(n) or () for n in ("answers", "long_past"))
        on: date = self.cleaned_data["cleared"]
        return {c: c.until(on, c.key in long_past) for c in self.waiting if c.key in ticked}

    def demands(self) -> frozenset[Demand]:
        """The demands her limits rule out."""
        return frozenset().union(*(LIMITS[key][1] for key in self.cleaned_data["limits"]))


@dataclass(slots=True)
class Reading:
    """What came back from one page of questions.

    ``each`` asks for the page again with yes, no and not sure in every row.
    """

    answers: dict[str, str] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)
    each: bool = False


def read_questions(
    questions: Sequence[Question], posted: MultiValueDict[str, str], on: date
) -> Reading:
    """Return the answers given to ``questions``; ids it did not ask about are ignored.

    ``answer`` is the button: none, ticked, unsure (shows each row) or each.
    """
    if not all(q.ticked for q in questions):
        return _read_each(questions, posted, on)
    button = posted.get("answer", "")
    ticked = set(posted.getlist("ticked")) & {q.id for q in questions}
    if button == "each":
        return _read_each(questions, posted, on)
    if button == "unsure":
        return Reading({id_: YES for id_ in ticked}, each=True)
    first = f"id_ticked_{questions[0].id}"
    if button == "none" and ticked:
        text = "You ticked something and also chose none. Untick it, or choose “Go on”."
        return Reading({id_: YES for id_ in ticked}, [{"id": first, "text": text}])
    if button == "ticked" and not ticked:
        return Reading(errors=[{"id": first, "text": "Tick what you have, or choose “None”."}])
    if button not in ("none", "ticked"):
        text = "Tick what you have, or choose one of the two buttons."
        return Reading({id_: YES for id_ in ticked}, [{"id": first, "text": text}])
    return Reading({q.id: YES if q.id in ticked else NO for q in questions})


def _read_each(
    questions: Sequence[Question], posted: MultiValueDict[str, str], on: date
) -> Reading:
    reading = Reading(each=True)
    for question in questions:
        answer = _given(question, posted)
        if answer:
            reading.answers[question.id] = answer
        if not question.permits(answer) or _is_past_or_far(question, answer, on):
            where = f"id_answer-{question.id}_0"
            reading.errors.append({"id": where, "text": _mend(question, answer)})
    return reading


def _given(question: Question, posted: MultiValueDict[str, str]) -> str:
    """Return what was given for one question, without anything it does not offer."""
    name = f"answer-{question.id}"
    if question.kind is QuestionKind.DATE and name not in posted:
        return "-".join(posted.get(f"{name}_{part}", "").strip().zfill(2) for part in (2, 1, 0))
    given = posted.getlist(name) if question.kind is QuestionKind.MANY else [posted.get(name, "")]
    return ",".join(dict.fromkeys(answer for answer in given if answer in question.allowed))


def _is_past_or_far(question: Question, answer: str, on: date) -> bool:
    day = day_of(answer) if question.kind is QuestionKind.DATE else None
    return day is not None and not on <= day <= on + timedelta(days=LAST_DAYS)


def _mend(question: Question, answer: str) -> str:
    label = question.label.rstrip("?")
    if question.kind is QuestionKind.DATE:
        return "Write a day from today on, in numbers, or choose “I do not know yet”."
    if not answer:
        return f"Choose an answer: {label}."
    alone = next(c.label for c in question.choices if c.alone)
    return f"“{alone}” cannot go with another answer: {label}."
