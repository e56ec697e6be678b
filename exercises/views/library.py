"""The library and its pages: what there is, and what of it is for her now.

Public. Decides nothing itself: who was never screened sees every exercise as it is
written and what to do first; who was, sees what ``offering`` offers her, and why.
Reads her facts and her circumstances and nothing else of hers; writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from config.http import HttpRequest, page
from exercises.catalogue import Dose, DoseLevel, Exercise, Form, Sides, Variant
from exercises.content import catalogue
from exercises.forms import FindForm
from exercises.offering import Offer, level_without_history
from exercises.pictures import Picture, picture
from exercises.variants import STANDARD_FORM
from exercises.views.her import Her, days_drawn, looking
from safety.content import Source, sources
from safety.vocabulary import Effect, Gate, Reason

Standing = Literal["first_visit", "shut", "for_you", "with_a_change", "other_way", "not_now"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise in the library, with one line on why it stands where it stands."""

    exercise: Exercise
    form: Form
    minutes: int
    standing: str
    reason: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The form a page shows, how it stands with her, and why."""

    form: Form
    standing: Standing
    level: DoseLevel
    reasons: tuple[Reason, ...] = ()

    @property
    def dose(self) -> Dose:
        return self.form.doses[self.level]


@require_safe
def library(request: HttpRequest) -> HttpResponseBase:
    """The library, or what of it she is looking for; htmx is sent the list alone."""
    her = looking(request)
    form = FindForm(request.GET)
    every = [_entry(each, her) for each in catalogue().values()]
    entries = [e for e in every if form.filters.finds(e.exercise, e.form, e.minutes)]
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
        "gate_shut": her is not None and her.facts.gate is Gate.SHUT,
    }
    response = page(request, "exercises/library.html", context, partial="found")
    return push_url(response, request.path + form.query) if request.htmx else response


@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = catalogue().get(slug)
    if found is None:
        raise Http404
    her = looking(request)
    offered = her.offer(found) if her else None
    variant = _chosen(found, request.GET.get("form", ""), offered)
    shown = _shown(found, variant, her, offered)
    context = {
        "exercise": found,
        "shown": shown,
        "picture": picture(slug, shown.form.slug, days=days_drawn(her)),
        "offer": offered,
        "tries": _tries(found, shown, offered),
        "dose_items": _dose_items(shown.dose, shown.form.sides),
        "amounts": [
            (level, shown.form.doses[level].words(shown.form.sides)) for level in DoseLevel
        ],
        "evidence": _titles(found.evidence.sources),
        "why": [(reason, _titles(reason.sources)) for reason in shown.reasons],
    }
    return page(request, "exercises/exercise.html", context)


def _entry(asked: Exercise, her: Her | None) -> Entry:
    if her is None:
        form = asked.form()
        minutes = _minutes(form, DoseLevel.STEADY)
        return Entry(asked, form, minutes, "", "", picture(asked.slug))
    offered = her.offer(asked)
    level = level_without_history(offered.verdict, her.facts)
    form = asked.form() if offered.swapped else offered.form
    standing = "not_now" if offered.swapped else offered.standing
    drawn = picture(asked.slug, form.slug, days=days_drawn(her))
    return Entry(asked, form, _minutes(form, level), standing, _line(offered), drawn)


def _minutes(form: Form, level: DoseLevel) -> int:
    return form.doses[level].minutes(form.sides)


def _line(offered: Offer) -> str:
    """The reason in a line, and what takes the place of an exercise that is swapped."""
    first = offered.reasons[0].text if offered.reasons else ""
    return f"{first} Instead: {offered.exercise.name}." if offered.swapped else first


def _chosen(found: Exercise, wanted: str, offered: Offer | None) -> Variant | None:
    """The form she asks for, else the one she is offered, else the standard one."""
    if not wanted:
        return offered.variant if offered and not offered.swapped else None
    if wanted == STANDARD_FORM:
        return None
    variant = found.variant(wanted)
    if variant is None or variant.swap_to:
        raise Http404
    return variant


def _shown(
    found: Exercise, variant: Variant | None, her: Her | None, offered: Offer | None
) -> Shown:
    form = found.form(variant)
    if her is None or offered is None:
        return Shown(form, "first_visit", DoseLevel.STEADY)
    level = level_without_history(offered.verdict, her.facts)
    if her.facts.gate is Gate.SHUT:
        return Shown(form, "shut", level)
    if offered.swapped or offered.verdict.refused:
        return Shown(form, "not_now", level, offered.reasons)
    if offered.variant is variant:
        return Shown(form, offered.standing, level, offered.reasons)
    return _picked(found, variant, her, offered)


def _tries(found: Exercise, shown: Shown, offered: Offer | None) -> str:
    """The exercise she may begin from this page: only in the form she is offered."""
    if offered is None or shown.standing not in ("for_you", "with_a_change"):
        return ""
    return found.slug if shown.form.slug == offered.form.slug else ""


def _picked(found: Exercise, variant: Variant | None, her: Her, offered: Offer) -> Shown:
    """A form she picked herself, which is not the one she is offered."""
    verdict = her.judge(found, variant)
    level = level_without_history(verdict, her.facts)
    form = found.form(variant)
    if verdict.refused:
        return Shown(form, "not_now", level, verdict.reasons)
    if offered.variant is not None:
        return Shown(form, "other_way", level, offered.reasons)
    standing: Standing = "with_a_change" if verdict.effect is Effect.LIMIT else "for_you"
    return Shown(form, standing, level, verdict.reasons)


def _amounts(form: Form) -> list[tuple[DoseLevel, str]]:
    return [(level, form.doses[level].words(form.sides)) for level in DoseLevel]


def _dose_items(dose: Dose, sides: Sides) -> list[tuple[str, int, str]]:
    items = [("Hold", dose.hold_s, "s")] if dose.hold_s else []
    each = "Each side" if sides is Sides.EACH else "Repeat"
    items.append((each, dose.reps, "time" if dose.reps == 1 else "times"))
    if dose.quick:
        items.append(("Then", dose.quick, "quick ones"))
    if dose.sets > 1:
        items.append(("Rounds", dose.sets, ""))
    return [*items, ("Takes", dose.minutes(sides), "min")]


def _titles(ids: tuple[str, ...]) -> list[Source]:
    known: Mapping[str, Source] = sources()
    return [known[id_] for id_ in ids]
