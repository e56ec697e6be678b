"""Everything that can be said of the code without running it: `make check`."""

import os
import subprocess
import sys
from collections.abc import Mapping

from bin.environment import example

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
PYTHON = (sys.executable, "-m")
MANAGE = (sys.executable, "manage.py")
CHECKS = {
    "lint": (*PYTHON, "ruff", "check", "--quiet"),
    "format": (*PYTHON, "ruff", "format", "--check", "--quiet"),
    "types": (*PYTHON, "mypy", "--no-error-summary"),
    "imports": (sys.executable, "-c", LINT_IMPORTS),
    "content": (*MANAGE, "load_content", "--check"),
    "site": (*MANAGE, "check", "--fail-level", "WARNING"),
    "templates": (*PYTHON, "bin.templates"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "deployment": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
}


def environment(name: str) -> Mapping[str, str]:
    """Deployment is judged as .env.example sets it; the rest as a newcomer has it."""
    kept = {key: value for key, value in os.environ.items() if key not in example()}
    return kept | (example() if name == "deployment" else {})


def passes(name: str, command: tuple[str, ...]) -> bool:
    """Run one check; what it prints is shown only when it fails."""
    result = subprocess.run(
        command, env=environment(name), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    print(f"{name:<11}{'failed' if result.returncode else 'passed'}", flush=True)
    if result.returncode:
        print(result.stdout)
    return result.returncode == 0


def main() -> int:
    results = [passes(name, command) for name, command in CHECKS.items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
