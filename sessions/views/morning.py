"""The next morning: one number, in one tap, while she still remembers.

Refuses a morning that has not come, and anything later than 36 hours after the session. Left
alone, it is not asked again about that session in this browser.
"""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page, posted
from sessions import telling
from sessions.advising import asks_morning
from sessions.forms import MorningForm
from sessions.models import GuidedSession
from sessions.views.answers import go

LEFT = "morning_left"  # in this browser's visit: which session she would rather not say


@require_http_methods(["GET", "POST"])
@person_required
def morning(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    if "later" in request.POST:
        request.session[LEFT] = str(guided.pk)
        return go(request, "sessions:today")
    if not asks_morning(guided, request.now):
        return page(request, "sessions/morning_over.html", {"guided": guided}, status=409)
    form = MorningForm(posted(request))
    if not form.is_valid():
        context = {"asked": guided, "form": form}
        return page(request, "sessions/morning.html", context, status=422 if form.is_bound else 200)
    telling.tell_morning(guided=guided, pain=form.cleaned_data["pain"], now=request.now)
    return go(request, "sessions:today")


def to_ask(request: HttpRequest, last: GuidedSession | None) -> GuidedSession | None:
    """Return the session to ask about now, if there is one and she has not said."""
    if last is None or last.pain_next_morning is not None:
        return None
    left = request.session.get(LEFT) == str(last.pk)
    return last if not left and asks_morning(last, request.now) else None
