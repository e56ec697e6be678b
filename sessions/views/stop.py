"""Something is wrong: which sign, what to do this second, and what it comes to.

Opening the signs pauses the session and stores nothing else. Only an answer decides: a
serious one is stored as a stop and shuts the gate, a milder one ends the session or the
exercise, and is noted. Left without an answer, the signs come back before anything else.
"""

from uuid import UUID, uuid4, uuid5

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from accounts.models import User
from config.http import HttpRequest, page, posted
from safety.content import signs
from safety.facts import newest_pregnancy
from safety.history import Said
from safety.models import Contact, Stop
from safety.signs import Ends, Sign, SignAnswer, signs_for
from sessions import practice
from sessions.forms import AnswerForm, EventForm, KeyForm
from sessions.models import GuidedSession
from sessions.past import knows, progress_of, steps_of
from sessions.progress import EventKind, State
from sessions.views.answers import facts_of, go, go_saying, wait, wait_until


@require_http_methods(["GET", "POST"])
@person_required
def stop(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    if request.method == "GET":
        shown = signs_for(signs(), facts_of(request))
        return page(request, "sessions/stop.html", {"guided": guided, "signs": shown})
    if "nothing" in request.POST:
        _nothing(request, guided)
        return go(request, "sessions:player", guided.pk)
    _ask(request, guided)
    return go(request, "sessions:stop", guided.pk)


def _nothing(request: HttpRequest, guided: GuidedSession) -> None:
    """Note that it was none of them: once, however often a bad network sends it."""
    form = KeyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    if key is None or not knows(guided=guided, key=key):
        practice.go_on(guided=guided, now=request.now, key=key)


def _ask(request: HttpRequest, guided: GuidedSession) -> None:
    """Note that the signs are open. A page that cannot say where she was is no reason not to."""
    form = EventForm(request.POST, [step.key for step in steps_of(guided)])
    if form.is_valid() and form.cleaned_data["kind"] is EventKind.ASK:
        practice.record(guided=guided, events=[form.event], now=request.now)
    else:
        practice.ask(guided=guided, now=request.now)


@require_http_methods(["GET", "POST"])
@person_required
def sign(request: HttpRequest, pk: UUID, slug: str) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    facts = facts_of(request)
    found = next((each for each in signs() if each.id == slug), None)
    if found is None:
        raise Http404
    # Read on a page from before a birth or another week, it is answered as it stood there.
    form = AnswerForm(posted(request), [(a.id, a.label) for a in found.answers])
    if request.method == "POST" and form.is_valid():
        chosen = next(a for a in found.answers if a.id == form.cleaned_data["answer"])
        return _answered(request, guided, found, chosen, form.cleaned_data["key"])
    if found not in signs_for(signs(), facts):
        return go(request, "sessions:stop", guided.pk)
    wrong = request.method == "POST"
    until = wait_until(request, found)
    context = {
        "guided": guided,
        "sign": found,
        "form": form,
        "errors": form.errors if wrong else {},
        "wait": wait(found),
        "until": until,
        "seconds": max(0, int((until - request.now).total_seconds())),
        "choices": [(a.id, a.label) for a in found.answers_for(facts)],
        "key": uuid4(),
    }
    return page(request, "sessions/sign.html", context, status=422 if wrong else 200)


def _answered(
    request: HttpRequest,
    guided: GuidedSession,
    sign: Sign,
    answer: SignAnswer,
    key: UUID | None,
) -> HttpResponseBase:
    noted = practice.said(sign, answer)
    # A page she went back to sends its key again, and another answer is not the same one twice.
    key = uuid5(key, noted) if key else None
    if key and knows(guided=guided, key=key):
        if not _taken_back(request.person, guided, sign, answer):
            return go(request, "sessions:player", guided.pk)
        key = None
    if answer.is_stop:
        return _stopped(request, guided, sign, answer, key)
    if answer.ends is Ends.SESSION:
        practice.end(guided=guided, now=request.now, about=noted, key=key)
        return go_saying(request, "sessions:after", guided.pk, sign, answer)
    if answer.ends is Ends.EXERCISE:
        practice.leave_exercise(guided=guided, now=request.now, about=noted, key=key)
    else:
        practice.go_on(guided=guided, now=request.now, about=noted, key=key)
    over = progress_of(guided).state is State.FINISHED
    return go_saying(
        request, "sessions:after" if over else "sessions:player", guided.pk, sign, answer
    )


def _taken_back(person: User, guided: GuidedSession, sign: Sign, answer: SignAnswer) -> bool:
    """Say whether she took this answer back as a mistake: told once more, it is meant."""
    mine = Stop.objects.filter(person=person, context=guided.pk)
    last = mine.filter(sign=sign.id, answer=answer.id).order_by("-at", "-id").first()
    taken_back = Contact.objects.filter(person=person, said=Said.MISTAKE)
    return last is not None and taken_back.filter(about=last.id).exists()


def _stopped(
    request: HttpRequest,
    guided: GuidedSession,
    sign: Sign,
    answer: SignAnswer,
    key: UUID | None,
) -> HttpResponseBase:
    """Store the stop where it shuts her gate now, whichever pregnancy the session was begun in."""
    pregnancy = newest_pregnancy(request.person)
    assert pregnancy is not None  # noqa: S101  no session begins without one
    practice.stop(
        guided=guided,
        pregnancy=pregnancy,
        sign=sign,
        answer=answer,
        now=request.now,
        key=key,
    )
    return go(request, "safety:standing")
