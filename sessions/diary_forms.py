"""What she writes down herself, and what of it is refused.

Refuses a pain outside 0 to 10, a day before the last fortnight or after today, minutes that
no session has, and a note longer than a page.
"""

from datetime import date, timedelta
from typing import Any

from django import forms

from safety.forms import day_words
from sessions.forms import NoteField, PainField
from sessions.models import LONGEST_MINUTES, PainLog, UnguidedSession

LOGGED_DAYS = 14


class DayField(forms.TypedChoiceField):
    """One of the last days of hers, newest first; ``kept`` is a day an older entry has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Which day",
            coerce=date.fromisoformat,
            error_messages={
                "required": "Choose a day.",
                "invalid_choice": "Choose one of the last 14 days.",
            },
            **kwargs,
        )

    def offer(self, on: date, kept: date | None) -> None:
        days = [on - timedelta(days=n) for n in range(LOGGED_DAYS)]
        if kept is not None and kept not in days:
            days.append(kept)
        self.choices = [(day.isoformat(), day_words(day, on)) for day in days]


class PainLogForm(forms.Form):
    on = DayField()
    pain = PainField("How was your back?")
    note = NoteField()

    def __init__(self, data: Any = None, *, today: date, row: PainLog | None = None) -> None:
        super().__init__(data, initial=_kept(self, row, today))
        _offer_days(self, today, row)


class UnguidedForm(forms.Form):
    on = DayField()
    what = forms.CharField(
        label="What you did",
        max_length=200,
        error_messages={"required": "Say in a few words what you did."},
    )
    minutes = forms.IntegerField(
        label="How many minutes",
        min_value=1,
        max_value=LONGEST_MINUTES,
        error_messages={
            "required": "Say about how many minutes it took.",
            "invalid": "Write the minutes as a number, such as 15.",
            "min_value": "Write at least 1 minute.",
            "max_value": f"Write at most {LONGEST_MINUTES} minutes.",
        },
    )
    pain_before = PainField("Your back before", required=False)
    pain_after = PainField("Your back after", required=False)
    note = NoteField()

    def __init__(
        self, data: Any = None, *, today: date, row: UnguidedSession | None = None
    ) -> None:
        super().__init__(data, initial=_kept(self, row, today), prefix="done")
        _offer_days(self, today, row)


def _kept(
    form: PainLogForm | UnguidedForm, row: PainLog | UnguidedSession | None, today: date
) -> dict[str, Any]:
    """What is in the fields at first. A list must open somewhere, and says which day it is."""
    if row is None:
        return {"on": today.isoformat()}
    return {name: getattr(row, name) for name in form.base_fields} | {"on": row.on.isoformat()}


def _offer_days(
    form: PainLogForm | UnguidedForm, today: date, row: PainLog | UnguidedSession | None
) -> None:
    field = form.fields["on"]
    if isinstance(field, DayField):
        field.offer(today, row.on if row else None)
