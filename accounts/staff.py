"""Who may open the staff pages, and how often a wrong password may be tried.

Decides who is staff (whoever was made one at the site's own command line), when too many tries
close the door, and where a sign-in may lead: to a staff page and nowhere else. Refuses to keep
the names that were tried: only a keyed digest is stored, for a quarter of an hour of tries.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import SignInTry, User
from config.http import HttpRequest

SIGNED_IN_FOR = timedelta(hours=12)
TRIES_COUNT_FOR = timedelta(minutes=15)
TRIES_A_NAME = 5
TRIES_IN_ALL = 50  # so that names made up by the thousand fill no table either
PAGES = ("staff", "staff_content", "staff_figures")

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def is_staff(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_staff


def staff_required(view: View[P]) -> View[P]:
    """For anybody who is not staff there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_staff(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@transaction.atomic
def may_try(name: str, now: datetime) -> bool:
    """Count a try before it is looked at, and say whether it may be: so two at once count twice."""
    SignInTry.objects.filter(at__lte=now - TRIES_COUNT_FOR).delete()
    if SignInTry.objects.count() >= TRIES_IN_ALL:
        return False
    SignInTry.objects.create(name=_digest(name), at=now)
    return SignInTry.objects.filter(name=_digest(name)).count() <= TRIES_A_NAME


def forget_tries(name: str) -> None:
    SignInTry.objects.filter(name=_digest(name)).delete()


def staff_page(wanted: str) -> str:
    """Return the staff page at this address; where there is none, the list of them."""
    return wanted if wanted in {reverse(name) for name in PAGES} else reverse("staff")


def as_typed(name: str) -> str:
    """A name as it is stored: without the blanks and capitals a phone puts in."""
    return name.strip().lower()


def _digest(name: str) -> str:
    return salted_hmac("accounts.staff", as_typed(name), algorithm="sha256").hexdigest()
