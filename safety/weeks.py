"""Rules that depend on how far along she is, each a named predicate of her facts.

Decides on which days of a pregnancy the questions about movements (U4), the placenta (R4) and
the days past the due date (R21) are asked, or come to more. A row of ``content/questions.toml``
or a sign names one in place of weeks; a name that is not here is refused when the file is
loaded. After a birth none holds. While her weeks are not known each does: the strictest wins.
"""

from collections.abc import Callable, Mapping
from typing import Final

from safety.gestation import parse_days
from safety.vocabulary import Facts

WeekRule = Callable[[Facts], bool]


def movements_should_be_felt(facts: Facts) -> bool:
    """U4: from 24+0, when movements are felt and have a pattern. Source: RFM."""
    return _from(facts, "24+0")


def movements_may_have_a_pattern(facts: Facts) -> bool:
    """U4 before that: 18+0 to 23+6, for who had a regular pattern already.

    Source: RFM for when movements begin; asking for less than her own pattern is PRODUCT.
    """
    return _from(facts, "18+0") and _before(facts, "24+0")


def praevia_asks_first(facts: Facts) -> bool:
    """R4, a placenta over the way out: to 25+6 a clinician can clear it. Source: PRODUCT."""
    return _before(facts, "26+0")


def praevia_locks(facts: Facts) -> bool:
    """R4, the same from 26+0: only a plan of her own clinician opens.

    Sources: ACSM-TAB says after 26 weeks, CAN19 after 28; the stricter, and 26+0 counts.
    """
    return _from(facts, "26+0")


def placenta_should_be_known(facts: Facts) -> bool:
    """R4, not sure: from 20+0, when a scan can tell. Source: PRODUCT."""
    return _from(facts, "20+0")


def placenta_should_be_scanned(facts: Facts) -> bool:
    """R4, no scan yet: from 22+0, when one should have been. Source: PRODUCT."""
    return _from(facts, "22+0")


def days_ahead_need_a_plan(facts: Facts) -> bool:
    """R21: asked from 41+0. Source: NHSW-40."""
    return _from(facts, "41+0")


def one_week_past_due(facts: Facts) -> bool:
    """R21, 41+0 to 41+6: a plan adapts, none asks first. Sources: NHSW-40, PRODUCT."""
    return _from(facts, "41+0") and _before(facts, "42+0")


def two_weeks_past_due(facts: Facts) -> bool:
    """R21, from 42+0: a plan asks first, none is *today*. Sources: NHSW-40, PRODUCT."""
    return _from(facts, "42+0")


def _from(facts: Facts, week: str) -> bool:
    if facts.days_after_birth is not None:
        return False
    return facts.gestation_days is None or facts.gestation_days >= parse_days(week)


def _before(facts: Facts, week: str) -> bool:
    if facts.days_after_birth is not None:
        return False
    return facts.gestation_days is None or facts.gestation_days < parse_days(week)


# By the name a row of the content gives.
BY_NAME: Final[Mapping[str, WeekRule]] = {
    rule.__name__: rule
    for rule in (
        movements_should_be_felt,
        movements_may_have_a_pattern,
        praevia_asks_first,
        praevia_locks,
        placenta_should_be_known,
        placenta_should_be_scanned,
        days_ahead_need_a_plan,
        one_week_past_due,
        two_weeks_past_due,
    )
}
