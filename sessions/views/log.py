"""What she writes down herself: pain on a day, and what she did without us.

Any of the last fourteen days; later she may change or delete any of it.
"""

from datetime import timedelta
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page, posted
from safety.forms import day_words
from sessions import diary
from sessions.diary_forms import PainLogForm, UnguidedForm
from sessions.models import PainLog, UnguidedSession
from sessions.noted import signs_noted
from sessions.views.answers import go

SHOWN: Final = timedelta(days=28)
MOST: Final = 100  # entries on the page; more than anyone writes in four weeks
KEPT: Final = reverse_lazy("sessions:log", query={"kept": "yes"})
PHONE_ABOUT: Final = 9  # docs/clinical.md: pain of 9 or 10, once, is a reason to phone today


@require_http_methods(["GET", "POST"])
@person_required
def log(request: HttpRequest) -> HttpResponseBase:
    done = request.POST.get("entry") == "session"
    told = posted(request)
    pain = PainLogForm(None if done else told, today=request.on)
    unguided = UnguidedForm(told if done else None, today=request.on)
    if told is None:
        return _log(request, pain, unguided)
    if not (unguided if done else pain).is_valid():
        return _log(request, pain, unguided, status=422)
    if done:
        diary.log_unguided(person=request.person, told=unguided.cleaned_data, now=request.now)
    else:
        diary.log_pain(person=request.person, told=pain.cleaned_data, now=request.now)
    return go(request, KEPT)


def _log(
    request: HttpRequest, pain: PainLogForm, unguided: UnguidedForm, status: int = 200
) -> HttpResponse:
    since = request.on - SHOWN
    pains = PainLog.objects.filter(person=request.person, on__gt=since).order_by("-on", "-at")
    others = UnguidedSession.objects.filter(person=request.person, on__gt=since)
    found = list(pains[:MOST])
    rows: list[PainLog | UnguidedSession] = sorted(
        chain(found, others.order_by("-on", "-at")[:MOST]),
        key=lambda row: (row.on, row.at),
        reverse=True,
    )
    context = {
        "pain": pain,
        "unguided": unguided,
        "wrong": unguided if unguided.errors else pain,
        "entries": [{"row": row, "day": day_words(row.on, request.on)} for row in rows],
        "noted": signs_noted(request.person, since=since),
        "kept": "kept" in request.GET and status == 200,
        "strong": any(row.on == request.on and row.pain >= PHONE_ABOUT for row in found),
    }
    return page(request, "sessions/log.html", context, partial="log", status=status)


@require_http_methods(["GET", "POST"])
@person_required
def edit_pain(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    row = get_object_or_404(PainLog, person=request.person, pk=pk)
    if "delete" in request.POST:
        diary.delete(entry=row)
        return go(request, "sessions:log")
    form = PainLogForm(posted(request), today=request.on, row=row)
    if form.is_valid():
        diary.log_pain(person=request.person, told=form.cleaned_data, now=request.now, row=pk)
        return go(request, KEPT)
    return _edit(request, {"pain": form, "form": form})


@require_http_methods(["GET", "POST"])
@person_required
def edit_unguided(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    row = get_object_or_404(UnguidedSession, person=request.person, pk=pk)
    if "delete" in request.POST:
        diary.delete(entry=row)
        return go(request, "sessions:log")
    form = UnguidedForm(posted(request), today=request.on, row=row)
    if form.is_valid():
        diary.log_unguided(person=request.person, told=form.cleaned_data, now=request.now, row=pk)
        return go(request, KEPT)
    return _edit(request, {"unguided": form, "form": form})


def _edit(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return page(request, "sessions/edit.html", context, status=status)
