"""The library: what there is, and what of it is for her now.

Public. Decides nothing itself: who was never screened sees every exercise as it is
written and what to do first; who was, sees what ``offering`` offers her, and why.
Reads her facts and her circumstances and nothing else of hers; writes nothing.
"""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from config.http import HttpRequest, page
from exercises import timeline
from exercises.catalogue import DoseLevel, Exercise, Form
from exercises.content import catalogue
from exercises.forms import FindForm
from exercises.offering import Offer
from exercises.pictures import Picture, picture
from exercises.views.her import Her, LatelyOf, days_drawn, looking
from exercises.views.sharing import FACE, sharing


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise in the library, with one line on why it stands where it stands."""

    exercise: Exercise
    form: Form
    minutes: int
    standing: str
    reason: str
    picture: Picture | None


@require_safe
def library(request: HttpRequest, lately_of: LatelyOf) -> HttpResponseBase:
    """The library, or what of it she is looking for; htmx is sent the list alone."""
    her = looking(request, lately_of)
    form = FindForm(request.GET)
    every = [_entry(each, her) for each in catalogue().values()]
    finds = form.filters.finds
    entries = [each for each in every if finds(each.exercise, each.form, each.minutes)]
    for_you, with_a_change, not_now = (
        [entry for entry in entries if entry.standing == standing]
        for standing in ("for_you", "with_a_change", "not_now")
    )
    context = {
        "form": form,
        "entries": entries,
        "total": len(every),
        "for_you": for_you,
        "with_reasons": [("With a change", with_a_change), ("Not now", not_now)],
        "open": len(for_you) + len(with_a_change),
        "screened": her is not None,
        "gate_shut": her is not None and her.shut,
        **sharing(request, picture(FACE)),
    }
    response = page(request, "exercises/library.html", context, partial="found")
    return push_url(response, request.path + form.query) if request.htmx else response


def _entry(asked: Exercise, her: Her | None) -> Entry:
    if her is None:
        form = asked.form()
        minutes = _minutes(asked, form, DoseLevel.START)
        return Entry(asked, form, minutes, "", "", picture(asked.slug))
    offered = her.offer(asked)
    level = her.level(offered.verdict)
    form = her.form(asked, None if offered.swapped else offered.variant)
    standing = "not_now" if offered.swapped else offered.standing
    drawn = picture(asked.slug, form.slug, days=days_drawn(her))
    return Entry(asked, form, _minutes(asked, form, level), standing, _line(offered), drawn)


def _minutes(exercise: Exercise, form: Form, level: DoseLevel) -> int:
    return timeline.minutes(exercise, form, form.doses[level])


def _line(offered: Offer) -> str:
    """The reason in a line, and what takes the place of an exercise that is swapped."""
    first = offered.reasons[0].text if offered.reasons else ""
    return f"{first} Instead: {offered.exercise.name}." if offered.swapped else first
