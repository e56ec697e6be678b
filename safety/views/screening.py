"""The questions, one page at a time, and the answers to check at the end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page, see_other
from safety import recording
from safety.again import ToldBefore, told_before
from safety.content import questionnaire
from safety.drafts import is_over, still_counts
from safety.facts import Known, known
from safety.forms import Reading, read_questions
from safety.history import Coverage
from safety.models import Draft
from safety.pain import chosen
from safety.questionnaire import (
    NO,
    NOT_SURE,
    YES,
    AskedPage,
    Question,
    QuestionKind,
    day_of,
)
from safety.shutters import hint_of, looked_at, with_seen
from safety.triage import Decision, decide, next_page
from safety.vocabulary import SEEN, Outcome

PLAIN_ANSWERS = {
    YES: "Yes",
    NO: "No",
    NOT_SURE: "Not sure",
    SEEN: "The same as when it was looked at",
}


def draft_of(found: Known, now: datetime) -> Draft | None:
    """Return what she is in the middle of answering, unless it has outlived what it knew."""
    draft: Draft | None = getattr(found.pregnancy.person, "draft", None)  # it came with her
    if draft is None or is_over(draft.begun_at, found.history, questionnaire(), now):
        return None
    return draft


def only_of(draft: Draft) -> frozenset[str] | None:
    """Return the ids of the questions this draft asks; None for all of them."""
    coverage = Coverage(draft.coverage)
    if coverage is Coverage.URGENT:
        return questionnaire().urgent()
    return frozenset(draft.only) if coverage is Coverage.CHANGED else None


def fresh_answers(draft: Draft, request: HttpRequest) -> dict[str, str]:
    """Return the draft's answers, without symptoms that were answered hours ago."""
    return still_counts(draft.answers, draft.given_at, questionnaire(), request.now)


def go_on(request: HttpRequest, found: Known, draft: Draft) -> HttpResponse:
    """Send her to the next page, to checking her answers, or to what they come to."""
    answers, only = fresh_answers(draft, request), only_of(draft)
    asked = next_page(questionnaire(), found.facts, answers, only)
    if asked is not None:
        return see_other("safety:questions", asked.page.id)
    decision = decide(questionnaire(), found.facts, answers, only)
    if decision.outcome < Outcome.TODAY and draft.coverage == Coverage.FULL:
        return see_other("safety:check_answers")
    return _finish(request, found, draft, answers, decision)


def _finish(
    request: HttpRequest,
    found: Known,
    draft: Draft,
    answers: Mapping[str, str],
    decision: Decision,
) -> HttpResponse:
    recording.finish_screening(
        person=found.pregnancy.person,
        pregnancy=found.pregnancy,
        coverage=Coverage(draft.coverage),
        answers=answers,
        decision=decision,
        now=request.now,
    )
    if draft.then and decision.outcome < Outcome.TODAY:
        return see_other(reverse("sessions:today") + "?for=relief")
    return see_other("safety:standing")


def _under_way(request: HttpRequest) -> tuple[Known, Draft] | None:
    found = known(request.person, request.now)
    draft = draft_of(found, request.now) if found is not None else None
    return (found, draft) if found is not None and draft is not None else None


