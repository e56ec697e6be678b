"""Her own page, erasing everything, the theme, and the door for staff.

Looking makes nothing. Erasing asks once, then leaves no row of hers and no cookie behind.
Staff cannot sign in where somebody's record is open: her cookie is the only key to it.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import PreferencesForm, StaffForm
from accounts.guests import ensure_person, person_required
from accounts.models import Theme, User
from accounts.staff import (
    SIGNED_IN_FOR,
    TRIES_COUNT_FOR,
    forget_tries,
    is_staff,
    may_try,
    staff_page,
    staff_required,
)
from config.http import HttpRequest, page, see_other

TOO_MANY = {
    "id": "id_username",
    "text": "Too many tries. Wait a quarter of an hour, then try again.",
}
PREFERENCES = ("country", "theme", "unit_name", "unit_phone", "skin", "hair", "outfit")


@require_http_methods(["GET", "POST"])
def you(request: HttpRequest) -> HttpResponseBase:
    if request.method == "GET":
        person = request.user if isinstance(request.user, User) else User()
        initial = {name: getattr(person, name) for name in PREFERENCES}
        return _you(request, PreferencesForm(initial=initial, countries=request.countries))
    form = PreferencesForm(request.POST, countries=request.countries)
    if not form.is_valid():
        return _you(request, form, status=422)
    person = ensure_person(request)
    for name in PREFERENCES:
        setattr(person, name, form.cleaned_data[name])
    person.unit_asked_on = person.unit_asked_on or request.on
    person.save(update_fields=[*PREFERENCES, "unit_asked_on"])
    return _wear(see_other("/account/?saved=yes"), person.theme)


@require_http_methods(["GET", "POST"])
@person_required
def erase(request: HttpRequest) -> HttpResponseBase:
    if request.method == "GET":
        return page(request, "accounts/erase.html")
    request.person.delete()
    logout(request)
    response = page(request, "accounts/erased.html")
    response["Clear-Site-Data"] = '"cookies", "storage", "cache"'
    response["Cache-Control"] = "private, no-store"
    for cookie in ("theme", "tz"):  # for browsers that do not know the header
        response.delete_cookie(cookie)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponseBase:
    chosen, back = request.POST.get("theme", ""), request.POST.get("next", "")
    if chosen not in Theme.values:
        raise BadRequest("no such theme")
    if isinstance(request.user, User):
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return _wear(see_other(back if here else "home"), chosen)


@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponseBase:
    """The staff pages for staff; for a stranger, the way in; for anybody's own browser, neither."""
    if is_staff(request):
        return page(request, "accounts/staff.html")
    if request.user.is_authenticated:
        return page(request, "accounts/staff_elsewhere.html", status=403)
    if request.method != "POST":
        return _door(request, StaffForm(request))
    name = request.POST.get("username", "")
    if not may_try(name, request.now):
        response = _door(request, StaffForm(request), errors=[TOO_MANY], status=429)
        response["Retry-After"] = str(int(TRIES_COUNT_FOR.total_seconds()))
        return response
    form = StaffForm(request, data=request.POST)
    if not form.is_valid():
        return _door(request, form, status=422)
    login(request, form.get_user())
    request.session.set_expiry(int(SIGNED_IN_FOR.total_seconds()))
    forget_tries(name)
    return see_other(staff_page(request.POST.get("next", "")))


@require_POST
@staff_required
def staff_sign_out(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    return see_other("staff")


def _door(
    request: HttpRequest, form: StaffForm, *, errors: Sequence[Any] = (), status: int = 200
) -> HttpResponse:
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    context = {"form": form, "errors": errors, "next": staff_page(asked)}
    return page(request, "accounts/staff_sign_in.html", context, status=status)


def _you(request: HttpRequest, form: PreferencesForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "saved": "saved" in request.GET, "zone": str(request.now.tzinfo)}
    return page(request, "accounts/you.html", context, status=status)


def _wear(response: HttpResponse, chosen: str) -> HttpResponse:
    response.set_cookie(
        "theme",
        chosen,
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
