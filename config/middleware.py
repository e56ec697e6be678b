"""What every request is given and every answer carries.

Decides her day, when her cookie is renewed (at most once a day: a write on every look would
cost more than the page), which answers may be kept by a browser, and what it may not do.
"""

from collections.abc import Callable
from functools import cache
from urllib.parse import unquote
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from accounts.models import User
from config.http import HttpRequest, page
from safety.content import countries

Answer = Callable[[HttpRequest], HttpResponseBase]

# A session needs a screen that stays on and a tone that starts by itself. Nothing else.
PERMISSIONS = ", ".join(
    [
        "autoplay=(self)",
        "screen-wake-lock=(self)",
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "display-capture",
                "geolocation",
                "gyroscope",
                "hid",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "publickey-credentials-get",
                "serial",
                "usb",
            )
        ),
    ]
)


def headers(answer: Answer) -> Answer:
    """What holds for every answer, static files too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def her_time(answer: Answer) -> Answer:
    """Her zone: as her browser says, else as it last said, else as the host set."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.browser_zone = known_zone(request.COOKIES.get("tz", ""))
        zone = ZoneInfo(request.browser_zone or _kept_zone(request) or settings.TIME_ZONE)
        request.now = timezone.now().astimezone(zone)
        request.on = request.now.date()
        request.countries = _country_names()
        with timezone.override(zone):
            return answer(request)

    return middleware


def her_visit(answer: Answer) -> Answer:
    """Once a day a person's cookie starts its 400 days again, and her row says she was here."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        today = request.on.isoformat()
        if isinstance(request.user, User) and request.session.get("seen_on", "") < today:
            request.session["seen_on"] = today
            zone = request.browser_zone or request.user.time_zone
            User.objects.filter(pk=request.user.pk).update(last_seen_on=today, time_zone=zone)
        return answer(request)

    return middleware


def caching(answer: Answer) -> Answer:
    """A person's pages are kept nowhere. A stranger's may be, and are asked about each time."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        patch_vary_headers(response, ["Cookie"])  # the theme and the zone are cookies too
        known = request.user.is_authenticated or not request.session.is_empty()
        rule = "private, no-store" if known else "private, no-cache"
        response.headers.setdefault("Cache-Control", rule)
        return response

    return middleware


def wrong_way(answer: Answer) -> Answer:
    """A page asked for in a way it does not answer says so in words, not with an empty sheet."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = page(request, "shell/bad_request.html").content
        return response

    return middleware


def known_zone(cookie: str) -> str:
    """The zone a cookie names, or nothing. A cookie is whatever somebody cared to send."""
    name = unquote(cookie)
    return name if name in _zones() else ""


def _kept_zone(request: HttpRequest) -> str:
    return known_zone(request.user.time_zone) if isinstance(request.user, User) else ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # walks a file tree, so once


@cache
def _country_names() -> dict[str, str]:
    return {code: country.name for code, country in countries().items() if code}
