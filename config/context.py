"""What every page knows without asking: whose country, which look, who is here.

Lives above the apps because the countries are safety's content and the person is an account.
A page that cannot tell her country gets them all, so that a number is always at hand.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import django.http
from django.conf import settings

from accounts.models import Theme, User
from config.signing import unsigned
from safety.content import Country, countries
from safety.facts import told_by


def shell(request: django.http.HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)  # absent when a request was refused early
    person = user if isinstance(user, User) else None
    return {
        **numbers((person.country if person else "") or settings.COUNTRY),
        "theme": theme(request, person),
        "content_reviewed": content_reviewed(),
        "person": person,
        "her_state": _her_state(person),
    }


def _her_state(person: User | None) -> Callable[[], str]:
    """What she last told us of herself, asked of the database once and only where it is shown."""
    return cache(lambda: told_by(person).value if person else "")


def numbers(code: str) -> dict[str, Any]:
    """`country`, and in `countries` all of them when hers is not known."""
    known = countries()
    if code in known and code:
        return {"country": known[code], "countries": ()}
    return {"country": known.get(""), "countries": _all_countries()}


def theme(request: django.http.HttpRequest, person: User | None = None) -> str:
    """This browser's choice, else hers. A cookie may hold anything, so only our words count."""
    worn = request.COOKIES.get("theme", "")
    if worn in Theme.values:
        return worn
    return person.theme if person else Theme.AUTO.value


@cache
def content_reviewed() -> bool:
    """Whether a clinician has signed every rule, question, sign, exercise, set and article."""
    return not any(found.waiting for found in unsigned())


@cache
def _all_countries() -> tuple[Country, ...]:
    return tuple(country for code, country in countries().items() if code)
