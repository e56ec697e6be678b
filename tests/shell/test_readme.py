"""What the README points to is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "README.md").read_text("utf-8")
POINTED_TO = sorted(
    {p for p in re.findall(r'(?:\]\(|src=")([^)"#]+)', TEXT) if not p.startswith("http")}
)


@pytest.mark.parametrize("path", POINTED_TO)
def test_everything_the_readme_points_to_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_it_shows_the_running_session() -> None:
    assert "docs/session.png" in POINTED_TO
