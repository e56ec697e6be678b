"""The ten seconds before a session: any of these since last time, and how is your back?

One form in up to three parts, each carrying what was answered before it, so nothing is
stored until it decides something. A sign or a pain that is serious is stored as a screening
and leads to its page; otherwise the session begins, or goes on.
"""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page
from exercises.circumstances import Circumstances
from exercises.telling import circumstances_of
from safety.facts import Known, known
from safety.gestation import has_reached_due_date
from safety.history import Coverage
from safety.pain import MUCH_PAIN, UNBEARABLE
from safety.recording import finish_screening
from safety.shutters import hint_of
from safety.vocabulary import Gate
from sessions import practice
from sessions.checking import Check, check, items_for, just_screened, unbearable
from sessions.forms import PainNowForm, SignsForm, Wish, WishForm
from sessions.models import GuidedSession
from sessions.past import past, progress_of, under_way
from sessions.progress import State
from sessions.proposal import propose
from sessions.views.answers import go

Carried = list[tuple[str, str]]
CARRIED = ("minutes", "for", "set", "only", "form", "session")  # what the page hands on to the next


@require_http_methods(["GET", "POST"])
@person_required
def check_in(request: HttpRequest) -> HttpResponseBase:
    found = known(request.person, request.now)
    if found is None or found.standing.gate is Gate.SHUT:
        return go(request, "sessions:today")
    going = under_way(request.person)
    if going is not None and progress_of(going).state is State.ASKED:
        return go(request, "sessions:stop", going.pk)
    wanted = _told(request, "session")
    if wanted and (going is None or wanted != str(going.pk)):
        return go(request, "sessions:today")
    return _signs(request, found, going if wanted else None)


def _told(request: HttpRequest, name: str) -> str:
    return str((request.POST if request.method == "POST" else request.GET).get(name, ""))


def _signs(request: HttpRequest, found: Known, resumed: GuidedSession | None) -> HttpResponseBase:
    """Ask whether any of these, unless all of them were asked a moment ago."""
    told = circumstances_of(request.person)
    wishes = WishForm(request.POST if request.method == "POST" else request.GET, told)
    carried: Carried = [(n, v) for n in CARRIED if (v := _told(request, n))]
    items = items_for(found)
    asking = {"items": items, "due": _near_labour(found)}
    if request.method == "POST" and not wishes.is_valid():
        errors = [
            {"id": "main", "text": text} for texts in wishes.errors.values() for text in texts
        ]
        return _ask(request, "signs", asking | {"errors": errors}, status=422)
    if just_screened(found, request.now):
        return _pain(request, found, told, wishes.wish, resumed, carried)
    form = SignsForm(request.POST, items)
    if not form.is_valid():
        context = asking | {"carried": carried, "ticked": request.POST.getlist("item")}
        return _ask(request, "signs", context, form if _tried(request, "signs") else None)
    carried += [("answer", form.answer), *(("item", item) for item in form.cleaned_data["item"])]
    if form.cleaned_data["item"]:
        given = {name.removeprefix("answer-"): str(v) for name, v in request.POST.items()}
        checked = check(found, form.cleaned_data["item"], given, request.now)
        if checked.decision is None:
            return _questions(request, checked, carried)
        if checked.shuts:
            return _shut(request, found, checked)
        carried += [(f"answer-{id_}", given[id_]) for id_ in checked.answers]
    return _pain(request, found, told, wishes.wish, resumed, carried)


def _near_labour(found: Known) -> bool:
    return found.gestation is not None and has_reached_due_date(found.gestation)


def _tried(request: HttpRequest, stage: str) -> bool:
    return request.POST.get("stage") == stage


def _questions(request: HttpRequest, checked: Check, carried: Carried) -> HttpResponse:
    """Ask about what she ticked. A question that has only now come up is not yet a mistake."""
    shown = request.POST.getlist("shown") if _tried(request, "questions") else []
    missing = checked.blank.intersection(shown)
    rows = [
        {
            "question": question,
            "hint": hint_of(question, checked.seen),
            "name": f"answer-{question.id}",
            "answer": request.POST.get(f"answer-{question.id}", ""),
            "choices": [(choice.id, choice.label) for choice in question.choices],
            "error": "Choose an answer." if question.id in missing else "",
        }
        for question in checked.asked
    ]
    errors = [
        {"id": f"id_answer-{question.id}_0", "text": f"{question.label}: choose an answer."}
        for question in checked.asked
        if question.id in missing
    ]
    context = {"rows": rows, "carried": carried, "errors": errors}
    return _ask(request, "questions", context, status=422 if errors else 200)


def _pain(
    request: HttpRequest,
    found: Known,
    told: Circumstances,
    wish: Wish,
    resumed: GuidedSession | None,
    carried: Carried,
) -> HttpResponseBase:
    form = PainNowForm(request.POST)
    if not form.is_valid():
        shown = form if _tried(request, "pain") else None
        return _ask(request, "pain", {"carried": carried}, shown)
    pain: int = form.cleaned_data["pain"]
    if pain >= UNBEARABLE:
        return _shut(request, found, unbearable(found))
    if resumed is not None and (pain < MUCH_PAIN or resumed.relief):
        practice.check_again(guided=resumed, pain=pain, now=request.now)
        return go(request, "sessions:player", resumed.pk)
    return _begin(request, found, told, wish, pain)


def _begin(
    request: HttpRequest, found: Known, told: Circumstances, wish: Wish, pain: int
) -> HttpResponseBase:
    proposal = propose(found, told, past(request.person, request.on), wish, pain)
    if not proposal.plan.items:
        # What she chose is not for a back that hurts this much: show her what is.
        return go(request, f"{reverse('sessions:today')}{'?for=relief' * proposal.relief}")
    guided = practice.start(
        person=request.person,
        plan=proposal.plan,
        minutes=proposal.wish.minutes,
        level=proposal.level,
        why_level=proposal.why_level,
        relief=proposal.relief,
        programme="" if wish.only else proposal.programme.slug,
        pain=pain,
        now=request.now,
    )
    return go(request, "sessions:player", guided.pk)


def _shut(request: HttpRequest, found: Known, checked: Check) -> HttpResponseBase:
    """Store what she told, which shuts the gate, and show what to do."""
    assert checked.decision is not None  # noqa: S101  only a decided check comes here
    finish_screening(
        person=request.person,
        pregnancy=found.pregnancy,
        coverage=Coverage.CHECK_IN,
        answers=checked.answers,
        decision=checked.decision,
        now=request.now,
    )
    return go(request, "safety:standing")


def _ask(
    request: HttpRequest,
    stage: str,
    context: dict[str, Any],
    form: SignsForm | PainNowForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {**context, "stage": stage, "form": form}
    answered = 422 if form is not None else status
    return page(request, "sessions/check_in.html", shown, partial="check", status=answered)
