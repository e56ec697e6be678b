"""Law 6: what decides is plain Python. It imports where no package but our own can be found."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
PURE: list[str] = TOOLS["importlinter"]["contracts"][1]["source_modules"]


def import_alone(module: str) -> subprocess.CompletedProcess[str]:
    """Import it with the standard library and the project on the path, and nothing installed."""
    code = f"import sys; sys.path.append({str(ROOT)!r}); import {module}"
    command = [sys.executable, "-I", "-S", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_imports_without_django(module: str) -> None:
    assert import_alone(module).stderr == ""


def test_a_module_that_needs_django_would_be_found_out() -> None:
    assert "No module named 'django'" in import_alone("config.http").stderr


def test_every_pure_module_is_covered_to_the_branch() -> None:
    covered = {name.removesuffix(".py").replace("/", ".") for name in _included()}
    assert covered == set(PURE)


def _included() -> list[str]:
    included: list[str] = TOOLS["coverage"]["run"]["include"]
    return included
