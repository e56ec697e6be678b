"""What every picture looked like when a person last looked: one hash for each form.

``python -m tests.exercises.figures_seen`` writes the file anew. Look first, at the contact
sheet of what the difference names: a hash says that a picture changed, not that it is right.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from exercises import figures, posing

SEEN = Path(__file__).with_name("figures_seen.txt")


def hash_of(pictures: Mapping[str, str]) -> str:
    """Return one hash of all pictures of a form; what moves them is another file."""
    drawn = hashlib.sha256()
    for name in sorted(pictures):
        if name.endswith(".svg"):
            drawn.update(f"{name}\n{pictures[name]}".encode())
    return drawn.hexdigest()[:16]


def main() -> None:
    context = figures.engine()
    lines = [
        f"{name} {hash_of(figures.pictures(context, name, pose))}\n"
        for name, pose in sorted(posing.poses().items())
    ]
    SEEN.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
