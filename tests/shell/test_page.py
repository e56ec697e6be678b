"""`page()`: a part for htmx, the whole for everybody else, and caches told of the difference."""

from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails
from pytest_django import Settings

from config.http import page, see_other

SOURCE = "<main>{% partialdef list inline %}<p>one</p>{% endpartialdef %}</main>"


@pytest.fixture(autouse=True)
def one_page(settings: Settings) -> None:
    """A template of its own, so that no real page's wording is tested here."""
    simple = ("django.template.loaders.locmem.Loader", {"page.html": SOURCE})
    loaders = [("template_partials.loader.Loader", [simple])]
    options = {"loaders": loaders, "builtins": settings.TEMPLATES[0]["OPTIONS"]["builtins"]}
    backend = settings.TEMPLATES[0]["BACKEND"]
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": options}]
    assert engines.all()


def ask(
    headers: Mapping[str, str], partial: str | None = "list", status: int = 200
) -> HttpResponse:
    request = RequestFactory().get("/", headers=dict(headers))
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return page(request, "page.html", partial=partial, status=status)


def test_htmx_gets_the_part() -> None:
    assert ask({"HX-Request": "true"}).content == b"<p>one</p>"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HX-Request": "true", "HX-Boosted": "true"},
        {"HX-Request": "true", "HX-History-Restore-Request": "true"},
    ],
    ids=["no htmx", "boosted link", "history restored"],
)
def test_everybody_else_gets_the_whole(headers: Mapping[str, str]) -> None:
    assert ask(headers).content == b"<main><p>one</p></main>"


def test_both_tell_caches_that_there_are_two() -> None:
    assert ask({})["Vary"] == ask({"HX-Request": "true"})["Vary"] == "HX-Request"


def test_a_page_without_parts_says_nothing_of_htmx() -> None:
    response = ask({"HX-Request": "true"}, partial=None)
    assert response.content == b"<main><p>one</p></main>"
    assert "Vary" not in response


def test_a_status_is_kept() -> None:
    assert ask({}, status=422).status_code == 422


def test_after_a_write_the_browser_looks_elsewhere() -> None:
    response = see_other("/somewhere/")
    assert (response.status_code, response["Location"]) == (303, "/somewhere/")
