"""Where she stands: the outcome and its reasons, whom to call, and who said what since."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.forms import UnitForm
from accounts.guests import person_required
from config.http import HttpRequest, page, posted, see_other
from safety import recording
from safety.changing import what_would_change
from safety.content import safety_content
from safety.derived import EPIDURAL_RECENT
from safety.facts import Known
from safety.forms import LIMITS, RELIEF_ONLY
from safety.models import Screening, Stop
from safety.questionnaire import NOT_SURE, URGENCY, Questionnaire
from safety.since_ending import known_or_waiting
from safety.standing import Standing, Status
from safety.triage import Finding
from safety.views.screening import draft_of, go_on
from safety.vocabulary import SEEN, Act, Lock, Outcome

SHUT = (Status.WAITING, Status.NOT_YET, Status.HARM, Status.REST_ONLY)

# How serious an outcome is, by the word a stored reason has for it.
SERIOUS = {outcome.slug: outcome for outcome in Outcome}

# The level in a word, beside its shape.
CLEAR, ADAPTED = "Clear", "Adapted for you"

# What her pain comes to is worth telling, whatever is open.
ABOUT_THE_PAIN = frozenset({"B1-relief", "B1-worst", "B3"})
# What she may think leaves something out, and does not.
CHANGES_NOTHING = frozenset({EPIDURAL_RECENT})

# Verb first, so that the first word she reads is what to do.
HEADLINES = {
    Act.CALL: "Call an ambulance now",
    Act.CRISIS: "Please talk to someone now",
    Act.NOW: "Phone your maternity unit now",
    Act.LABOUR: "Phone your labour line now",
    Act.TODAY: "Phone your maternity unit today",
    Act.ASK: "Talk to your midwife first",
    Act.MENTION: "Mention this at your next visit",
    Act.NONE: "Stop for now",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One stored reason as a page shows it: her answer, the rule, the sources."""

    rule: str
    answer: str
    outcome: str
    act: str
    said: str
    say: str
    advice: str
    why: str
    sources: tuple[Any, ...]
    reviewed: bool


@person_required
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """Say what her answers come to, why, and what to do first."""
    found = known_or_waiting(request.person, request.now)
    if found is None:
        return page(request, "safety/never.html", {})
    where = found.standing
    if where.status in SHUT:
        return _interrupted(request, found)
    context = {"found": found, "where": where, **_open_context(found)}
    return page(request, "safety/standing.html", context)


def _interrupted(request: HttpRequest, found: Known) -> HttpResponse:
    """The page of its own that *today*, *emergency* and thoughts of harm get."""
    where = found.standing
    rows = rows_of(request, where.shows)
    reasons, deciding = reasons_of(rows), deciding_of(rows)
    crisis = [r for r in reasons if r.act == Act.CRISIS]
    others = [r for r in deciding if r.act != Act.CRISIS]
    first = (others or crisis)[0]
    only_harm = where.status is Status.HARM or not others
    may_take_back = where.mistake_until is not None and request.now <= where.mistake_until
    context = {
        "found": found,
        "where": where,
        "level": first.outcome,
        "first": first,
        "headline": HEADLINES[Act(first.act)],
        "reasons": reasons,
        "deciding": [r for r in deciding if r.answer != NOT_SURE],
        "unsure": [r for r in deciding if r.answer == NOT_SURE],
        "crisis": bool(crisis),
        "words": words_to_say(found, others),
        "would_change": _would_change(found, [r.rule for r in deciding]),
        "may_take_back": may_take_back,
        "taken_back": deciding_of([r for r in rows if str(r.id) == where.shut_by])
        if len(rows) > 1
        else [],
        "about": found.about,
    }
    if where.status in (Status.NOT_YET, Status.REST_ONLY):
        return page(request, "safety/held.html", context)
    return page(request, "safety/harm.html" if only_harm else "safety/interrupt.html", context)


def rows_of(request: HttpRequest, keys: Iterable[str]) -> list[Screening | Stop]:
    """Return the screenings and stops with these keys, oldest first."""
    ids = [UUID(key) for key in keys]
    rows: list[Screening | Stop] = list(Screening.objects.filter(person=request.person, id__in=ids))
    rows += Stop.objects.filter(person=request.person, id__in=ids)
    return sorted(rows, key=lambda row: (row.at, str(row.id)))


def reasons_of(rows: Iterable[Screening | Stop]) -> list[Reason]:
    """Return all reasons of these rows, the most urgent first, each once."""
    return _in_order(r for row in rows for r in row.reasons if r["answer"] != SEEN)


def deciding_of(rows: Iterable[Screening | Stop]) -> list[Reason]:
    """Return the reasons that decided each of these rows, the most urgent first, each once."""
    return _in_order(r for row in rows for r in row.reasons if r["rule"] in _deciding(row))


def _deciding(row: Screening | Stop) -> list[str]:
    return row.deciding if isinstance(row, Screening) else [row.sign]


def _in_order(reasons: Iterable[Mapping[str, Any]]) -> list[Reason]:
    once = {(r["rule"], r["answer"]): stored(r) for r in reasons}
    return sorted(once.values(), key=lambda r: (-SERIOUS[r.outcome], URGENCY[Act(r.act)]))


