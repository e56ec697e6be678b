"""The guided session: every step in one page, and what happened told one event at a time.

Each step is a form, so it works without a script: a button tells its event and the page
comes back at the next step. With a script the same forms are sent behind the scenes. Refuses
to go on while her gate is shut, when an exercise in it is no longer for her, and after four
hours without a new check; then she may still finish here.
"""

import json
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import Max
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.views.decorators.http import require_POST, require_safe

from accounts.guests import person_required
from config.http import HttpRequest, page, see_other
from exercises.circumstances import Circumstances
from exercises.content import catalogue
from exercises.offering import judge
from exercises.telling import circumstances_of
from exercises.timeline import Step
from safety.content import rules
from safety.facts import Known
from safety.since_ending import known_or_waiting
from safety.vocabulary import Gate
from sessions import practice
from sessions.cards import CHANGED, Card, card_for
from sessions.forms import EventForm, Wish
from sessions.models import GuidedSession, SessionEvent
from sessions.past import elapsed_ms, events_of, steps_of
from sessions.progress import Progress, State, fold
from sessions.proposal import within
from sessions.stage import stage
from sessions.views.answers import advice, go, signs_here

CHECK_LASTS: Final = timedelta(hours=4)


@require_safe
@person_required
def player(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    steps, told = steps_of(guided), events_of(guided)
    progress = fold(told, [step.key for step in steps])
    found = known_or_waiting(request.person, request.now)
    if not guided.under_way:
        return _over(request, guided, progress, found)
    if progress.state is State.ASKED:
        return go(request, "sessions:stop", guided.pk)
    if (card := _held_by(request, guided, steps, progress, found)) is not None:
        return page(request, "sessions/held.html", _posting(guided, progress) | {"card": card})
    if _check_is_due(request, guided):
        return see_other(f"{resolve_url('sessions:check_in')}?session={guided.pk}")
    context = _posting(guided, progress) | {
        "stage": stage(steps, progress, found.facts if found else None),
        "elapsed_ms": elapsed_ms(told, progress),
        "advice": advice(request),
        "signs": signs_here(found),
        "spoken": found.spoken if found else "",
        "her_state": found.told.value if found else "",
    }
    return page(request, "sessions/player.html", context)


def _over(
    request: HttpRequest, guided: GuidedSession, progress: Progress, found: Known | None
) -> HttpResponseBase:
    shut = found is not None and found.standing.gate is Gate.SHUT
    if progress.state is State.STOPPED and shut:
        return go(request, "safety:standing")
    told = guided.pain_after is not None
    return go(request, "sessions:summary" if told else "sessions:after", guided.pk)


def _held_by(
    request: HttpRequest,
    guided: GuidedSession,
    steps: tuple[Step, ...],
    progress: Progress,
    found: Known | None,
) -> Card | None:
    """Return why the session may not go on; None when it may."""
    if found is None or found.standing.gate is Gate.SHUT:
        return card_for(request.person, found)
    wish = Wish(guided.minutes, guided.relief)
    if within(wish, found.standing) != wish:  # she was cleared with limits since it began
        return CHANGED
    ahead = dropwhile(lambda step: step.key != progress.step, steps)
    forms = {(step.exercise, step.variant) for step in ahead}
    told = circumstances_of(request.person)
    return None if all(_is_for_her(*form, found, told) for form in forms) else CHANGED


def _is_for_her(slug: str, variant: str, found: Known, told: Circumstances) -> bool:
    exercise = catalogue().get(slug)
    if exercise is None:  # it has left the library since
        return False
    return not judge(exercise, exercise.variant(variant), found.facts, rules(), told).refused


def _check_is_due(request: HttpRequest, guided: GuidedSession) -> bool:
    told = SessionEvent.objects.filter(person=request.person, session=guided)
    newest = told.aggregate(at=Max("received_at"))["at"] or guided.checked_at
    return bool(request.now - max(newest, guided.checked_at) > CHECK_LASTS)


def _posting(guided: GuidedSession, progress: Progress) -> dict[str, Any]:
    """Return what a form of this session must say, besides what happened."""
    return {
        "guided": guided,
        "progress": progress,
        "sequence": progress.sequence + 1,
        "new_epoch": progress.epoch + 1,
        "fresh_id": uuid4,
    }


@require_POST
@person_required
def events(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    steps = steps_of(guided)
    form = EventForm(request.POST, [step.key for step in steps])
    if not form.is_valid():
        return _refused(request, guided, _why(form))
    try:
        progress = _record(guided, form, request.now)
    except practice.TooManyEventsError:
        return _refused(request, guided, ["This session has had more taps than it can hold."])
    if not request.htmx or progress.state not in (State.READY, State.UNDER_WAY, State.PAUSED):
        return go(request, "sessions:player", guided.pk)
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps({"told": _answer(progress)})
    return response


def _record(guided: GuidedSession, form: EventForm, now: datetime) -> Progress:
    if form.cleaned_data["hurts"]:
        return practice.it_hurts(guided=guided, skip=form.event, now=now)
    return practice.record(guided=guided, events=[form.event], now=now)


def _answer(progress: Progress) -> dict[str, Any]:
    return {
        "state": progress.state,
        "step": progress.step,
        "epoch": progress.epoch,
        "sequence": progress.sequence,
    }


def _why(form: EventForm) -> list[str]:
    """Return what was wrong with an event, each thing once; what is missing needs no list."""
    if any(e.code == "required" for errors in form.errors.as_data().values() for e in errors):
        return ["What your page sent was not whole. Please go back and tap again."]
    return list(dict.fromkeys(str(texts[0]) for texts in form.errors.values()))


def _refused(request: HttpRequest, guided: GuidedSession, why: list[str]) -> HttpResponse:
    context = {"guided": guided, "why": why}
    return page(request, "sessions/refused.html", context, partial="refused", status=422)
