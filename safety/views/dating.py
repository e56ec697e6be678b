"""Her dates: the ways to give them, the week to confirm, and which of two she keeps.

Nothing is redated without her word. A date that differs from the one in use is shown beside
it, and only her choice changes anything; both stay on record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guests import ensure_person, person_required
from accounts.models import User
from config.http import HttpRequest, page, posted, see_other
from safety import recording
from safety.dating import Basis, Comparison, Dated, compare
from safety.dating_forms import EMBRYOS, FORMS, DatingForm
from safety.facts import Known, known
from safety.gestation import gestation_on, is_very_early
from safety.history import Coverage
from safety.models import Dating, Pregnancy
from safety.standing import Status
from safety.views.screening import draft_of, go_on

RELIEF: Final = "relief"
NEW, KEEP = "new", "keep"
CHIPS: Final[Mapping[Basis, str]] = {
    Basis.DUE_DATE: "Due date",
    Basis.SCAN: "Dating scan",
    Basis.LAST_PERIOD: "First day of last period",
    Basis.TRANSFER: "Transfer date",
    Basis.TOLD: "Weeks and days",
    Basis.OVULATION: "Day of ovulation",
}
RESTS_ON: Final[Mapping[Basis, str]] = {
    Basis.DUE_DATE: "a due date you were given",
    Basis.SCAN: "a dating scan",
    Basis.LAST_PERIOD: "the first day of your last period",
    Basis.TRANSFER: "the day of a transfer, egg collection or insemination",
    Basis.TOLD: "weeks and days you were told",
    Basis.OVULATION: "the day you ovulated",
}
# Where the questions come next, whether or not her dates have changed.
TO_ANSWER: Final = (Status.NEVER, Status.AGAIN, Status.URGENT_ONLY)


@dataclass(frozen=True, slots=True)
class Shown:
    """A dating as a page shows it."""

    due: date
    words: str  # the week it makes today
    rests_on: str
    given_on: date
    mismatch: bool = False


@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest) -> HttpResponse:
    """Ask for what she knows best; then show the week it makes, to confirm."""
    form = _form(request, request.GET.get("by", ""))
    if request.method == "GET":
        return _ask(request, form)
    if not form.is_valid() or "change" in request.POST:
        return _ask(request, form)
    return _confirm(request, form, _found(request))


@require_POST
def confirm_dates(request: HttpRequest) -> HttpResponse:
    """Keep the dates, the first thing worth saving: worked out again from what she typed."""
    form = _form(request, request.POST.get("by", ""))
    if not form.is_valid():
        return _ask(request, form)
    found, use = _found(request), request.POST.get("use", "")
    if _differs(found, form.dated) and use not in (NEW, KEEP):
        return _confirm(request, form, found, status=422)
    changed = _keep(request, form, found, use)
    return _next(request, changed)


def datings_of(pregnancy: Pregnancy) -> list[Dating]:
    """Return every date she gave for a pregnancy, newest first."""
    person = pregnancy.person
    return list(Dating.objects.filter(person=person, pregnancy=pregnancy).order_by("-at", "-id"))


def dated_by(row: Dating) -> Dated:
    return Dated(Basis(row.basis), row.due_date, row.uncertain, row.scan_days)


@require_safe
@person_required
def your_dates(request: HttpRequest) -> HttpResponseBase:
    """What her due date rests on, and every other date she gave."""
    found = known(request.person, request.now)
    if found is None or found.gestation is None:
        return see_other("safety:screening" if found is None else "safety:after_birth")
    rows = datings_of(found.pregnancy)
    in_use = _in_use(found, rows)
    others = [_shown(row, in_use, request.on) for row in rows if row.due_date != in_use.due]
    context = {
        "found": found,
        "counted": found.counted_on and found.standing.beyond is None,
        "rests_on": RESTS_ON[in_use.basis],
        "others": others,
        "mismatch": any(other.mismatch for other in others),
    }
    return page(request, "safety/your_dates.html", context)


def then_of(request: HttpRequest) -> str:
    """Where she was going: to relief, or nowhere in particular."""
    asked = request.POST.get("then") or request.GET.get("then")
    return RELIEF if asked == RELIEF else ""


def week_of(due: date, on: date) -> dict[str, Any]:
    gestation = gestation_on(due, on)
    return {"due": due, "gestation": gestation, "very_early": is_very_early(gestation)}


def _form(request: HttpRequest, by: str) -> DatingForm:
    basis = Basis(by) if by in FORMS else Basis.DUE_DATE
    return FORMS[basis](posted(request), on=request.on)


def _found(request: HttpRequest) -> Known | None:
    """Return the pregnancy she is in; after a birth, dates begin another one."""
    found = known(request.user, request.now) if isinstance(request.user, User) else None
    return found if found is not None and found.gestation is not None else None


def _differs(found: Known | None, dated: Dated) -> bool:
    return found is not None and found.pregnancy.due_date != dated.due


def _ask(request: HttpRequest, form: DatingForm) -> HttpResponse:
    context = {
        "form": form,
        "by": form.basis.value,
        "chips": CHIPS.items(),
        "embryos": EMBRYOS,
        "then": then_of(request),
    }
    return page(request, "safety/dates.html", context, status=422 if form.errors else 200)


def _confirm(
    request: HttpRequest, form: DatingForm, found: Known | None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "by": form.basis.value,
        "carried": list(form.carried()),
        "then": then_of(request),
        "uncertain": form.dated.uncertain,
        **week_of(form.dated.due, request.on),
    }
    if found is not None and _differs(found, form.dated):
        context |= _both(found, form.dated, request.on)
        if status != 200:
            context["errors"] = [{"id": "use", "text": "Choose which date to use."}]
    return page(request, "safety/confirm_dates.html", context, status=status)


def _both(found: Known, new: Dated, on: date) -> dict[str, Any]:
    """The date in use beside the new one, and which of the two counts for more."""
    in_use = _in_use(found, datings_of(found.pregnancy))
    comparison: Comparison = compare(in_use, new)
    set_on = found.pregnancy.due_date_set_on
    weeks = gestation_on(in_use.due, on).words
    return {
        "current": Shown(in_use.due, weeks, RESTS_ON[in_use.basis], set_on),
        "rests_on": RESTS_ON[new.basis],
        "comparison": comparison,
        "new_first": comparison.firmer or found.standing.beyond is not None,
    }


def _in_use(found: Known, rows: list[Dating]) -> Dated:
    """The dating her due date rests on; the bare due date if no row of it is left."""
    due, basis = found.pregnancy.due_date, Basis(found.pregnancy.due_date_basis)
    adopted = (dated_by(row) for row in rows if row.adopted)
    return next(adopted, Dated(basis, due))


def _shown(row: Dating, in_use: Dated, on: date) -> Shown:
    dated = dated_by(row)
    mismatch = compare(in_use, dated).mismatch
    words = gestation_on(dated.due, on).words
    return Shown(dated.due, words, RESTS_ON[dated.basis], row.on, mismatch)


def _keep(request: HttpRequest, form: DatingForm, found: Known | None, use: str) -> bool:
    """Store what she gave, in use or beside it; say whether her due date is another now."""
    dated, entered = form.dated, form.entered()
    if found is not None:
        in_use = _in_use(found, datings_of(found.pregnancy))
        better_reason = dated.due == in_use.due and compare(in_use, dated).firmer
        if not better_reason and (use == KEEP or dated.due == in_use.due):
            recording.note_dates(
                pregnancy=found.pregnancy, dated=dated, now=request.now, entered=entered
            )
            return False
    person = ensure_person(request)
    recording.set_dates(person=person, dated=dated, now=request.now, entered=entered)
    return found is None or found.pregnancy.due_date != dated.due


def _next(request: HttpRequest, changed: bool) -> HttpResponse:
    """To the questions where there are any to answer, else to her dates."""
    person, then = ensure_person(request), then_of(request)
    found = known(person, request.now)
    assert found is not None  # noqa: S101  her dates were kept a moment ago
    if not changed and not then and found.standing.status not in TO_ANSWER:
        return see_other("safety:your_dates")
    draft = None if changed or then else draft_of(found, request.now)
    draft = draft or recording.begin_draft(
        person=person,
        coverage=Coverage.URGENT if then else Coverage.FULL,
        only=(),
        then=then,
        now=request.now,
    )
    if person.unit_asked_on is None and not then:
        return see_other(reverse("safety:unit"))
    return go_on(request, found, draft)
