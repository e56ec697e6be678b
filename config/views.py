"""The pages that belong to no app, and what is said when something went wrong.

An error page looks like the product, says what happened in her words and what to do now. It
never asks the database for anything it can do without. A form whose token has gone stale
is given back with what she typed, but only to a page of ours: handing a stranger's form a
fresh token would be the attack the token is there to stop.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, connection
from django.http import HttpRequest as Request
from django.http import (
    HttpResponse,
    HttpResponseBase,
    HttpResponseServerError,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.staff import staff_required
from config import offline as kept
from config.context import numbers, theme
from config.http import HttpRequest, page, see_other
from config.signing import unsigned
from exercises import contact_sheet
from exercises.pictures import picture
from safety.content import sources as all_sources

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
PLAIN = (
    "<!doctype html><html lang=en-GB><title>Easeback</title>"
    "<h1>Something went wrong on our side</h1>"
    "<p>Please try again in a minute. If you are worried, do not wait for us: "
    "phone your maternity unit."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One field of a form that comes back. Words are shown, so that she can copy them."""

    name: str
    value: str

    @property
    def words(self) -> bool:
        return " " in self.value.strip() or "\n" in self.value.strip()


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return see_other("sessions:today")
    return page(request, "shell/home.html", {"picture": picture("pelvic_tilt_quadruped")})


@require_safe
def about(request: HttpRequest) -> HttpResponseBase:
    return page(request, "shell/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponseBase:
    return page(request, "shell/privacy.html")


@require_safe
def sources(request: HttpRequest) -> HttpResponseBase:
    by_name = sorted(all_sources().values(), key=lambda source: source.title.casefold())
    return page(request, "shell/sources.html", {"sources": by_name})


@require_safe
def leave(request: HttpRequest) -> HttpResponseBase:
    """Where "leave this page quickly" leads: a page with nothing on it about anything."""
    return page(request, "shell/leave.html")


@require_safe
@staff_required
def staff_content(request: HttpRequest) -> HttpResponseBase:
    """What content is unsigned."""
    return page(request, "shell/staff_content.html", {"unsigned": unsigned()})


@require_safe
@staff_required
def staff_figures(request: HttpRequest) -> HttpResponseBase:
    """Every drawing in the theme the address asks for; hers is not changed by it."""
    asked = request.GET.get("theme", "")
    chosen = asked if asked in contact_sheet.THEMES else contact_sheet.THEMES[0]
    context = {
        "exercises": contact_sheet.shown(),
        "themes": contact_sheet.THEMES,
        "theme": chosen,
    }
    return page(request, "shell/staff_figures.html", context)


@require_safe
def offline(request: HttpRequest) -> HttpResponseBase:
    """What a browser shows in place of a page that it cannot fetch."""
    return page(request, "shell/offline.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponseBase:
    """The same for everybody, and asked about each time, so that a release reaches her."""
    offline, signs = kept.pages()
    context = {
        "version": kept.version(),
        "files": kept.files(),
        "offline": offline,
        "signs": signs,
    }
    words = render_to_string("shell/service-worker.js", context)
    response = HttpResponse(words, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponseBase:
    """For whoever watches the machine: whether it can answer and reach its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ok": False, "database": False}, status=503)
    return JsonResponse({"ok": True, "database": True})


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return _explain(request, "shell/too_large.html", 413)
    return _explain(request, "shell/bad_request.html", 400)


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    return _explain(request, "shell/forbidden.html", 403)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    return _explain(request, "shell/not_found.html", 404)


def server_error(request: Request) -> HttpResponse:
    """Nothing here may fail: no database, no person, and plain words if even that is too much."""
    try:
        words = {**numbers(settings.COUNTRY), "theme": theme(request), "content_reviewed": True}
        return HttpResponseServerError(render_to_string("shell/server_error.html", words))
    except Exception:
        return HttpResponseServerError(PLAIN)


def stale_token(request: Request, reason: str = "") -> HttpResponse:
    """A form without a token we know: given back as typed when it came from a page of ours."""
    ours = came_from_here(request)
    context = {
        "typed": list(typed(request)) if ours else [],
        "path": request.get_full_path(),  # never begins with two slashes
        "ours": ours,
    }
    return _whole(page(request, "shell/csrf.html", context, status=403))


def came_from_here(request: Request) -> bool:
    """What the browser itself says of the sender. Silence is a no: every browser of ours says."""
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    return said == here or said.startswith(f"{here}/")


def typed(request: Request) -> Iterator[Typed]:
    for name, values in request.POST.lists():
        if name == "csrfmiddlewaretoken" or "password" in name.lower():
            continue
        yield from (Typed(name, str(value)) for value in values)


def _explain(request: Request, template: str, status: int) -> HttpResponse:
    if not hasattr(request, "user"):  # refused before anybody asked who it is
        request.user = AnonymousUser()
    return _whole(page(request, template, status=status))


def _whole(response: HttpResponse) -> HttpResponse:
    """Tells htmx that this is a page, not the part it asked for."""
    response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response
