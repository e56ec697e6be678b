"""Her own page, erasing everything, and the theme.

Looking makes nothing. Erasing asks once, then leaves no row of hers and no cookie behind.
"""

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import PreferencesForm
from accounts.guests import ensure_person, person_required
from accounts.models import Theme, User
from config.http import HttpRequest, page, see_other

PREFERENCES = ("country", "theme", "unit_name", "unit_phone")


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
