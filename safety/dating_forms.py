"""What she types about her dates: one form for each way of dating a pregnancy.

Decides whether it can be read, and asks ``safety.dating`` whether it can be right. The same
form reads the page where she types and the page where she says yes, so the due date is
always worked out here and never taken from a page. A blank is asked about, except for what
she may not know (the length of her cycle) and the days after full weeks.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from safety.dating import (
    COLLECTED,
    TRANSFERRED_AGES,
    Basis,
    Dated,
    Field,
    InvalidDatesError,
    by_due_date,
    by_last_period,
    by_ovulation,
    by_scan,
    by_told,
    by_transfer,
)
from safety.forms import DateInThree, TypedDateField

EMBRYOS: Sequence[tuple[str, str]] = (
    *((str(age), f"{age} days") for age in TRANSFERRED_AGES),
    (str(COLLECTED), "It was egg collection or insemination"),
)


class WeeksInTwo(forms.MultiWidget):
    """Weeks and days in two boxes."""

    def __init__(self) -> None:
        super().__init__([forms.NumberInput(), forms.NumberInput()])

    def decompress(self, value: object) -> list[None]:
        return [None, None]  # nothing is filled in for her


class TypedWeeksField(forms.MultiValueField):
    """Weeks and days; full weeks when the days are left blank."""

    widget = WeeksInTwo

    def __init__(self) -> None:
        weeks = {"invalid": "Write the weeks as a number."}
        days = {"invalid": "Write the days as a number."}
        missing = "Write how many weeks."
        super().__init__(
            (
                forms.IntegerField(error_messages=weeks),
                forms.IntegerField(required=False, error_messages=days),
            ),
            require_all_fields=False,
            error_messages={"required": missing, "incomplete": missing},
        )

    def compress(self, data_list: Sequence[int | None]) -> tuple[int, int] | None:
        return (data_list[0] or 0, data_list[1] or 0) if data_list else None


def _day(required: str) -> TypedDateField:
    return TypedDateField(
        error_messages={"required": required, "incomplete": "Write the whole date."}
    )


class DatingForm(forms.Form):
    """One way of dating, on her day ``on``. When it is valid, ``dated`` is what it comes to."""

    basis: ClassVar[Basis]
    day: ClassVar[str]  # the name of its date
    dated: Dated

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.dated = self.work_out(cleaned)
            except InvalidDatesError as error:
                where = self.day if error.field is Field.DAY else error.field.value
                self.add_error(where, str(error))
        return cleaned

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        """Return what ``typed`` comes to; each way of dating has its own."""
        raise NotImplementedError

    @property
    def day_parts(self) -> Sequence[object]:
        """Day, month and year as typed, or as filled in for her."""
        value = self[self.day].value()
        return value if isinstance(value, list) else DateInThree().decompress(value)

    def carried(self) -> Iterator[tuple[str, object]]:
        """What was typed, as the next page sends it back."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, date):
                yield from zip(_numbered(name), (value.day, value.month, value.year), strict=False)
            elif isinstance(value, tuple):
                yield from zip(_numbered(name), value, strict=False)
            elif value is not None:
                yield name, value

    def entered(self) -> dict[str, str]:
        """What was typed, as it is stored."""
        return {n: _written(v) for n, v in self.cleaned_data.items() if v is not None}


class DueDateForm(DatingForm):
    basis, day = Basis.DUE_DATE, "due"
    due = _day("Write your due date.")

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        return by_due_date(typed["due"], self.on)


class ScanForm(DatingForm):
    basis, day = Basis.SCAN, "scan"
    scan = _day("Write the day of the scan.")
    weeks = TypedWeeksField()

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        weeks, days = typed["weeks"]
        return by_scan(typed["scan"], weeks, days, self.on)


class LastPeriodForm(DatingForm):
    basis, day = Basis.LAST_PERIOD, "period"
    period = _day("Write the first day of your last period.")
    cycle = forms.IntegerField(
        required=False,
        label="Days from the first day of one period to the first day of the next",
        error_messages={"invalid": "Write the days as a number, such as 28."},
    )

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        return by_last_period(typed["period"], typed["cycle"], self.on)


class TransferForm(DatingForm):
    basis, day = Basis.TRANSFER, "transfer"
    transfer = _day("Write the day of the transfer.")
    embryo = forms.ChoiceField(
        choices=EMBRYOS,
        error_messages={
            "required": "Choose how old the embryo was.",
            "invalid_choice": "Choose how old the embryo was.",
        },
    )

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        return by_transfer(typed["transfer"], int(typed["embryo"]), self.on)


class OvulationForm(DatingForm):
    basis, day = Basis.OVULATION, "ovulation"
    ovulation = _day("Write the day you ovulated.")

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        return by_ovulation(typed["ovulation"], self.on)


class ToldForm(DatingForm):
    """Weeks and days on a day: today, unless she says which."""

    basis, day = Basis.TOLD, "told"
    weeks = TypedWeeksField()
    told = TypedDateField(required=False, error_messages={"incomplete": "Write the whole date."})

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.initial["told"] = on

    def clean_told(self) -> date:
        told: date | None = self.cleaned_data["told"]
        return told or self.on

    def work_out(self, typed: Mapping[str, Any]) -> Dated:
        weeks, days = typed["weeks"]
        return by_told(weeks, days, typed["told"], self.on)


FORMS: Mapping[Basis, type[DatingForm]] = {
    form.basis: form
    for form in (DueDateForm, ScanForm, LastPeriodForm, TransferForm, OvulationForm, ToldForm)
}


def _numbered(name: str) -> tuple[str, str, str]:
    return f"{name}_0", f"{name}_1", f"{name}_2"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return "{}+{}".format(*value)
    return value.isoformat() if isinstance(value, date) else str(value)
