"""What every test stands on: a database of its own, and static files as they lie in static/."""

from collections.abc import Generator, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import hypothesis
import pytest
import time_machine
from coverage import Coverage
from django.db import connection
from django.test import Client
from pytest_django import Settings

from exercises import figures
from exercises.content import library
from exercises.loading import load_rows
from exercises.pictures import FOLDER
from tests.people import NOW, Woman, new_woman

# A slow machine is no fault of the code, and a failure must come back when it is run again.
hypothesis.settings.register_profile("easeback", deadline=None, derandomize=True)
hypothesis.settings.load_profile("easeback")


# Browser tests of how pages look and weigh: the same whichever database holds the rows.
LOOKS = frozenset(
    {
        "test_figures",
        "test_pages",
        "test_paper",
        "test_signs_on_paper",
        "test_sizes",
        "test_validity",
    }
)


# Tests of views, by the names of their files.
PAGES = ("test_views", "test_pages", "test_queries")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses among the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what meets the database, so that it alone can be run again on PostgreSQL."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.path.parent.name == "e2e" and item.path.stem in LOOKS:
            continue
        if {"db", "transactional_db", "live_server"} & set(fixtures) or _asks_for_database(item):
            item.add_marker(pytest.mark.database)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Leave what pages and browsers run through out of the coverage.

    Tests that ask it directly must cover what decides; tracing slows every other by half.
    """
    pages = item.path.stem.startswith(PAGES) and item.get_closest_marker("database")
    through_pages = pages or item.path.parent.name == "e2e"
    measuring = Coverage.current() if through_pages else None
    if measuring:
        measuring.stop()
    try:
        return (yield)
    finally:
        if measuring:
            measuring.start()


def _asks_for_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite in a file: in memory, the live server's threads would share one connection."""
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(scope="session")
def nothing_collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the pictures of this run are drawn, once for all its workers."""
    if worker_id == "master":
        return tmp_path_factory.mktemp("figures")
    return tmp_path_factory.getbasetemp().parent / "figures"


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings, nothing_collected: Path, pictures: Path) -> None:
    """Serve what is in static/ now, not what somebody's last `make run` drew or collected."""
    settings.STATICFILES_DIRS = [settings.BASE_DIR / "static"]
    settings.FIGURES_DIR = pictures
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.STATIC_ROOT = str(nothing_collected)


@pytest.fixture
def drawn(pictures: Path, settings: Settings, plain_static_files: None) -> Path:
    """Pages with pictures; without this they show the signs of the positions."""
    pictures.mkdir(exist_ok=True)
    with (pictures / ".being-drawn").open("w") as lock:
        flock(lock, LOCK_EX)  # the first worker draws, the others wait for it
        figures.write(pictures)
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, (FOLDER, pictures)]
    return pictures


@pytest.fixture
def catalogue_rows(db: None) -> None:
    """Load the catalogue: a test that empties the tables takes the rows with it."""
    load_rows(library=library())


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def her(db: None, client: Client, clock: time_machine.Traveller) -> Woman:
    return new_woman(client)
