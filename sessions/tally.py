"""What a session came to: which exercises were done, in part or not, and for how long.

Decides only that work counts and waiting does not. An exercise left half done counts for
the part that was done. Refuses nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exercises.timeline import Step, StepKind
from sessions.progress import Mark


@dataclass(frozen=True, slots=True)
class Tally:
    """The work steps of one exercise of a session: how many there are, and how many done."""

    steps: int
    done: int

    @property
    def word(self) -> str:
        if not self.done:
            return "skipped"
        return "done" if self.done == self.steps else "part"


def tally(steps: Sequence[Step], marks: Mapping[str, Mark]) -> dict[int, Tally]:
    """Return what came of each exercise, by its place in the session."""
    found: dict[int, Tally] = {}
    for step in steps:
        if step.kind is StepKind.WORK:
            before = found.get(step.item, Tally(0, 0))
            done = marks.get(step.key) is Mark.DONE
            found[step.item] = Tally(before.steps + 1, before.done + done)
    return found


def done_seconds(tallies: Mapping[int, Tally], planned: Sequence[int]) -> int:
    """Return the seconds of what was done; ``planned`` are the seconds of each exercise."""
    return sum(
        planned[item] * each.done // each.steps
        for item, each in tallies.items()
        if item < len(planned)
    )
