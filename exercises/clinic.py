"""Where a clinic that hosts us keeps exercises of its own, beside ours.

Decides nothing: what is there is held to the same checks, and may not take the name of
an exercise of ours. The settings refuse a folder that is not there.
"""

from pathlib import Path

from django.conf import settings

EXERCISES, POSES = "exercises", "poses"


def folder(part: str) -> Path | None:
    """Return its folder of exercises or of poses, if it has any."""
    own: Path | None = settings.CLINIC_DIR
    return own / part if own else None


def owns(file: str) -> bool:
    """Whether a file, as faults name it, is the clinic's."""
    return bool(settings.CLINIC_DIR) and file.startswith(f"{settings.CLINIC_DIR}/")
