"""The ways to give dates, all of the same pregnancy, as a form sends them."""

from datetime import date

DATES = "/safety/screening/dates/"
CONFIRM = "/safety/screening/dates/confirm/"


def in_three(name: str, day: date) -> dict[str, str]:
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


# All are the same pregnancy: 26 weeks + 3 days on 4 May 2026.
WAYS: dict[str, dict[str, str]] = {
    "due_date": in_three("due", date(2026, 8, 7)),
    "scan": in_three("scan", date(2026, 1, 20)) | {"weeks_0": "11", "weeks_1": "4"},
    "last_period": in_three("period", date(2025, 10, 31)) | {"cycle": "28"},
    "transfer": in_three("transfer", date(2025, 11, 19)) | {"embryo": "5"},
    "ovulation": in_three("ovulation", date(2025, 11, 14)),
    "told": in_three("told", date(2026, 4, 27)) | {"weeks_0": "25", "weeks_1": "3"},
}
LATER = in_three("due", date(2026, 8, 14))
