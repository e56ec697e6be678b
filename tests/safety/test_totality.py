"""Nothing of the specification is lost: each id is in the content, or left out with a reason.

The ids are written by hand from the specification, never read from the content; where a row
of it became several questions each is named, so that no part can go unseen.
"""

import re

import pytest

from config.settings import BASE_DIR
from exercises.getting_ready import asked_page
from safety import content
from safety.vocabulary import Modifier

OMISSIONS = BASE_DIR / "docs" / "deliberate-omissions.md"

SPECIFIED = """
emergency:   E1 E2 E3 E4 E4-back E4-back-birth E5 E6 E7 E8 E9 E9-unscanned E10 E11 E12 E13
today:       U1 U1-birth U2 U3 U4 U4-pattern U5a U5b U5c U5d U5-bp U6a U6b U6c U7 U8 U9 U10 U11
today:       U12 U13 U14-wound U14-headache U15 U16
hard lock:   A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11
ask first:   R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R17 R18 R19 R19-birth R20 R21
pain:        B1 B1-worst B1-relief B2 B2-leg B2-pelvis B3 B4 B5 B6
modifiers:   pgp sciatica meralgia carpal_tunnel knee_pain dizzy_flat faint_upright diastasis
modifiers:   scoliosis hypermobile reflux hip_pain shoulder_pain coccyx_pain varicose
modifiers:   leak_heaviness csection_lt6w pp_lt6w epidural_recent new_to_exercise active
preferences: P-experience P-floor P-chair P-wall P-cushions P-space P-time P-toddlers
check-in:    bleeding fluid waves tummy movements headache chest calf numbness fever fall dizzy
signs:       w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12 w13 w14 w15 w16 w17 w18 w19
"""


def specified(*names: str) -> list[str]:
    """The ids of the named blocks, or of all."""
    lines = (line.split(":") for line in SPECIFIED.strip().splitlines())
    return [id_ for name, ids in lines if not names or name in names for id_ in ids.split()]


# What P-floor and its like do to a plan, and a question of its own when her body is asked about.
OURS = {"no_floor"}


def in_the_content() -> set[str]:
    """Every id the content holds, by the names of the specification."""
    loaded = content.safety_content()
    return {
        *loaded.questionnaire.questions,
        *loaded.questionnaire.derived,
        *(item.id for item in loaded.check_in),
        *(sign.id for sign in loaded.signs),
        *(question.id for question in asked_page().question),
        *(choice.id for question in asked_page().question for choice in question.choices),
        *(rule.id.removesuffix("-avoid").replace("-", "_") for rule in loaded.rules),
    }


def omitted() -> dict[str, str]:
    """Each id left out on purpose, and why."""
    rows = re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|$", OMISSIONS.read_text("utf-8"), re.M)
    assert len(rows) == len({id_ for id_, _ in rows})
    return {id_: why.strip() for id_, why in rows}


@pytest.mark.parametrize("id_", specified())
def test_an_id_is_built_or_left_out_on_purpose(id_: str) -> None:
    built = id_ in in_the_content()
    assert built is not (id_ in omitted()), "built" if built else "neither built nor left out"


def test_nothing_else_is_left_out_and_every_reason_is_said() -> None:
    assert omitted().keys() <= set(specified())
    assert all(len(why) > 20 for why in omitted().values())


def test_no_sign_no_item_and_no_modifier_is_there_that_nobody_specified() -> None:
    loaded = content.safety_content()
    assert [item.id for item in loaded.check_in] == specified("check-in")
    assert {sign.id for sign in loaded.signs} == set(specified("signs"))
    assert {m.value for m in Modifier} <= {*specified("modifiers"), *OURS}
    assert {question.id for question in asked_page().question} < set(specified("preferences"))
