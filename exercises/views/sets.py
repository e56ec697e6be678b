"""The ready sets: which there are, and one of them, to read, to print or to start from.

Public. Decides nothing itself: every exercise of a set stands with her as it does in the
library, and what is not for her is named with its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from config.http import HttpRequest, page
from exercises.amount import REST_CAP_S
from exercises.catalogue import Dose, DoseLevel, Exercise, Form, Kind, Variant
from exercises.content import catalogue
from exercises.offering import Offer
from exercises.pictures import Picture, picture
from exercises.ready_sets import ReadySet, places
from exercises.sets import programmes
from exercises.timeline import lay_out, seconds
from exercises.views.her import Her, LatelyOf, days_drawn, looking
from exercises.views.sharing import FACE, sharing
from safety.content import sources


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of a set, in the form that is shown, and how much of it."""

    exercise: Exercise
    variant: Variant | None
    form: Form
    level: DoseLevel
    reason: str
    start: Picture | None
    end: Picture | None

    @property
    def dose(self) -> Dose:
        return self.form.doses[self.level]

    @property
    def amount(self) -> str:
        return self.dose.words(self.form.sides)


@dataclass(frozen=True, slots=True)
class Shown:
    """A set as it is for whoever looks; ``left`` are exercises with the reason in a line."""

    programme: ReadySet
    rows: tuple[Row, ...]
    left: tuple[tuple[Exercise, str], ...]

    @property
    def face(self) -> Row:
        """The row whose picture stands for the set: most begin with the same breathing."""
        moving = (row for row in self.rows if row.exercise.kind is not Kind.BREATHING)
        return next(moving, self.rows[0])

    @property
    def minutes(self) -> int:
        """Those of a session of it: getting into place, and down to the floor and up, count.

        A rest by itself is as long in a session as a rest may be.
        """
        if len(self.rows) == 1 and self.rows[0].exercise.rest_position:
            return REST_CAP_S // 60
        return max(1, round(seconds(lay_out(self.rows)) / 60))


@require_safe
def all_sets(request: HttpRequest, lately_of: LatelyOf) -> HttpResponseBase:
    her = looking(request, lately_of)
    shown = [_shown(each, her) for each in programmes().values()]
    context = {
        "open": [each for each in shown if each.rows],
        "shut": [each for each in shown if not each.rows],
        **_standing(her),
        **sharing(request, picture(FACE)),
    }
    return page(request, "exercises/sets.html", context)


@require_safe
def one_set(request: HttpRequest, slug: str, lately_of: LatelyOf) -> HttpResponseBase:
    programme = programmes().get(slug)
    if programme is None:
        raise Http404
    her = looking(request, lately_of)
    context = {
        "shown": _shown(programme, her),
        "sources": [sources()[id_] for id_ in programme.sources],
        **_standing(her),
        **sharing(request, picture(programme.items[-1][0])),
    }
    return page(request, "exercises/set.html", context)


def _standing(her: Her | None) -> Mapping[str, Any]:
    return {"screened": her is not None, "gate_shut": her is not None and her.shut}


def _shown(programme: ReadySet, her: Her | None) -> Shown:
    """The set in her forms; a stranger, or who must settle something first, sees the usual ones."""
    if her is None or her.shut:
        usual = (catalogue()[place[0]] for place in programme.items)
        return Shown(programme, tuple(_usual(each) for each in usual), ())
    taken, left = places(programme, catalogue(), her.offer)
    return Shown(
        programme,
        tuple(_hers(each, her) for each in taken),
        tuple((each.asked, each.reasons[0].text) for each in left),
    )


def _usual(exercise: Exercise) -> Row:
    form = exercise.form()
    start, end = _pictures(exercise, form, None)
    return Row(exercise, None, form, DoseLevel.START, "", start, end)


def _hers(offered: Offer, her: Her) -> Row:
    level = her.level(offered.verdict)
    changed = offered.standing == "with_a_change" and offered.reasons
    form = her.form(offered.exercise, offered.variant)
    start, end = _pictures(offered.exercise, form, her)
    reason = offered.reasons[0].text if changed else ""
    return Row(offered.exercise, offered.variant, form, level, reason, start, end)


def _pictures(
    exercise: Exercise, form: Form, her: Her | None
) -> tuple[Picture | None, Picture | None]:
    days = days_drawn(her)
    start = picture(exercise.slug, form.slug, days=days, moment="start")
    return start, picture(exercise.slug, form.slug, days=days, moment="end")