def stored(reason: Mapping[str, Any]) -> Reason:
    content = safety_content()
    questionnaire, rule = content.questionnaire, reason["rule"]
    entry = questionnaire.questions.get(rule) or questionnaire.derived.get(rule)
    sources = tuple(content.sources[s] for s in reason["sources"] if s in content.sources)
    keys = ("rule", "answer", "outcome", "act", "said", "say", "advice", "why")
    reviewed = bool(entry and entry.reviewed_by)
    return Reason(**{k: reason[k] for k in keys}, sources=sources, reviewed=reviewed)


def words_to_say(found: Known, reasons: list[Reason]) -> str:
    """Return her own answers as one short speech for the phone."""
    unsure = [r for r in reasons if r.answer == NOT_SURE and _is_ticked(r.rule)]
    sure = [r.say for r in reasons if r.say and r not in unsure]
    doubts = (f"I am not sure about {_as_she_says(r.said)}." for r in unsure)
    return " ".join([found.spoken, *sure, *doubts])


def _is_ticked(rule: str) -> bool:
    """Not sure of a choice is an answer of its own: what she says is no doubt about a sign."""
    question = safety_content().questionnaire.questions.get(rule)
    return question is None or question.ticked


def _as_she_says(said: str) -> str:
    return re.sub(r"\byou\b", "I", re.sub(r"\byour\b", "my", said)).replace("yourself", "myself")


def _open_context(found: Known) -> dict[str, Any]:
    decision = found.standing.decision
    findings = decision.findings if decision else ()
    reasons = [stored(recording.reason(f)) for f in findings if f.answer != SEEN]
    asking = [f for f in findings if f.outcome is Outcome.ASK_FIRST]
    left = [f for f in asking if f not in found.standing.cleared]
    by_rule = {r.rule: r for r in reasons}
    # The page folds what comes after the third: what her clinician asked for comes first.
    changes = [
        *(("Your clearance", limit) for limit in limits_in_words(found.standing)),
        *changes_for(findings, safety_content().questionnaire),
    ]
    return {
        "reasons": reasons,
        "left": [by_rule[f.question] for f in left],
        "would_change": _would_change(found, [f.question for f in findings]),
        "hard": any(f.lock is Lock.HARD for f in left),
        "rest_advised": any(f.closes_breathing for f in left),
        "to_mention": [
            by_rule[f.question]
            for f in findings
            if f.act is Act.MENTION and f.question in ABOUT_THE_PAIN
        ],
        "phone_today": [r for r in reasons if r.act == Act.TODAY],
        "unchanged": [r for r in reasons if r.rule in CHANGES_NOTHING],
        "changes": changes,
        "scan_on": found.standing.scan_on,
        "level_words": ADAPTED if changes else CLEAR,
    }


def _would_change(found: Known, deciding: list[str]) -> tuple[str, ...]:
    return what_would_change(found.standing, safety_content().questionnaire, deciding)


def changes_for(
    findings: tuple[Finding, ...], questionnaire: Questionnaire
) -> list[tuple[str, str]]:
    """Return (her answer, what it changes) for each adaptation; what was looked at is none."""
    labels = {id_: words.label for id_, words in questionnaire.derived.items()}
    labels |= {id_: question.label for id_, question in questionnaire.questions.items()}
    return [
        (labels[f.question], f.why)
        for f in findings
        if f.outcome is Outcome.ADAPTED and f.question in labels and f.answer != SEEN
    ]


def limits_in_words(where: Standing) -> list[str]:
    """Return what the person who cleared her asked for, as it stood on the form."""
    words = [label for label, demands in LIMITS.values() if demands <= where.limits]
    words += [RELIEF_ONLY] if where.relief_only else []
    words += [f"No more than {where.most_minutes} minutes"] if where.most_minutes else []
    return words


@person_required
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest) -> HttpResponse:
    """Ask for her maternity unit's number, once; it can be skipped and changed later."""
    person = request.person
    if request.method == "POST" and request.POST.get("answer") == "skip":
        form = UnitForm({})
    else:
        form = UnitForm(posted(request), initial=_unit(person))
    if request.method == "POST" and form.is_valid():
        person.unit_asked_on = request.on
        changed = ["unit_asked_on"]
        if request.POST.get("answer") != "skip":
            person.unit_name = form.cleaned_data["unit_name"]
            person.unit_phone = form.cleaned_data["unit_phone"]
            changed += ["unit_name", "unit_phone"]
        person.save(update_fields=changed)
        return _after_unit(request)
    status = 422 if request.method == "POST" else 200
    return page(request, "safety/unit.html", {"form": form}, status=status)


def _unit(person: Any) -> dict[str, str]:
    return {"unit_name": person.unit_name, "unit_phone": person.unit_phone}


def _after_unit(request: HttpRequest) -> HttpResponse:
    """Go back to the page that needs the number, or on with the questions."""
    found = known_or_waiting(request.person, request.now)
    if found is not None and found.standing.status in SHUT:
        return see_other("safety:standing")
    draft = draft_of(found, request.now) if found is not None else None
    if found is not None and draft is not None:
        return go_on(request, found, draft)
    return see_other("safety:screening")
