"""Had the baby, or no longer pregnant: the counting stops, and the signs that still matter."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from config.http import HttpRequest, page
from safety import recording
from safety.content import safety_content
from safety.facts import current_pregnancy
from safety.triage import Question
from safety.vocabulary import Facts, Gate, Outcome, State

# The few signs that still matter for six weeks, whatever ended the pregnancy.
AFTER_ANY_ENDING = ("E1", "E2", "E3", "E5", "E7", "E11", "U6a", "U7", "U10", "E10")
JUST_BORN = Facts(gate=Gate.SHUT, days_after_birth=0)


@require_http_methods(["GET", "POST"])
def after_birth(request: HttpRequest) -> HttpResponse:
    """She has had her baby: kind words, and the signs of the first six weeks."""
    if request.method == "POST":
        return _end(request, State.AFTER_BIRTH, "safety:after_birth")
    questions = safety_content().questionnaire.questions.values()
    signs = [q for q in questions if q.block in ("E", "U") and q.asked(JUST_BORN, {})]
    return page(request, "safety/after_birth.html", _context(request, signs))


@require_http_methods(["GET", "POST"])
def no_longer(request: HttpRequest) -> HttpResponse:
    """She is no longer pregnant: no reason asked, and the few signs that still matter."""
    if request.method == "POST":
        return _end(request, State.NO_LONGER, "safety:no_longer")
    questions = safety_content().questionnaire.questions
    signs = [questions[id_] for id_ in AFTER_ANY_ENDING]
    return page(request, "safety/no_longer.html", _context(request, signs))


def _end(request: HttpRequest, state: State, name: str) -> HttpResponse:
    if isinstance(request.user, User):
        recording.end_pregnancy(person=request.user, state=state, on=request.on)
    return HttpResponseRedirect(reverse(name), status=303)


def _context(request: HttpRequest, signs: list[Question]) -> dict[str, object]:
    person = request.user if isinstance(request.user, User) else None
    return {
        "counting": person is not None and current_pregnancy(person) is not None,
        "call_now": [q for q in signs if _worst(q) is Outcome.EMERGENCY],
        "phone_today": [q for q in signs if _worst(q) is Outcome.TODAY],
    }


def _worst(question: Question) -> Outcome:
    return max(grade.outcome for grade in question.grades)
