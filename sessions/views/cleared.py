"""After a pause for pain: who said that she can go on, and on which day.

Ends that pause and nothing else. Refused where nothing is paused, and for a day before the
session that paused it: nobody can have spoken about what had not happened. A form opened
before a newer session ends nothing, and is shown anew.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page, posted
from safety.facts import known
from safety.forms import day_words
from safety.recording import record_pause_cleared
from sessions.advising import paused_since
from sessions.views.answers import go

# Said over a form that was opened before her last session.
NEWER = (
    "You have done a session since you opened this page. If they know of that one too, send it "
    "again."
)


class ClearedForm(forms.Form):
    """Whom she asked, and when."""

    spoken_with = forms.CharField(
        max_length=80, error_messages={"required": "Write whom you spoke to, such as “a midwife”."}
    )
    spoken_on = forms.ChoiceField(error_messages={"required": "Choose the day you spoke to them."})

    def __init__(self, *args: Any, days: list[date], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken_on = self.fields["spoken_on"]
        assert isinstance(spoken_on, forms.ChoiceField)  # noqa: S101  said for the type checker
        spoken_on.choices = [(f"{day}", day_words(day, on)) for day in days]

    def clean_spoken_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["spoken_on"])


@require_http_methods(["GET", "POST"])
@person_required
def cleared(request: HttpRequest) -> HttpResponseBase:
    found = known(request.person, request.now)
    since = paused_since(request.person, found, request.now)
    if found is None or since is None:
        return go(request, "sessions:today")
    days, about = _days(since, request), since.isoformat()
    if request.method == "POST" and request.POST.get("about") != about:
        return _page(request, ClearedForm(days=days, on=request.on), about, NEWER, status=409)
    form = ClearedForm(posted(request), days=days, on=request.on)
    if form.is_valid():
        record_pause_cleared(
            person=request.person,
            pregnancy=found.pregnancy,
            cleared_by=form.cleaned_data["spoken_with"],
            cleared_on=form.cleaned_data["spoken_on"],
            now=request.now,
        )
        return go(request, "sessions:today")
    return _page(request, form, about, status=422 if request.method == "POST" else 200)


def _page(
    request: HttpRequest, form: ClearedForm, about: str, *errors: str, status: int
) -> HttpResponse:
    told = [{"id": "id_spoken_with", "text": text} for text in errors]
    context = {"form": form, "about": about, "errors": told}
    return page(request, "sessions/cleared.html", context, status=status)


def _days(since: datetime, request: HttpRequest) -> list[date]:
    """Return the days she can have asked on, newest first."""
    first = since.astimezone(request.now.tzinfo).date()
    return [request.on - timedelta(days=n) for n in range(max(0, (request.on - first).days) + 1)]
