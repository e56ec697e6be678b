"""How the pages of a session send her on, and what they say on the way."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from config.http import HttpRequest, see_other
from safety.content import signs
from safety.facts import Known, facts_for
from safety.signs import Sign, SignAnswer, signs_for
from safety.vocabulary import Facts, Gate


def facts_of(request: HttpRequest) -> Facts:
    """Her facts; with none known every sign concerns her."""
    return facts_for(request.person, request.now) or Facts(gate=Gate.SHUT)


def signs_here(found: Known | None) -> list[tuple[Sign, tuple[SignAnswer, ...], str]]:
    """Return the signs that concern her, with the answers of each and how long to give it."""
    facts = found.facts if found else Facts(gate=Gate.SHUT)
    return [(sign, sign.answers_for(facts), wait(sign)) for sign in signs_for(signs(), facts)]


def wait(sign: Sign) -> str:
    return f"Give it {sign.timer_s // 60} minutes" if sign.timer_s else ""


def wait_until(request: HttpRequest, sign: Sign) -> datetime:
    """Return when the wait of a sign is over: a page that comes back does not begin it anew."""
    latest = request.now + timedelta(seconds=sign.timer_s)
    told = request.POST.get("until", "")
    if not (told.isascii() and told.isdigit() and len(told) < 12):
        return latest
    return min(datetime.fromtimestamp(int(told), request.now.tzinfo), latest)


def go(request: HttpRequest, to: Any, *args: Any) -> HttpResponseBase:
    """Look there now; takes what ``redirect`` takes.

    For htmx as a whole new page, because that brings styles and scripts of its own.
    """
    if request.htmx:
        return HttpResponseClientRedirect(resolve_url(to, *args))
    return see_other(to, *args)


def go_saying(
    request: HttpRequest, to: str, pk: UUID, sign: Sign, answer: SignAnswer
) -> HttpResponseBase:
    """Go there with the advice that an answer about a sign has."""
    query = urlencode({"sign": sign.id, "answer": answer.id})
    return go(request, f"{resolve_url(to, pk)}?{query}")


def advice(request: HttpRequest) -> str:
    """Return the advice she was sent on with; nothing when the address makes no sense."""
    wanted = (request.GET.get("sign"), request.GET.get("answer"))
    return next(
        (a.advice for s in signs() for a in s.answers if (s.id, a.id) == wanted),
        "",
    )