@person_required
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one page of questions and save what she answers."""
    under_way = _under_way(request)
    if under_way is None:
        return see_other("safety:screening")
    found, draft = under_way
    answers = fresh_answers(draft, request)
    pages = questionnaire().pages_for(found.facts, answers, only_of(draft))
    asked = next((p for p in pages if p.page.id == slug), None)
    if asked is None:
        return go_on(request, found, draft)
    before = _to_confirm(found, asked, answers, request.on)
    shown = before.answers if before else answers
    reading = Reading(answers=dict(shown), each=_was_unsure(asked, shown))
    if request.method == "POST":
        reading = read_questions(asked.questions, request.POST, request.on)
        if not reading.errors and (not reading.each or request.POST.get("answer") != "unsure"):
            return _save(request, found, draft, answers, reading)
    status = 422 if reading.errors else 200
    context = _page_context(found, asked, pages, reading, request)
    context["told_on"] = before.on if before and request.method == "GET" else None
    return page(request, "safety/questions.html", context, status=status)


def _to_confirm(
    found: Known, asked: AskedPage, answers: Mapping[str, str], on: date
) -> ToldBefore | None:
    """Return what she said last time, unless she has answered this page in this round."""
    if any(q.id in answers for q in asked.questions):
        return None
    return told_before(found.history, asked, on)


def _save(
    request: HttpRequest,
    found: Known,
    draft: Draft,
    answers: Mapping[str, str],
    reading: Reading,
) -> HttpResponse:
    seen = looked_at(found.history, request.now)
    given = with_seen(reading.answers, seen)
    if not recording.keep_answers(draft=draft, still=answers, answers=given, now=request.now):
        return see_other("safety:screening")  # sent or begun afresh in another tab
    return go_on(request, found, draft)


@person_required
@require_http_methods(["GET", "POST"])
def check_answers(request: HttpRequest) -> HttpResponse:
    """Show all she has answered, each with a way to change it, and decide on her word."""
    under_way = _under_way(request)
    if under_way is None:
        return see_other("safety:screening")
    found, draft = under_way
    answers, only = fresh_answers(draft, request), only_of(draft)
    if next_page(questionnaire(), found.facts, answers, only) is not None:
        return go_on(request, found, draft)
    decision = decide(questionnaire(), found.facts, answers, only)
    if request.method == "POST":
        return _finish(request, found, draft, answers, decision)
    pages = questionnaire().pages_for(found.facts, answers, only)
    context = {
        "found": found,
        "her_state": found.told.value,
        "rows": [_checked(asked, pages, answers) for asked in pages],
        "back": reverse("safety:questions", args=[pages[-1].page.id]),
    }
    return page(request, "safety/check_answers.html", context)


def _checked(
    asked: AskedPage, pages: Sequence[AskedPage], answers: Mapping[str, str]
) -> dict[str, Any]:
    """Return one page as it is checked: what was asked, and every answer other than no."""
    same = [p.page.id for p in pages if p.page.name == asked.page.name]
    plain = not asked.questions[0].ticked
    alone = plain and len(asked.questions) == 1
    return {
        "page": asked.page,
        "name": asked.page.title if alone else asked.page.name,
        "part": same.index(asked.page.id) + 1 if len(same) > 1 and not alone else 0,
        "parts": len(same),
        "asked": [] if plain else [q.label for q in asked.questions],
        "answers": [
            _in_words(q, answers[q.id], alone=alone)
            for q in asked.questions
            if plain or answers.get(q.id, NO) != NO
        ],
    }


def _in_words(question: Question, answer: str, *, alone: bool) -> str:
    if question.ticked:
        return f"{question.label}{_unless_yes(answer)}"
    words = answer_words(question, answer)
    return words if alone else f"{question.label} {words}"


def _unless_yes(answer: str) -> str:
    return "" if answer == YES else f": {PLAIN_ANSWERS[answer].lower()}"


def answer_words(question: Question, answer: str) -> str:
    """Return a stored answer in the words of the page."""
    if (day := day_of(answer)) is not None and question.kind is QuestionKind.DATE:
        return f"{day.day} {day:%B %Y}"
    if question.choices:
        told = chosen(answer)
        return ", ".join(choice.label for choice in question.choices if choice.id in told)
    return PLAIN_ANSWERS.get(answer, answer)


def _was_unsure(asked: AskedPage, answers: Mapping[str, str]) -> bool:
    return any(answers.get(q.id) == NOT_SURE for q in asked.questions if q.ticked)


def _page_context(
    found: Known,
    asked: AskedPage,
    pages: Sequence[AskedPage],
    reading: Reading,
    request: HttpRequest,
) -> dict[str, Any]:
    names = list(dict.fromkeys(p.page.name for p in pages))
    same = [p.page.id for p in pages if p.page.name == asked.page.name]
    index = [p.page.id for p in pages].index(asked.page.id)
    before = reverse("safety:questions", args=[pages[index - 1].page.id]) if index else ""
    seen = looked_at(found.history, request.now)
    return {
        "her_state": found.told.value,
        "asked": asked.page,
        "rows": [_row(q, reading, looked_at=q.id in seen) for q in asked.questions],
        "each": reading.each,
        "is_choice": not asked.questions[0].ticked,
        "errors": reading.errors,
        "back": before or reverse("safety:screening"),
        "step": names.index(asked.page.name) + 1,
        "steps": len(names),
        "part": same.index(asked.page.id) + 1,
        "parts": len(same) if len(same) > 1 else 0,
    }


def _row(question: Question, reading: Reading, *, looked_at: bool) -> dict[str, Any]:
    """One question as the page shows it. Choices with a second line are rows, others chips."""
    answer = reading.answers.get(question.id, "")
    where = f"id_answer-{question.id}_0"
    detailed = any(c.detail for c in question.choices)
    return {
        "question": question,
        "answer": answer,
        "values": chosen(answer),
        "day": _parts(answer) if question.kind is QuestionKind.DATE else (),
        "alone": answer in question.allowed,
        "looked_at": looked_at,
        "hint": hint_of(question, {question.id} if looked_at else ()),
        "input": "checkbox" if question.kind is QuestionKind.MANY else "radio",
        "choices": [(c.id, c.label, c.detail) for c in question.choices if detailed],
        "chips": [(c.id, c.label) for c in question.choices if not detailed],
        "error": next((e["text"] for e in reading.errors if e["id"] == where), ""),
    }


def _parts(answer: str) -> list[str]:
    """Return day, month and year as she wrote them."""
    parts = answer.split("-")[::-1]
    return ["" if part == "00" else part for part in parts] if len(parts) == 3 else []
