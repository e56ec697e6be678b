"""What there is to do today, and why; or what comes first, and nothing else.

Decides nothing about safety: her standing does. With a shut gate the page holds the card of
her level and no session. What the pain rules advise is shown above it, and shuts nothing. On the
way to her first session she is asked first what fits her and her room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.guests import person_required
from config.http import HttpRequest, page, see_other
from exercises.catalogue import Position
from exercises.circumstances import Circumstances
from exercises.content import catalogue
from exercises.pictures import Picture, picture
from exercises.ready_sets import BED, DESK
from exercises.sets import programmes
from exercises.telling import circumstances, row_of
from safety.facts import Known, known
from safety.gestation import is_long_past_due
from safety.since_ending import sign_since_ending
from safety.standing import Status
from safety.vocabulary import Gate
from sessions.advising import HELD, card_now
from sessions.beside import beside
from sessions.cards import card_for
from sessions.forms import WishForm
from sessions.past import Past, past, progress_of
from sessions.planning import PlanItem
from sessions.progress import State as Going
from sessions.proposal import Proposal, minutes_for, most_for, propose
from sessions.views.getting_ready import is_first
from sessions.views.morning import to_ask


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of the plan, as it is shown."""

    slug: str
    name: str
    why: str
    minutes: int
    position: Position
    picture: Picture | None


# Where she is, said in the words of a chip; each is a ready set.
PLACES: Final = {DESK: "At a desk", BED: "In bed"}
TITLES: Final = {5: "Five", 8: "Eight", 10: "Ten", 15: "Fifteen", 20: "Twenty"}


@require_safe
@person_required
def today(request: HttpRequest) -> HttpResponseBase:
    before = past(request.person, request.on)
    found = known(request.person, request.now)
    going = before.under_way
    if found is not None and going is not None and progress_of(going).state is Going.ASKED:
        return see_other("sessions:stop", going.pk)
    waits = None if found is not None else sign_since_ending(request.person, request.now)
    context: dict[str, Any] = {
        "card": card_for(request.person, found or waits),
        "advice": card_now(request.person, found, request.now),
    }
    if found is not None and found.standing.status not in HELD:
        context["asked"] = to_ask(request, before.last)
    if found is not None:
        context["her_state"] = found.told.value  # known here, so the footer need not ask
    if found is not None and _is_counted(found):
        long_past_due = found.gestation is not None and is_long_past_due(found.gestation)
        context["long_past_due"] = long_past_due
        context["gestation"] = "" if long_past_due else found.words
    if found is not None and found.standing.gate is not Gate.SHUT:
        row = row_of(request.person)
        told = circumstances(row)
        wish = WishForm(request.GET, told).wish
        if not request.htmx and is_first(found, row, before, wish, context):
            return see_other("sessions:getting_ready")
        context |= _plan(found, told, before, propose(found, told, before, wish))
    return _today(request, before, context)


def _is_counted(found: Known) -> bool:
    """Whether a week is shown: not once the count is lost, nor after she has asked for quiet."""
    where = found.standing
    return where.beyond is None and where.status is not Status.PAUSED


def _today(request: HttpRequest, before: Past, context: Mapping[str, Any]) -> HttpResponse:
    going = before.under_way if context.get("plan") else None
    shown = {**context, "last": before.last, "going": going}
    return page(request, "sessions/today.html", shown, partial="today")


def _plan(found: Known, told: Circumstances, before: Past, proposal: Proposal) -> dict[str, Any]:
    where = found.standing
    return {
        "plan": proposal.plan,
        "rows": [_row(item, found.facts.gestation_days) for item in proposal.plan.items],
        "planned_minutes": _minutes(proposal.plan.seconds),
        "narrow": where.gate is not Gate.OPEN,
        "why_level": proposal.why_level,
        "wish": proposal.wish,
        "minutes": minutes_for(where, most_for(told, before)),
        "purposes": _purposes(proposal, relief_only=where.relief_only or where.relief_for_pain),
        "programme": None if proposal.wish.only else proposal.programme,
        "beside": _before_she_begins(found, told, proposal),
        "relief_only": where.relief_only or where.relief_for_pain,
        "held_to": proposal.held_to if where.gate is Gate.OPEN else (),
        "title": _title(where.gate, proposal),
    }


def _purposes(proposal: Proposal, *, relief_only: bool) -> list[tuple[str, str, bool]]:
    """Return what a plan may be for: its words, its address, and whether it is this one."""
    wish = proposal.wish
    daily = not (wish.relief or wish.programme or wish.only)
    hurts = wish.relief and not wish.programme
    found = [] if relief_only else [("Every day", "", daily)]
    found.append(("Relief" if relief_only else "Hurts now", "for=relief", hurts))
    if proposal.programme.after_birth:
        return found  # in these weeks there is one set, whatever she chooses
    places = {slug: words for slug, words in PLACES.items() if slug != DESK or not wish.relief}
    chosen = {wish.programme} - places.keys() - {""}
    words = places | {slug: programmes()[slug].name for slug in chosen}
    quiet = "&for=relief" if relief_only else ""
    found += [(said, f"set={slug}{quiet}", slug == wish.programme) for slug, said in words.items()]
    return found


def _before_she_begins(found: Known, told: Circumstances, proposal: Proposal) -> tuple[str, ...]:
    """Return what goes before and after her set, and what to have beside her."""
    if found.standing.gate is not Gate.OPEN:
        return ()
    said = () if proposal.wish.only else (proposal.programme.advice,)
    things = beside(proposal.plan, told, bereaved=found.facts.bereaved)
    return tuple(words for words in (*said, *things) if words)


def _row(item: PlanItem, days: int | None) -> Row:
    form = item.exercise.form(item.variant)
    return Row(
        slug=item.exercise.slug,
        name=item.exercise.name,
        why=item.why,
        minutes=_minutes(item.seconds),
        position=form.position,
        picture=picture(item.exercise.slug, form.slug, days=days),
    )


def _minutes(seconds: int) -> int:
    return max(1, round(seconds / 60))


def _title(gate: Gate, proposal: Proposal) -> str:
    wish = proposal.wish
    if wish.only:
        return catalogue()[wish.only].name
    if gate is Gate.BREATHING:
        return "Slow breathing"
    if gate is Gate.REST:
        return "Rest for your back"
    return f"{TITLES[wish.minutes]} minutes {'of relief' if wish.relief else 'for your back'}"
