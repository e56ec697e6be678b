"""A clinician's clearance: a sheet to take along, and what came back from it.

Neither opens anything under a hard lock. The sheet is made afresh each time from her answers,
holds no name of hers, and is stored nowhere.
"""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guests import person_required
from config.http import HttpRequest, page, posted, see_other
from safety import recording
from safety.clearing import ToClear, begins, may_be_cleared, newest_word, told_on
from safety.content import safety_content
from safety.facts import Known, known
from safety.forms import LIMITS, RELIEF_ONLY, ClearanceForm
from safety.questionnaire import NOT_SURE, ClearanceLasts
from safety.standing import Status
from safety.triage import Finding

Row = tuple[ToClear, Finding]
FINE_WITH = "They said gentle exercise is fine with"
SOMETHING_NEW = "They said something new about"


@person_required
@require_http_methods(["GET", "POST"])
def clearance(request: HttpRequest) -> HttpResponse:
    """Record a clinician's clearance of the answers that ask first, or a newer word of theirs."""
    found = known(request.person, request.now)
    waiting, cleared = _to_clear(found), _cleared(found)
    if found is None or not (waiting or cleared):
        return see_other("safety:standing")
    rows = [(_word_about(found, f), f) for f in (*waiting, *cleared)]
    may_tick = [to_clear for to_clear, _ in rows]
    form = ClearanceForm(
        posted(request), on=request.on, begins=begins(found.history), waiting=may_tick
    )
    if request.method == "POST" and form.is_valid():
        recording.record_clearance(
            person=request.person,
            pregnancy=found.pregnancy,
            cleared=form.last_days(),
            cleared_by=form.cleaned_data["cleared_by"],
            cleared_on=form.cleaned_data["cleared"],
            limits=form.demands(),
            relief_only=form.cleaned_data["relief_only"],
            most_minutes=form.cleaned_data["most_minutes"],
            now=request.now,
        )
        return see_other("safety:standing")
    context = {
        "form": form,
        "waiting": waiting,
        "cleared": cleared,
        "groups": _grouped(rows, len(waiting)),
        "to_the_end": f"to the end of {'this pregnancy' if found.gestation else 'the first year'}",
        "limits": [(key, label) for key, (label, _) in LIMITS.items()],
        "relief_only": RELIEF_ONLY,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "safety/clearance.html", context, status=status)


def _grouped(rows: list[Row], waiting: int) -> list[tuple[str, list[Row]]]:
    """Return what waits for a word, then what has one that a newer one may replace."""
    groups = [(FINE_WITH, rows[:waiting]), (SOMETHING_NEW, rows[waiting:])]
    return [(legend, group) for legend, group in groups if group]


def _word_about(found: Known, finding: Finding) -> ToClear:
    question, answer = finding.question, finding.answer
    lasts = safety_content().questionnaire.questions[question].clearance
    word = newest_word(found.history, question, answer)
    since = told_on(found.history, question, answer)
    return ToClear(question, answer, since, lasts, word.cleared_on if word else None)


@person_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """A page to print: her answers that need an answer, and room for it."""
    found = known(request.person, request.now)
    waiting = _to_clear(found)
    if found is None or not waiting:
        return see_other("safety:standing")
    context = {
        "found": found,
        "waiting": [_asked(f) for f in waiting],
        "limits": [*(label for label, _ in LIMITS.values()), RELIEF_ONLY],
        "on": request.on,
    }
    return page(request, "safety/clearance_sheet.html", context)


def _asked(finding: Finding) -> dict[str, Any]:
    """Return an answer as it stands on the sheet."""
    content = safety_content()
    sources = content.sources
    lasts = content.questionnaire.questions[finding.question].clearance
    return {
        "rule": finding.question,
        "said": finding.said,
        "not_sure": finding.answer == NOT_SURE,
        "why": finding.why,
        "may_be_long_past": lasts is ClearanceLasts.LONG_PAST,
        "sources": [sources[id_] for id_ in finding.sources],
    }


def _to_clear(found: Known | None) -> list[Finding]:
    """Return what a clearance may lower: ask first, a standard lock, not yet cleared."""
    if found is None or found.standing.status is not Status.ASK_FIRST:
        return []
    findings = found.standing.decision.findings if found.standing.decision else ()
    return [f for f in findings if may_be_cleared(f) and f not in found.standing.cleared]


def _cleared(found: Known | None) -> list[Finding]:
    """Return what a clearance lowers now, about which a newer word may come."""
    narrowed = (Status.ASK_FIRST, Status.GOOD)
    if found is None or found.standing.status not in narrowed:
        return []
    return list(found.standing.cleared)
