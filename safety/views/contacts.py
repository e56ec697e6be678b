"""What she tells us after a sign: whom she spoke to and what they said, or that it was a mistake.

A form acts on what she saw: opened before something newer, it changes nothing and is shown anew.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guests import person_required
from config.http import HttpRequest, page, posted, see_other
from safety import recording
from safety.facts import Known, Told
from safety.forms import EARLIER, ContactForm, day_words
from safety.history import Said
from safety.since_ending import known_or_waiting
from safety.standing import Status
from safety.views.standing import SHUT, Reason, deciding_of, rows_of

DAYS_NAMED: Final = 28
# Said over a form that was opened before something she has not seen on it.
NEWER = "Something has changed since you opened this page. Please read it, and fill it in again."


@person_required
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Record whom she spoke to, when, and what they said."""
    found = known_or_waiting(request.person, request.now)
    if found is None or found.standing.status not in SHUT or found.standing.status is Status.HARM:
        return see_other("safety:standing")
    rows = rows_of(request, found.standing.asks_about)
    told, days = deciding_of(rows), _days_since(max(row.at for row in rows), request)
    if request.method == "POST" and _is_stale(request, found):
        return _contact(request, found, told, ContactForm(days=days), NEWER, status=409)
    form = ContactForm(posted(request), days=days)
    if request.method == "POST" and form.is_valid():
        said = Said(form.cleaned_data["said"])
        recording.record_contacts(
            person=request.person,
            pregnancy=found.pregnancy,
            about=[row.id for row in rows],
            said=said,
            now=request.now,
            spoken_with=form.cleaned_data["spoken_with"],
            spoken_on=form.cleaned_data["spoken_on"],
        )
        if found.told is Told.NO_LONGER:
            return see_other("safety:no_longer")
        now_asked = said is Said.CARRY_ON and not _is_closed(request)
        return see_other("safety:screening" if now_asked else "safety:standing")
    return _contact(request, found, told, form, status=422 if request.method == "POST" else 200)


def _is_closed(request: HttpRequest) -> bool:
    """Say whether thoughts of harm still close the day, so that no answers could open it."""
    found = known_or_waiting(request.person, request.now)
    return found is not None and found.standing.status is Status.HARM


def _contact(
    request: HttpRequest,
    found: Known,
    told: list[Reason],
    form: ContactForm,
    *errors: str,
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "about": found.about,
        "told": told,
        "errors": [{"id": "id_spoken_with", "text": text} for text in errors],
    }
    return page(request, "safety/contact.html", context, status=status)


def _is_stale(request: HttpRequest, found: Known) -> bool:
    return request.POST.get("about", "") != found.about


@person_required
@require_POST
def mistake(request: HttpRequest) -> HttpResponse:
    """Take back a tap within ten minutes; both stay in the record."""
    found = known_or_waiting(request.person, request.now)
    if found is None:
        return see_other("safety:standing")
    where = found.standing
    if where.mistake_until is None or request.now > where.mistake_until:
        return page(request, "safety/too_late.html", {"found": found}, status=409)
    if _is_stale(request, found):
        return page(request, "safety/too_late.html", {"found": found, "newer": True}, status=409)
    recording.record_contact(
        person=request.person,
        pregnancy=found.pregnancy,
        about=UUID(where.shut_by),
        said=Said.MISTAKE,
        now=request.now,
    )
    return see_other("safety:standing")


def _days_since(newest: datetime, request: HttpRequest) -> list[tuple[str, str]]:
    """Return the days she can have spoken to somebody about all: none before the newest.

    The last four weeks are named day by day; of a call before them no day is kept.
    """
    most = (request.on - newest.astimezone(request.now.tzinfo).date()).days
    days = [request.on - timedelta(days=n) for n in range(min(max(most, 0), DAYS_NAMED - 1) + 1)]
    named = [(day.isoformat(), day_words(day, request.on)) for day in days]
    return [*named, *([(EARLIER, "Before that")] if most >= DAYS_NAMED else [])]
