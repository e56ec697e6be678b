"""Runs every test: `make test`, or a part of them: `make test ARGS="tests/safety -k weeks"`."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping

from bin import browser
from bin.environment import example


def environment(chromium: str) -> Mapping[str, str]:
    """Leave out what the person's own shell says to the site: tests start from its defaults."""
    ours = example().keys() - {"DATABASE_URL"}
    kept = {key: value for key, value in os.environ.items() if key not in ours}
    return {**kept, "CHROMIUM": chromium}


def arguments(asked: str, database: str) -> list[str]:
    """Choose the tests: those asked for, those that meet the database named, or all."""
    workers = ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]
    if asked:
        return shlex.split(asked)
    if database and not database.startswith("sqlite"):
        return [*workers, "-m", "database"]
    return [*workers, "--cov", "--cov-report", "term"]


def main() -> int:
    chromium = browser.find() or browser.fetch()
    if not chromium:
        print(browser.ADVICE, file=sys.stderr)
        return 1
    chosen = arguments(os.environ.get("ARGS", ""), os.environ.get("DATABASE_URL", ""))
    command = [sys.executable, "-m", "pytest", *chosen]
    return subprocess.run(command, env=environment(chromium)).returncode


if __name__ == "__main__":
    sys.exit(main())
