"""Where every screening begins: is she pregnant, and is the week we count still right."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from config.http import HttpRequest, page, posted, see_other
from safety import recording
from safety.content import questionnaire
from safety.facts import Known, Told, known
from safety.forms import StateForm
from safety.history import Coverage
from safety.models import Draft
from safety.views.dating import RELIEF, then_of, week_of
from safety.views.screening import draft_of, go_on

STATES = (
    (Told.PREGNANT.value, "Yes, I am pregnant", ""),
    (Told.AFTER_BIRTH.value, "I have had my baby", ""),
    (Told.NO_LONGER.value, "I am no longer pregnant", "You need not say why"),
    (Told.BEREAVED.value, "I gave birth and my baby died", "You need not say more"),
)


@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """Where every screening begins: for a newcomer her state, for a known woman her week."""
    found = known(request.user, request.now) if isinstance(request.user, User) else None
    if found is not None and found.standing.beyond is None:
        return _begin_again(request, found)
    form = StateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _by_state(request, Told(form.cleaned_data["state"]))
    context = {"form": form, "states": STATES, "then": then_of(request), "found": found}
    status = 422 if request.method == "POST" else 200
    return page(request, "safety/state.html", context, status=status)


def _by_state(request: HttpRequest, told: Told) -> HttpResponse:
    if told is Told.PREGNANT:
        query = urlencode({"then": RELIEF}) if then_of(request) else ""
        address = reverse("safety:dates") + (f"?{query}" if query else "")
        return see_other(address)
    if told is Told.NO_LONGER:
        return see_other("safety:no_longer")
    query = "?loss=yes" if told is Told.BEREAVED else ""
    return see_other(reverse("safety:birth") + query)


def _begin_again(request: HttpRequest, found: Known) -> HttpResponse:
    """Show the week to confirm, then start answering or go on with what was begun."""
    if request.method == "POST":
        draft = _draft_for(request, found)
        return go_on(request, found, draft)
    begun = _begun(request, found)
    context = {
        "found": found,
        "her_state": found.told.value,
        "then": then_of(request),
        "resumes": begun is not None and bool(begun.answers),
        **({} if found.history.birth else week_of(found.pregnancy.due_date, request.on)),
    }
    return page(request, "safety/begin.html", context)


def _draft_for(request: HttpRequest, found: Known) -> Draft:
    begun = _begun(request, found)
    if begun is not None and request.POST.get("afresh") != "yes":
        return begun
    coverage, only = _asked(request, found)
    birth = found.history.birth
    return recording.begin_draft(
        person=found.pregnancy.person,
        coverage=coverage,
        only=only,
        then=then_of(request),
        now=request.now,
        answers=birth.answers() if birth and coverage is Coverage.FULL else None,
    )


def _begun(request: HttpRequest, found: Known) -> Draft | None:
    """Return what she began of these same questions: the short check is never the whole."""
    draft = draft_of(found, request.now)
    if draft is None or (draft.coverage, frozenset(draft.only)) != _asked(request, found):
        return None
    return draft


def _asked(request: HttpRequest, found: Known) -> tuple[Coverage, frozenset[str]]:
    """Return what she is to be asked now; the ids only where it is a part of the whole."""
    again = found.standing.ask_again
    if then_of(request):
        return Coverage.URGENT, frozenset()
    if again and again != frozenset(questionnaire().questions):
        return Coverage.CHANGED, again
    return Coverage.FULL, frozenset()
