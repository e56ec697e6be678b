"""What a browser may keep for when there is no network: our own files and two public pages.

Decides the list and its version, never by who asks. A personal page has no way onto the list:
it names its two pages, and the worker keeps nothing that is not on it.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from safety.content import safety_content

KEPT = ("*.css", "*.js", "*.svg", "*.png", "*.woff2")
STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def files() -> list[str]:
    """The addresses of our files, as hashed as the pages name them."""
    return [static(path.relative_to(STATIC).as_posix()) for path in _sources()]


def pages() -> list[str]:
    return [reverse("offline"), reverse("safety:warning_signs")]


def version() -> str:
    """Changes with whatever could change a kept page or file. Worked out once a process."""
    return _fresh_version() if settings.DEBUG else _version()


@cache
def _version() -> str:
    return _fresh_version()


def _fresh_version() -> str:
    digest = sha256(f"{safety_content().version} {settings.COUNTRY}".encode())
    for path in (*_sources(), *sorted(TEMPLATES.rglob("*.html"))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _sources() -> Iterator[Path]:
    return iter(sorted(path for kind in KEPT for path in STATIC.rglob(kind)))
