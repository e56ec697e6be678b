"""One exercise: how it is done, in which forms, how much of it is for her now, and why.

Public. Decides nothing itself: who was never screened reads the usual form and what to do
first; who was, reads what she would be given if she tried it now. Writes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.http import HttpRequest, page
from exercises import timeline
from exercises.catalogue import Dose, DoseLevel, Exercise, Form, Sides, Variant
from exercises.content import catalogue
from exercises.offering import Offer
from exercises.pictures import picture
from exercises.sets import programmes
from exercises.variants import STANDARD_FORM
from exercises.views.her import Her, LatelyOf, days_drawn, looking
from exercises.views.sharing import sharing
from safety.content import Source, sources
from safety.vocabulary import Effect, Reason, Verdict

Standing = Literal["first_visit", "shut", "for_you", "with_a_change", "other_way", "not_now"]
BEGINNING = "This is the amount to begin with. Your answers decide what is right for you."


@dataclass(frozen=True, slots=True)
class Shown:
    """The form a page shows, how it stands with her, how much of it there is, and why."""

    form: Form
    standing: Standing
    level: DoseLevel = DoseLevel.START
    why_level: str = BEGINNING
    reasons: tuple[Reason, ...] = ()

    @property
    def dose(self) -> Dose:
        return self.form.doses[self.level]

    @property
    def may_begin(self) -> bool:
        return self.standing in ("for_you", "with_a_change")


@dataclass(frozen=True, slots=True)
class Way:
    """A way of doing it, as a tab that is a link."""

    name: str
    address: str
    current: bool


@require_safe
def exercise(request: HttpRequest, slug: str, lately_of: LatelyOf) -> HttpResponseBase:
    found = catalogue().get(slug)
    if found is None:
        raise Http404
    her = looking(request, lately_of)
    wanted = request.GET.get("form", "")
    _refuse_unknown(found, wanted)
    offered = her.offer(found, wanted) if her else None
    shown = _shown(found, _chosen(found, wanted, offered), her, offered)
    context = {
        "exercise": found,
        "called": _called(found, wanted),
        "shown": shown,
        "ways": tuple(_ways(found, shown.form)),
        "swaps": tuple(_swaps(found)),
        "picture": picture(slug, shown.form.slug, days=days_drawn(her)),
        "offer": offered,
        "dose_items": _dose_items(found, shown),
        "amounts": [
            (level, shown.form.doses[level].words(shown.form.sides)) for level in DoseLevel
        ],
        "sets": [each for each in programmes().values() if slug in each.slugs],
        "evidence": _titles(found.evidence.sources),
        "why": [(reason, _titles(reason.sources)) for reason in shown.reasons],
        **sharing(request, picture(slug)),
    }
    return page(request, "exercises/exercise.html", context)


def _refuse_unknown(found: Exercise, wanted: str) -> None:
    """A form that is not there, and a swap, which has none of its own, have no page."""
    if wanted in ("", STANDARD_FORM):
        return
    variant = found.variant(wanted)
    if variant is None or variant.swap_to:
        raise Http404


def _called(found: Exercise, wanted: str) -> str:
    """The name of the form the address asks for: a title says nothing of what is hers."""
    variant = found.variant(wanted)
    return variant.name if variant else found.name


def _chosen(found: Exercise, wanted: str, offered: Offer | None) -> Variant | None:
    """The form she asks for, else the one she is offered, else the standard one."""
    if wanted:
        return found.variant(wanted)
    return offered.variant if offered and not offered.swapped else None


def _shown(
    found: Exercise, variant: Variant | None, her: Her | None, offered: Offer | None
) -> Shown:
    form = her.form(found, variant) if her else found.form(variant)
    if her is None or offered is None:
        return Shown(form, "first_visit")
    if her.shut:
        return Shown(form, "shut")
    if offered.swapped or offered.verdict.refused:
        return _as(form, "not_now", her, offered.verdict, offered.reasons)
    if offered.variant is variant:
        return _as(form, offered.standing, her, offered.verdict, offered.reasons)
    verdict = her.judge(found, variant)
    if verdict.refused:
        return _as(form, "not_now", her, verdict, verdict.reasons)
    return _as(form, "other_way", her, verdict, offered.reasons)


def _as(
    form: Form, standing: Standing, her: Her, verdict: Verdict, reasons: tuple[Reason, ...]
) -> Shown:
    picked = standing == "with_a_change" and not reasons and verdict.effect is Effect.ALLOW
    return Shown(
        form,
        "for_you" if picked else standing,  # she picked it herself: nothing asked for a change
        her.level(verdict),
        her.why_level(verdict),
        reasons,
    )


def _ways(found: Exercise, shown: Form) -> Iterator[Way]:
    """The usual way and each form; none where there is but one."""
    forms = [found.form(each) for each in found.variants if not each.swap_to]
    if not forms:
        return
    address = reverse("exercises:exercise", args=[found.slug])
    yield Way("The usual way", f"{address}?form={STANDARD_FORM}", not shown.slug)
    for form in forms:
        yield Way(form.name, f"{address}?form={form.slug}", form.slug == shown.slug)


def _swaps(found: Exercise) -> Iterator[tuple[str, str]]:
    """The name and the address of each exercise that takes the place of this one."""
    slugs = dict.fromkeys(each.swap_to for each in found.variants if each.swap_to)
    yield from ((catalogue()[s].name, reverse("exercises:exercise", args=[s])) for s in slugs)


def _dose_items(found: Exercise, shown: Shown) -> list[tuple[str, int, str]]:
    dose, form = shown.dose, shown.form
    items = [("Hold", dose.hold_s, "s")] if dose.hold_s else []
    each = "Each side" if form.sides is Sides.EACH else "Repeat"
    items.append((each, dose.reps, "time" if dose.reps == 1 else "times"))
    if dose.quick:
        items.append(("Then", dose.quick, "quick ones"))
    if dose.sets > 1:
        items.append(("Rounds", dose.sets, ""))
    return [*items, ("Takes", timeline.minutes(found, form, dose), "min")]


def _titles(ids: tuple[str, ...]) -> list[Source]:
    known: Mapping[str, Source] = sources()
    return [known[id_] for id_ in ids]
