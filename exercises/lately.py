"""What her practice says of the library: how much is for her now, and what rests for a while.

Decides nothing. The session room works it out, and the house hands it to the pages of this
room (``config/urls.py``), because exercises may not know sessions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.catalogue import DoseLevel
from safety.vocabulary import Facts, Reason


@dataclass(frozen=True, slots=True)
class Lately:
    """``facts`` are hers as her last sessions leave them; ``left_out`` is by slug."""

    facts: Facts
    level: DoseLevel
    why: str
    left_out: Mapping[str, Reason]
