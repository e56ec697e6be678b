"""The first questions: is she pregnant, and how far along."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guests import ensure_person
from accounts.models import User
from config.http import HttpRequest, page
from safety import recording
from safety.content import questionnaire
from safety.facts import Known, known
from safety.forms import DueDateForm, StateForm, WeeksForm, posted
from safety.gestation import Basis, Gestation, gestation_on, is_past_all_dates, is_very_early
from safety.models import Draft
from safety.standing import Coverage
from safety.views.screening import draft_of, go_on
from safety.vocabulary import State

STATES = (
    (State.PREGNANT.value, "Yes, I am pregnant", ""),
    (State.AFTER_BIRTH.value, "I have had my baby", ""),
    (State.NO_LONGER.value, "I am no longer pregnant", "You need not say why"),
)
RELIEF = "relief"


@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """Where every screening begins: for a newcomer her state, for a known woman her week."""
    found = known(request.user, request.now) if isinstance(request.user, User) else None
    if found is not None and not is_past_all_dates(found.gestation):
        return _begin_again(request, found)
    form = StateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _by_state(request, State(form.cleaned_data["state"]))
    context = {"form": form, "states": STATES, "then": _then(request), "found": found}
    status = 422 if request.method == "POST" else 200
    return page(request, "safety/state.html", context, status=status)


def _by_state(request: HttpRequest, state: State) -> HttpResponse:
    if state is State.PREGNANT:
        query = urlencode({"then": RELIEF}) if _then(request) else ""
        address = reverse("safety:dates") + (f"?{query}" if query else "")
        return HttpResponseRedirect(address, status=303)
    name = "safety:after_birth" if state is State.AFTER_BIRTH else "safety:no_longer"
    return HttpResponseRedirect(reverse(name), status=303)


def _begin_again(request: HttpRequest, found: Known) -> HttpResponse:
    """Show the week to confirm, then start answering or go on with what was begun."""
    if request.method == "POST":
        draft = _draft_for(request, found)
        return go_on(request, found, draft)
    begun = draft_of(found.pregnancy.person)
    context = {
        "found": found,
        "then": _then(request),
        "resumes": begun is not None and bool(begun.answers),
        **_week(found.pregnancy.due_date, found.gestation),
    }
    return page(request, "safety/begin.html", context)


def _draft_for(request: HttpRequest, found: Known) -> Draft:
    person = found.pregnancy.person
    draft = draft_of(person)
    if draft is not None and request.POST.get("afresh") != "yes":
        return draft
    then = _then(request)
    again = found.standing.ask_again
    everything = frozenset(questionnaire().questions)
    narrowed = again and again != everything
    coverage = Coverage.URGENT if then else Coverage.CHANGED if narrowed else Coverage.FULL
    only = again if coverage is Coverage.CHANGED else frozenset()
    return recording.begin_draft(
        person=person, coverage=coverage, only=only, then=then, now=request.now
    )


@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest) -> HttpResponse:
    """Ask for a due date, or weeks and days today; then show the week to confirm."""
    by = Basis.TOLD if request.GET.get("by") == Basis.TOLD else Basis.DUE_DATE
    form = _form(by, request)
    context = {"form": form, "by": by.value, "then": _then(request)}
    if request.method == "GET":
        return page(request, "safety/dates.html", context)
    if not form.is_valid():
        return page(request, "safety/dates.html", context, status=422)
    due: date = form.cleaned_data["due"]
    context |= _week(due, gestation_on(due, request.on))
    return page(request, "safety/confirm_dates.html", context)


@require_POST
def confirm_dates(request: HttpRequest) -> HttpResponse:
    """Keep the dates: the first thing worth saving."""
    form = DueDateForm(request.POST, on=request.on)
    by = Basis.TOLD if request.POST.get("by") == Basis.TOLD else Basis.DUE_DATE
    then = _then(request)
    if not form.is_valid():
        context = {"form": form, "by": Basis.DUE_DATE.value, "then": then}
        return page(request, "safety/dates.html", context, status=422)
    person = ensure_person(request)
    due: date = form.cleaned_data["due"]
    recording.set_dates(person=person, due=due, basis=by, now=request.now)
    coverage = Coverage.URGENT if then else Coverage.FULL
    draft = recording.begin_draft(
        person=person, coverage=coverage, only=(), then=then, now=request.now
    )
    if person.unit_asked_on is None and not then:
        return HttpResponseRedirect(reverse("safety:unit"), status=303)
    found = known(person, request.now)
    assert found is not None  # noqa: S101  her dates were kept three lines above
    return go_on(request, found, draft)


def _form(by: Basis, request: HttpRequest) -> DueDateForm | WeeksForm:
    kind = WeeksForm if by is Basis.TOLD else DueDateForm
    return kind(posted(request), on=request.on)


def _then(request: HttpRequest) -> str:
    """Where she was going: to relief, or nowhere in particular."""
    asked = request.POST.get("then") or request.GET.get("then")
    return RELIEF if asked == RELIEF else ""


def _week(due: date, gestation: Gestation) -> dict[str, Any]:
    return {
        "due": due,
        "gestation": gestation,
        "very_early": is_very_early(gestation),
    }
