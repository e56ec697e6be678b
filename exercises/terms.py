"""The words the library speaks in: kinds, positions, areas, props, dose levels.

Decides nothing. A word that is not here does not exist, and a file that uses it is
refused when it is loaded. ``words`` is how a term is said to her.
"""

from enum import StrEnum


class Kind(StrEnum):
    STRETCH = "stretch"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    REST = "rest"
    BREATHING = "breathing"


class Mode(StrEnum):
    REPS = "reps"
    HOLD = "hold"


class Sides(StrEnum):
    TOGETHER = "together"
    EACH = "each"

    @property
    def times(self) -> int:
        """How often a dose is done: once for both sides together, else twice."""
        return 2 if self is Sides.EACH else 1


class Position(StrEnum):
    ALL_FOURS = "all_fours"
    KNEELING = "kneeling"
    HALF_KNEELING = "half_kneeling"
    SIDE_LYING = "side_lying"
    SITTING = "sitting"
    STANDING = "standing"
    LYING = "lying"
    PROPPED = "propped"

    @property
    def words(self) -> str:
        return _POSITION_WORDS[self]


_POSITION_WORDS = {
    Position.ALL_FOURS: "All fours",
    Position.KNEELING: "Kneeling",
    Position.HALF_KNEELING: "One knee down",
    Position.SIDE_LYING: "On your side",
    Position.SITTING: "Sitting",
    Position.STANDING: "Standing",
    Position.LYING: "On your back",
    Position.PROPPED: "Propped up",
}


class Area(StrEnum):
    """Muscle areas of which the caps a side and session are kept."""

    LOW_BACK = "low_back"
    UPPER_BACK = "upper_back"
    SIDE = "side"
    BUTTOCK = "buttock"
    HIP_FRONT = "hip_front"
    CHEST = "chest"
    DEEP_TUMMY = "deep_tummy"
    PELVIC_FLOOR = "pelvic_floor"
    THIGH = "thigh"
    CALF = "calf"
    BREATH = "breath"

    @property
    def words(self) -> str:
        return _AREA_WORDS[self]


_AREA_WORDS = {
    Area.LOW_BACK: "Low back",
    Area.UPPER_BACK: "Upper back",
    Area.SIDE: "Side of the body",
    Area.BUTTOCK: "Buttocks",
    Area.HIP_FRONT: "Front of the hips",
    Area.CHEST: "Chest",
    Area.DEEP_TUMMY: "Deep tummy",
    Area.PELVIC_FLOOR: "Pelvic floor",
    Area.THIGH: "Thighs",
    Area.CALF: "Calves",
    Area.BREATH: "Breathing",
}


class Prop(StrEnum):
    MAT = "mat"
    TOWEL = "towel"
    BLANKET = "blanket"
    CUSHION = "cushion"
    PILLOW = "pillow"
    CHAIR = "chair"
    TABLE = "table"
    WALL = "wall"
    COUNTER = "counter"
    BALL = "ball"
    BED = "bed"
    STOOL = "stool"

    @property
    def words(self) -> str:
        return _PROP_WORDS[self]

    @property
    def short(self) -> str:
        """The prop in one word or two, for a filter."""
        return _PROP_SHORT.get(self, self.value.capitalize())


_PROP_WORDS = {
    Prop.MAT: "a mat or a carpet",
    Prop.TOWEL: "a folded towel",
    Prop.BLANKET: "a folded blanket",
    Prop.CUSHION: "a firm cushion or two",
    Prop.PILLOW: "two or three pillows",
    Prop.CHAIR: "a sturdy chair without wheels",
    Prop.TABLE: "a table",
    Prop.WALL: "a clear wall",
    Prop.COUNTER: "a kitchen counter",
    Prop.BALL: "a large exercise ball",
    Prop.BED: "your bed",
    Prop.STOOL: "a low stool or a thick book",
}
_PROP_SHORT = {
    Prop.CUSHION: "Cushions or pillows",
    Prop.COUNTER: "Table or counter",
}


class DoseLevel(StrEnum):
    """How much, from least to most."""

    RELIEF = "relief"
    START = "start"
    STEADY = "steady"
    BUILD = "build"

    @property
    def words(self) -> str:
        return _LEVEL_WORDS[self]


_LEVEL_WORDS = {
    DoseLevel.RELIEF: "On a sore day",
    DoseLevel.START: "To begin with",
    DoseLevel.STEADY: "Once you are used to it",
    DoseLevel.BUILD: "When that is easy",
}


class Grade(StrEnum):
    """Strength of the evidence for one exercise."""

    TRIAL = "T"
    PROGRAMME = "P"
    CONVENTION = "C"

    @property
    def words(self) -> str:
        return _GRADE_WORDS[self]


_GRADE_WORDS = {
    Grade.TRIAL: "This exercise itself was tested in a trial.",
    Grade.PROGRAMME: "This exercise is part of a tested programme or of health service advice.",
    Grade.CONVENTION: "This exercise is what physiotherapists usually teach. "
    "No trial has tested it by itself.",
}


class Stage(StrEnum):
    """Conditions of a stage, not of a body, under which a variant is used."""

    LATE = "late"  # from 37+0, or past the last week of the standard form if that is earlier
    CAESAREAN = "caesarean"  # six weeks after one, or the first six in which it is done at all
    FIRST_DAYS = "first_days"  # the day of a birth and the next
