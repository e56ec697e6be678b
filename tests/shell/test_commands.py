"""The commands: one to run, one to test, and one clear line where something is missing."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from contextlib import suppress
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from bin import browser, serve
from bin.test import arguments

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A fresh clone on a machine whose path holds the basic tools and no Python."""
    tools = tmp_path / "path"
    tools.mkdir()
    for name in ("sh", "cat", "cmp", "cp", "dirname", "env", "rm"):
        (tools / name).symlink_to(str(shutil.which(name)))
    (tmp_path / "bin").mkdir()
    for name in ("bin/setup", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def setup(bare: Path, lock: str = "requirements.txt") -> subprocess.CompletedProcess[str]:
    command = [str(bare / "bin/setup"), lock]
    return subprocess.run(
        command, env={"PATH": str(bare / "path")}, capture_output=True, text=True, check=False
    )


# make


def test_make_alone_lists_every_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    shown = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make ([a-z]+) +\S", shown, re.MULTILINE)) == targets
    assert targets >= {"run", "test", "check"}


# Setting up


def test_setup_says_what_to_do_without_any_python(bare: Path) -> None:
    result = setup(bare)
    assert result.returncode == 1
    assert result.stderr == (
        "Easeback: needs Python 3.11 or newer and found none. Install it, then run this again.\n"
    )


def test_setup_names_the_python_that_is_too_old(bare: Path) -> None:
    script(bare / "path/python3", 'test "$1" = --version && echo Python 3.9.2 || exit 1')
    result = setup(bare)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer and found Python 3.9.2" in result.stderr
    assert result.stderr.count("\n") == 1


def test_setup_names_the_package_that_brings_venv(bare: Path) -> None:
    script(bare / "path/python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    result = setup(bare)
    assert result.returncode == 1
    assert "apt install python3-venv" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.fixture
def prepared(bare: Path) -> Path:
    """A clone with an environment whose Python only writes down what it is asked."""
    (bare / ".venv/bin").mkdir(parents=True)
    script(bare / ".venv/bin/python", f'echo "$@" >> {bare}/asked')
    script(bare / ".venv/bin/pip", "")
    return bare


def installs(bare: Path) -> list[str]:
    return [line for line in (bare / "asked").read_text().splitlines() if " install " in line]


def test_setup_checks_every_hash_and_installs_a_lock_once(prepared: Path) -> None:
    assert setup(prepared).returncode == 0
    assert setup(prepared).stdout == ""
    (only,) = installs(prepared)
    assert "--require-hashes --requirement requirements.txt" in only


def test_setup_installs_again_when_the_lock_has_changed(prepared: Path) -> None:
    setup(prepared)
    with (prepared / "requirements.txt").open("a") as lock:
        lock.write("# another\n")
    setup(prepared)
    assert len(installs(prepared)) == 2


def test_running_after_testing_installs_nothing_more(prepared: Path) -> None:
    setup(prepared, "requirements-dev.txt")
    setup(prepared, "requirements.txt")
    assert len(installs(prepared)) == 1


# The locks


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_hashed_and_comes_from_no_named_place(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[a-z])", text)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index-url" not in text


def test_the_larger_lock_holds_all_of_the_smaller() -> None:
    small, large = (set(PIN.findall((ROOT / name).read_text())) for name in LOCKS)
    assert small < large


def test_what_the_project_names_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    named = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in named}
    locked = {name for name, _ in PIN.findall((ROOT / LOCKS[1]).read_text())}
    assert names - locked == set()


# Serving


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.5", "http", "٨٠٠٠", " "])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SystemExit, match="PORT must be a number from 1 to 65535"):
        serve.port_from(port)


def test_a_port_that_is_taken_is_refused_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"PORT={port + 1} make run"):
            serve.refuse_if_taken("127.0.0.1", port)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def answers(port: int, server: subprocess.Popen[str]) -> int | None:
    """Ask the site how it is, until it is there; None when it ends or is never there."""
    end = time.monotonic() + 120  # it also draws and compresses every picture the first time
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as response:
                return int(response.status)
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.1)
                return None
    return None


def serve_once(data: Path, **more: str) -> str:
    """Start the site, ask it once, press Ctrl-C, and give what it printed."""
    port = free_port()
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    server = subprocess.Popen(
        [sys.executable, "-m", "bin.serve"],
        cwd=ROOT,
        env=kept | {"PORT": str(port), "DATA_DIR": str(data)} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    status = answers(port, server)
    server.send_signal(signal.SIGINT)
    printed, _ = server.communicate(timeout=30)
    assert status == 200, printed
    assert server.returncode == 0, printed
    return printed.replace(str(port), "PORT")


SAYS = "Easeback is at http://localhost:PORT (Ctrl-C stops it)\n"


@pytest.fixture
def served(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of what the site kept after it was served once, from nothing."""
    base = tmp_path_factory.getbasetemp()
    kept = (base if worker_id == "master" else base.parent) / "served"
    with kept.with_name(".being-served").open("w") as lock:
        flock(lock, LOCK_EX)  # it takes a while, so it is done once for all workers
        if not kept.exists():
            first = tmp_path_factory.mktemp("first")
            assert serve_once(first) == SAYS
            first.rename(kept)
    return shutil.copytree(kept, tmp_path / "data")  # with the times at which each was made


def test_the_site_runs_from_nothing_and_again_on_what_it_kept(served: Path) -> None:
    made_once = [served / "secret_key", served / "static/staticfiles.json"]
    made = [path.stat().st_mtime_ns for path in made_once]
    assert serve_once(served) == SAYS
    assert [path.stat().st_mtime_ns for path in made_once] == made


def test_a_site_open_to_the_network_says_what_plain_http_lacks(served: Path) -> None:
    printed = serve_once(served, HOST="0.0.0.0")
    assert "can read what is sent" in printed
    assert "cookies are not marked secure" in printed


# Testing


def test_the_browser_asked_for_is_taken_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "mine", "exit 0")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "mine"))
    assert browser.find() == str(tmp_path / "mine")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert browser.find() is None


def test_a_browser_that_does_not_start_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "chromium", "exit 127")
    script(tmp_path / "google-chrome", "exit 0")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find() == str(tmp_path / "google-chrome")


def test_on_postgresql_what_meets_the_database_is_run() -> None:
    assert arguments("", "postgres://her@localhost/easeback")[-2:] == ["-m", "database"]


@pytest.mark.parametrize("database", ["", "sqlite:////tmp/easeback.sqlite3"])
def test_otherwise_everything_is_run_and_what_decides_is_covered(database: str) -> None:
    assert "--cov" in arguments("", database)
    assert "-m" not in arguments("", database)


def test_a_part_can_be_asked_for() -> None:
    assert arguments('tests/safety -k "weeks or days"', "") == [
        "tests/safety",
        "-k",
        "weeks or days",
    ]
