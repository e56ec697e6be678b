"""Where the browser tests get their Chromium, and how one is fetched if there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "No Chromium for the browser tests. Install one (Debian or Ubuntu: apt install chromium) "
    "or name yours: CHROMIUM=/path/to/chromium make test"
)


def find() -> str | None:
    """Name a Chromium that starts: the one asked for, one on the path, or Playwright's own."""
    asked = os.environ.get("CHROMIUM")
    if asked:
        return asked if _starts(asked) else None
    candidates = (shutil.which(name) for name in NAMES)
    return next((path for path in candidates if path and _starts(path)), None) or _playwrights()


def fetch() -> str | None:
    """Get a Chromium from Playwright, else from Debian, saying which is tried."""
    print("No Chromium found: Playwright fetches its own (about 200 MB)", flush=True)
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    if (found := _playwrights()) or not _may_use_apt():
        return found
    print("Playwright could not: installing Debian's chromium", flush=True)
    _run("apt-get", "update", "--quiet=2")
    _run("apt-get", "install", "--quiet=2", "--yes", "chromium")
    return find()


def _playwrights() -> str | None:
    script = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as it: print(it.chromium.executable_path)"
    )
    # In a process of its own: Playwright leaves an event loop behind in the one that asks.
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    path = answer.stdout.strip()
    return path if path and _starts(path) else None


def _starts(path: str) -> bool:
    """Say whether it runs at all: a fetched browser may lack the system's libraries."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _may_use_apt() -> bool:
    return os.geteuid() == 0 and Path("/etc/debian_version").exists()


def _run(*command: str) -> None:
    """Run it and go on whatever comes of it: what counts is whether a browser is there after."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
