"""Where every screening begins: is she pregnant, and is the week we count still right."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from config.http import HttpRequest, page
from safety import recording
from safety.content import questionnaire
from safety.facts import Known, known
from safety.forms import StateForm, posted
from safety.gestation import is_outside_all_dates
from safety.models import Draft
from safety.standing import Coverage
from safety.views.dating import RELIEF, then_of, week_of
from safety.views.screening import draft_of, go_on
from safety.vocabulary import State

STATES = (
    (State.PREGNANT.value, "Yes, I am pregnant", ""),
    (State.AFTER_BIRTH.value, "I have had my baby", ""),
    (State.NO_LONGER.value, "I am no longer pregnant", "You need not say why"),
)


@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """Where every screening begins: for a newcomer her state, for a known woman her week."""
    found = known(request.user, request.now) if isinstance(request.user, User) else None
    if found is not None and not is_outside_all_dates(found.gestation):
        return _begin_again(request, found)
    form = StateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _by_state(request, State(form.cleaned_data["state"]))
    context = {"form": form, "states": STATES, "then": then_of(request), "found": found}
    status = 422 if request.method == "POST" else 200
    return page(request, "safety/state.html", context, status=status)


def _by_state(request: HttpRequest, state: State) -> HttpResponse:
    if state is State.PREGNANT:
        query = urlencode({"then": RELIEF}) if then_of(request) else ""
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
        "then": then_of(request),
        "resumes": begun is not None and bool(begun.answers),
        **week_of(found.pregnancy.due_date, request.on),
    }
    return page(request, "safety/begin.html", context)


def _draft_for(request: HttpRequest, found: Known) -> Draft:
    person = found.pregnancy.person
    draft = draft_of(person)
    if draft is not None and request.POST.get("afresh") != "yes":
        return draft
    then = then_of(request)
    again = found.standing.ask_again
    everything = frozenset(questionnaire().questions)
    narrowed = again and again != everything
    coverage = Coverage.URGENT if then else Coverage.CHANGED if narrowed else Coverage.FULL
    only = again if coverage is Coverage.CHANGED else frozenset()
    return recording.begin_draft(
        person=person, coverage=coverage, only=only, then=then, now=request.now
    )
