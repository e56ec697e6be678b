"""A birth, an ending, a pause: the counting stops, and the signs that still matter."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guests import ensure_person, person_required
from accounts.models import User
from config.http import HttpRequest, page, posted, see_other
from safety import states
from safety.birth import SIX_WEEKS_DAYS, phase_of
from safety.birth_forms import DELIVERIES, YES_NO_UNKNOWN, BirthForm, initial_of
from safety.content import safety_content
from safety.facts import birth_of, birth_told, current_pregnancy, known, newest_pregnancy
from safety.models import Pregnancy
from safety.questionnaire import Question
from safety.vocabulary import Facts, Gate, Outcome, State

# The few signs that still matter for six weeks, whatever ended the pregnancy.
AFTER_ANY_ENDING = (
    *("E1", "E2", "E3", "E4", "E5", "E7", "E9", "E11"),
    *("U1-birth", "U5a", "U5b", "U5c", "U5d", "U6a", "U7", "U10"),
)
SIGNS_MATTER = timedelta(days=SIX_WEEKS_DAYS)
JUST_BORN = Facts(gate=Gate.SHUT, days_after_birth=0)
ENDED = Facts(gate=Gate.SHUT, days_after_birth=0, bereaved=True)


@require_safe
def after_birth(request: HttpRequest) -> HttpResponse:
    """She has given birth: kind words, where she is now, and the signs of the first weeks."""
    found = known(request.user, request.now) if isinstance(request.user, User) else None
    facts = found.facts if found and found.history.birth else JUST_BORN
    questions = safety_content().questionnaire.questions.values()
    signs = [q for q in questions if q.block in ("E", "U") and q.asked(facts, {})]
    context = {
        "birth": found.history.birth if found else None,
        "found": found,
        "phase": phase_of(facts),
        "may_take_back": _may_take_back(request, State.AFTER_BIRTH),
        **_signs(signs, facts),
    }
    return page(request, "safety/after_birth.html", context)


@require_http_methods(["GET", "POST"])
def birth(request: HttpRequest) -> HttpResponseBase:
    """Ask for the day of the birth and what changes the exercises after it."""
    pregnancy = newest_pregnancy(request.user) if isinstance(request.user, User) else None
    before = birth_told(birth_of(pregnancy)) if pregnancy else None
    asked = request.POST if request.method == "POST" else request.GET
    bereaved = asked.get("loss") == "yes" or (before is not None and before.bereaved)
    due = pregnancy.due_date if pregnancy else None
    form = BirthForm(posted(request), on=request.on, due=due, initial=initial_of(before))
    if request.method == "POST" and form.is_valid():
        return _born(request, pregnancy, form, bereaved=bereaved)
    context = {
        "form": form,
        "bereaved": bereaved,
        "deliveries": DELIVERIES,
        "known": YES_NO_UNKNOWN,
        "begun": before is not None,
    }
    return page(request, "safety/birth.html", context, status=422 if form.errors else 200)


def _born(
    request: HttpRequest, pregnancy: Pregnancy | None, form: BirthForm, *, bereaved: bool
) -> HttpResponseBase:
    due = form.due(form.cleaned_data)
    assert due is not None  # noqa: S101  a valid form has one
    states.record_birth(
        person=ensure_person(request),
        pregnancy=pregnancy,
        due=due,
        birth=form.birth(bereaved=bereaved),
        now=request.now,
    )
    return see_other("safety:after_birth")


@require_http_methods(["GET", "POST"])
def no_longer(request: HttpRequest) -> HttpResponseBase:
    """She is no longer pregnant: no reason asked, and the few signs that still matter."""
    if request.method == "POST":
        if isinstance(request.user, User):
            states.end_pregnancy(person=request.user, now=request.now)
        return see_other("safety:no_longer")
    person = request.user if isinstance(request.user, User) else None
    newest = newest_pregnancy(person) if person else None
    ended = newest.ended_on if newest is not None and newest.state == State.NO_LONGER else None
    questions = safety_content().questionnaire.questions
    matter = ended is None or request.on < ended + SIGNS_MATTER
    context = {
        "counting": newest is not None and newest.state == State.PREGNANT,
        "ended": ended,
        "may_take_back": _may_take_back(request, State.NO_LONGER),
        **_signs([questions[id_] for id_ in AFTER_ANY_ENDING if matter], ENDED),
    }
    return page(request, "safety/no_longer.html", context)


@require_POST
@person_required
def take_back(request: HttpRequest) -> HttpResponseBase:
    """It was a mistake: she is still pregnant. Both stay in the record."""
    if states.take_back_ending(person=request.person, now=request.now):
        return see_other("sessions:today")
    return page(request, "safety/too_late.html", {"ending": True}, status=409)


@require_http_methods(["GET", "POST"])
@person_required
def pause(request: HttpRequest) -> HttpResponseBase:
    """Pause all plans, or come back; nothing she wrote is lost and no reason is asked."""
    pregnancy = current_pregnancy(request.person)
    if pregnancy is None:
        return see_other("sessions:today")
    if request.method == "GET":
        return page(request, "safety/pause.html", {"paused_on": pregnancy.paused_on})
    wanted = request.on if request.POST.get("pause") == "yes" else None
    states.set_pause(pregnancy=pregnancy, on=wanted)
    return see_other("sessions:today")


def _may_take_back(request: HttpRequest, state: State) -> bool:
    if not isinstance(request.user, User):
        return False
    return states.may_take_back(person=request.user, state=state, now=request.now)


def _signs(questions: Iterable[Question], facts: Facts) -> dict[str, Any]:
    worded = [q.worded_for(facts) for q in questions]
    return {
        "call_now": [q for q in worded if _worst(q) is Outcome.EMERGENCY],
        "phone_today": [q for q in worded if _worst(q) is Outcome.TODAY],
    }


def _worst(question: Question) -> Outcome:
    return max(grade.outcome for grade in question.grades)
