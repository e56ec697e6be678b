"""Settings that are well formed and still wrong."""

import os
import subprocess
import sys
from pathlib import Path

from pytest_django import Settings

from bin.environment import example
from config.checks import country_is_known
from config.settings import BASE_DIR


def test_a_country_without_numbers_is_refused(settings: Settings) -> None:
    settings.COUNTRY = "ZZ"
    (error,) = country_is_known()
    assert "ZZ" in error.msg


def test_no_country_is_no_fault(settings: Settings) -> None:
    settings.COUNTRY = ""
    assert country_is_known() == []


def test_a_country_with_numbers_is_no_fault(settings: Settings) -> None:
    settings.COUNTRY = "GB"
    assert country_is_known() == []


def test_the_values_of_the_example_are_fit_for_production(tmp_path: Path) -> None:
    # What the browser tests allow themselves is no value of ours.
    ours = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    environment = {**ours, **example(), "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
