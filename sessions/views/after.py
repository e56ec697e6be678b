"""How it was, and what it came to.

Only the two numbers must be given, and she may leave without them: what she did is kept.
Promises nothing for next time but what is true: what hurt is left out for a week.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guests import person_required
from config.http import HttpRequest, page
from exercises.pictures import picture
from safety.facts import days_of
from sessions import practice, telling
from sessions.advising import asks_morning, card_after
from sessions.forms import AfterForm
from sessions.models import Felt, GuidedSession, Mark, SessionItem
from sessions.noted import signs_noted
from sessions.past import items_of
from sessions.views.answers import advice, go


@require_http_methods(["GET", "POST"])
@person_required
def after(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    if guided.under_way:
        if request.method == "GET":
            return go(request, "sessions:player", guided.pk)
        practice.end(guided=guided, now=request.now)  # its last event may have been lost
    items = [item for item in items_of(guided) if item.mark != Mark.SKIPPED or item.felt]
    if request.method == "GET":
        return _ask(request, guided, AfterForm(None, items, initial=_kept(guided, items)))
    form = AfterForm(request.POST, items)
    if not form.is_valid():
        return _ask(request, guided, form, status=422)
    telling.tell(
        guided=guided,
        pain_after=form.cleaned_data["pain_after"],
        pain_worst=form.cleaned_data["pain_worst"],
        note=form.cleaned_data["note"],
        felt=form.felt,
    )
    return go(request, "sessions:summary", guided.pk)


def _kept(guided: GuidedSession, items: list[SessionItem]) -> dict[str, Any]:
    told = {name: getattr(guided, name) for name in ("pain_after", "pain_worst", "note")}
    return told | {f"felt_{item.position}": item.felt for item in items}


def _ask(
    request: HttpRequest, guided: GuidedSession, form: AfterForm, status: int = 200
) -> HttpResponseBase:
    days = days_of(request.person, request.on)
    rows = [
        {
            **_planned(guided, item),
            "name": field.html_name,
            "felt": field.value(),
            "picture": picture(item.exercise_id, item.variant, days=days),
        }
        for item in form.items
        for field in [form[f"felt_{item.position}"]]
    ]
    context = {"guided": guided, "form": form, "rows": rows, "advice": advice(request)}
    return page(request, "sessions/after.html", context, partial="after", status=status)


def _planned(guided: GuidedSession, item: SessionItem) -> dict[str, Any]:
    """Return the words and the place of an exercise as it was planned."""
    planned = guided.plan["exercises"][item.position]
    return {"title": planned["name"], "position": planned["position"]}


@require_safe
@person_required
def summary(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    guided = get_object_or_404(GuidedSession, person=request.person, pk=pk)
    if guided.under_way:
        return go(request, "sessions:player", guided.pk)
    items = items_of(guided)
    rows = [{**_planned(guided, item), "item": item} for item in items]
    hurt = [row["title"] for row in rows if row["item"].felt == Felt.HURT]
    context = {
        "guided": guided,
        "rows": rows,
        "sentence": sentence(guided) if guided.done_s else "",
        "left_out_next": " and ".join(hurt) if len(hurt) < 3 else f"{len(hurt)} exercises",
        "many": len(hurt) > 1,
        "advice": card_after(guided, request.now),
        "noted": signs_noted(request.person, session=guided.pk),
        "may_tell_morning": asks_morning(guided, request.now),
    }
    return page(request, "sessions/summary.html", context)


def sentence(guided: GuidedSession) -> str:
    """Return what the two numbers say, and no more."""
    before, after = guided.pain_before, guided.pain_after
    if after is None:
        return ""
    if after < before:
        return "Your back hurt less after this session than before."
    if after > before:
        return "Your back hurt more after this session than before. Rest it now."
    return "Your back felt the same after this session as before."
