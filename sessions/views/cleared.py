"""After a pause for pain: who said that she can go on, and on which day.

Ends that pause and nothing else. Refused where nothing is paused, and for a day before the
session that paused it: nobody can have spoken about what had not happened.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page
from safety.facts import known
from safety.recording import record_pause_cleared
from sessions.advising import paused_since
from sessions.views.answers import go, posted


class ClearedForm(forms.Form):
    """Whom she asked, and when."""

    spoken_with = forms.CharField(
        max_length=80, error_messages={"required": "Write whom you spoke to, such as “a midwife”."}
    )
    spoken_on = forms.ChoiceField(error_messages={"required": "Choose the day you spoke to them."})

    def __init__(self, *args: Any, days: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken_on = self.fields["spoken_on"]
        assert isinstance(spoken_on, forms.ChoiceField)  # noqa: S101  said for the type checker
        spoken_on.choices = [(f"{day}", f"{day:%A} {day.day} {day:%B}") for day in days]

    def clean_spoken_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["spoken_on"])


@require_http_methods(["GET", "POST"])
@person_required
def cleared(request: HttpRequest) -> HttpResponseBase:
    found = known(request.person, request.now)
    since = paused_since(request.person, found, request.now)
    if found is None or since is None:
        return go(request, "sessions:today")
    form = ClearedForm(posted(request), days=_days(since, request))
    if form.is_valid():
        record_pause_cleared(
            person=request.person,
            pregnancy=found.pregnancy,
            cleared_by=form.cleaned_data["spoken_with"],
            cleared_on=form.cleaned_data["spoken_on"],
            now=request.now,
        )
        return go(request, "sessions:today")
    status = 422 if request.method == "POST" else 200
    return page(request, "sessions/cleared.html", {"form": form}, status=status)


def _days(since: datetime, request: HttpRequest) -> list[date]:
    """Return the days she can have asked on, newest first."""
    first = since.astimezone(request.now.tzinfo).date()
    return [request.on - timedelta(days=n) for n in range(max(0, (request.on - first).days) + 1)]
