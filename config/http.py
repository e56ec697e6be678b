"""What a request is in this house, and how a page answers it.

Imports nothing of ours at run time, so every app may use it. It decides only whether the
whole page or a named part of it is sent; it refuses nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import django.http
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from accounts.models import User


class HttpRequest(django.http.HttpRequest):
    """A request as our middleware leaves it for a view."""

    htmx: "HtmxDetails"
    person: "User"  # on views behind `person_required`
    now: datetime  # in her time zone
    on: date  # her day
    browser_zone: str  # as her browser told it; empty when it did not
    countries: Mapping[str, str]  # code to name: what she may choose from


def page(
    request: django.http.HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The template, or its part called `partial` when htmx asks for a part.

    A boosted link and a restored history entry want the whole page. Whoever may get a part
    must be told apart by caches, whichever of the two is sent.
    """
    name = f"{template}#{partial}" if partial and _wants_part(request) else template
    response = render(request, name, dict(context or {}), status=status)
    if partial:
        patch_vary_headers(response, ["HX-Request"])
    return response


def posted(request: django.http.HttpRequest) -> QueryDict | None:
    """What was sent in; None when the page is only looked at. Sent empty is not looked at."""
    return request.POST if request.method == "POST" else None


def see_other(to: Any, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    """After a write: look there. Takes what `redirect` takes."""
    return HttpResponseRedirect(resolve_url(to, *args, **kwargs), status=303)


def _wants_part(request: django.http.HttpRequest) -> bool:
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]  # set by its middleware
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
