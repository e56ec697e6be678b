"""The words safety speaks in: outcomes, gates, demands, modifiers, reasons.

Decides nothing. Every other module takes its terms from here, so a demand or a
modifier that is not in this file does not exist, and content that names one is
refused when it is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

Answers = Mapping[str, str]  # question id -> answer
# A symptom somebody looked at and told her to carry on with, and that is the same since.
SEEN = "seen"


class Outcome(IntEnum):
    """What a screening comes to. Ordered: the highest of all answers wins."""

    CLEAR = 0
    ADAPTED = 1
    ASK_FIRST = 2
    TODAY = 3
    EMERGENCY = 4

    @property
    def slug(self) -> str:
        """The word used in data, pages and docs, such as ``ask_first``."""
        return self.name.lower()


class Lock(IntEnum):
    """How an *ask first* opens again. Ordered: the strictest wins.

    ``HARD`` never opens by something she ticks: it needs a plan made by her
    own clinician.
    """

    NONE = 0
    STANDARD = 1
    HARD = 2


class Act(StrEnum):
    """What she does first about an answer, most urgent first."""

    CALL = "call"  # the emergency number, now
    CRISIS = "crisis"  # the crisis line first (thoughts of harm)
    NOW = "now"  # phone the maternity unit now, day or night
    LABOUR = "labour"  # phone the labour line now
    TODAY = "today"  # phone the maternity unit today
    ASK = "ask"  # talk to a midwife or doctor before starting
    MENTION = "mention"  # mention it at the next contact
    NONE = "none"


class Gate(StrEnum):
    """How much is open to her now, narrowest first."""

    SHUT = "shut"
    BREATHING = "breathing"  # slow breathing only
    REST = "rest"  # slow breathing and supported rest positions
    OPEN = "open"


class State(StrEnum):
    """Where she is: what the first question asks."""

    PREGNANT = "pregnant"
    AFTER_BIRTH = "after_birth"
    NO_LONGER = "no_longer"


class BirthMode(StrEnum):
    VAGINAL = "vaginal"
    CAESAREAN = "caesarean"


class Modifier(StrEnum):
    """What changes the choice of exercises, never the clearance."""

    PGP = "pgp"
    SCIATICA = "sciatica"
    MERALGIA = "meralgia"
    CARPAL_TUNNEL = "carpal_tunnel"
    KNEE_PAIN = "knee_pain"
    DIZZY_FLAT = "dizzy_flat"
    FAINT_UPRIGHT = "faint_upright"
    DIASTASIS = "diastasis"
    SCOLIOSIS = "scoliosis"
    HYPERMOBILE = "hypermobile"
    REFLUX = "reflux"
    HIP_PAIN = "hip_pain"
    SHOULDER_PAIN = "shoulder_pain"
    COCCYX_PAIN = "coccyx_pain"
    VARICOSE = "varicose"
    LEAK_HEAVINESS = "leak_heaviness"
    NO_FLOOR = "no_floor"


class Demand(StrEnum):
    """What a movement asks of a body.

    ``MOVEMENT`` and ``REST_POSITION`` follow from an exercise's kind and are
    never written by an author: anything that is neither slow breathing nor a
    supported rest asks for movement.
    """

    SUPINE_FLAT = "supine_flat"
    PRONE = "prone"
    QUADRUPED = "quadruped"
    WRIST_LOAD = "wrist_load"
    KNEE_LOAD = "knee_load"
    HALF_KNEEL = "half_kneel"
    LUNGE_SPLIT = "lunge_split"
    SINGLE_LEG = "single_leg"
    WIDE_ABDUCTION = "wide_abduction"
    ADDUCTOR_SQUEEZE = "adductor_squeeze"
    LUMBAR_EXT_END = "lumbar_ext_end"
    LUMBAR_FLEX_END = "lumbar_flex_end"
    ROTATION_TRUNK = "rotation_trunk"
    SIDE_BEND_END = "side_bend_end"
    DEEP_HIP_FLEX = "deep_hip_flex"
    DEEP_KNEE_FLEX = "deep_knee_flex"
    HEAD_LOW = "head_low"
    STATIC_STANDING = "static_standing"
    FLOOR_TRANSFER = "floor_transfer"
    NEURAL_TENSION = "neural_tension"
    AB_CURL = "ab_curl"
    IAP_STRAIN = "iap_strain"
    SIDE_PRESSURE = "side_pressure"
    OVERHEAD = "overhead"
    BALANCE = "balance"
    LONG_SITTING = "long_sitting"
    HIP_EXT_END = "hip_ext_end"
    MOVEMENT = "movement"
    REST_POSITION = "rest_position"


IMPLIED_DEMANDS = frozenset({Demand.MOVEMENT, Demand.REST_POSITION})


class Effect(IntEnum):
    """What a rule does to a movement. Ordered: the strictest wins.

    ``LIMIT`` means the start dose and a small range.
    """

    ALLOW = 0
    LIMIT = 1
    AVOID = 2


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why a verdict or an outcome is what it is.

    ``rule`` is the id of the question, rule or named predicate; ``text`` is one
    plain sentence for her; ``sources`` are ids in ``content/sources.toml`` and
    are never empty.
    """

    rule: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides, for one woman on one day of hers.

    Unknown is strict: with neither ``gestation_days`` nor ``days_after_birth``
    nothing is allowed. ``limits`` are demands a clinician ruled out when
    clearing her. ``bereaved`` changes words and nothing else.
    """

    gate: Gate
    gestation_days: int | None = None
    days_after_birth: int | None = None
    birth_mode: BirthMode | None = None
    modifiers: frozenset[Modifier] = frozenset()
    limits: frozenset[Demand] = frozenset()
    epidural: bool | None = None
    bereaved: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a movement is for her: the strictest effect and every reason."""

    effect: Effect
    reasons: tuple[Reason, ...]

    @property
    def refused(self) -> bool:
        return self.effect is Effect.AVOID
