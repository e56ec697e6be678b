"""How a person comes to be, and how long an unused one stays.

A guest is made at the first thing worth saving, never by looking around. Her cookie is her
only key. Nobody who has gone unseen for thirteen months is kept without an address to ask at.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import login
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from config.http import HttpRequest, see_other

KEPT_FOR = timedelta(days=397)  # the longest thirteen months: never sooner than promised

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def ensure_person(request: HttpRequest) -> User:
    """Whoever is signed in, else a new guest, whom this browser is from now on."""
    if isinstance(request.user, User):
        return request.user
    guest = User.objects.create_guest(seen_on=request.on, time_zone=request.browser_zone)
    login(request, guest, backend="django.contrib.auth.backends.ModelBackend")
    # She was seen just now: the daily renewal (config.middleware) need not say so again.
    request.session["seen_on"] = request.on.isoformat()
    return guest


def person_required(view: View[P]) -> View[P]:
    """Lets only a known person through, as `request.person`; a stranger starts at home."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return _home(request)
        request.person = request.user
        return view(request, *args, **kwargs)

    return guarded


def unseen_guests(on: date) -> QuerySet[User]:
    return User.objects.filter(email__isnull=True, last_seen_on__lt=on - KEPT_FOR)


def _home(request: HttpRequest) -> HttpResponseBase:
    if request.htmx:  # a redirect would land inside the part that asked
        return HttpResponseClientRedirect(reverse("home"))
    return see_other("home")
