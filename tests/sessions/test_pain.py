"""How her back took a session: the table of docs/clinical.md, worked out by hand."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.content import sources
from sessions.pain import (
    Colour,
    PainSign,
    Ratings,
    allowed,
    morning_is_now,
    respond,
)

GREEN, AMBER, RED = Colour.GREEN, Colour.AMBER, Colour.RED
ALLOWED = {0: 2, 1: 3, 2: 4, 3: 5, 4: 5, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10}


@pytest.mark.parametrize(("before", "most"), ALLOWED.items())
def test_a_session_may_bring_two_points_more_up_to_five(before: int, most: int) -> None:
    assert allowed(before) == most


# One row for each pain before: the last green, the amber and the first red worst.
# From 6 on no worst is amber: 7 and more than before is red at once.
@pytest.mark.parametrize(
    ("before", "green", "amber", "red"),
    [
        (0, 2, 3, 4),
        (1, 3, 4, 5),
        (2, 4, 5, 6),
        (3, 5, 6, 7),
        (4, 5, 6, 7),
        (5, 5, 6, 7),
        (6, 6, None, 7),
        (7, 7, None, 8),
        (8, 8, None, 9),
        (9, 9, None, 10),
        (10, 10, None, None),
    ],
)
def test_the_worst_in_the_session_gives_the_colour(
    before: int, green: int, amber: int | None, red: int | None
) -> None:
    for worst, colour in ((green, GREEN), (amber, AMBER), (red, RED)):
        if worst is not None:
            assert colour_of(Ratings(before, worst, 0)) is colour


def colour_of(ratings: Ratings) -> Colour:
    found = respond(ratings)
    assert found is not None
    return found.colour


@pytest.mark.parametrize(
    ("ratings", "colour", "rule"),
    [
        pytest.param(Ratings(4, 4, 2), GREEN, "settled", id="less than before"),
        pytest.param(Ratings(0, 1, 1), GREEN, "settled", id="one point more straight after"),
        pytest.param(Ratings(0, 2, 2), AMBER, "after-two", id="two points more straight after"),
        pytest.param(Ratings(3, 6, 3), AMBER, "just-over", id="one over what is allowed"),
        pytest.param(Ratings(2, 6, 2), RED, "far-over", id="two over what is allowed"),
        pytest.param(Ratings(4, 7, 4), RED, "severe", id="7 and more than before"),
        pytest.param(Ratings(7, 7, 7), GREEN, "settled", id="7 and no more than before"),
        pytest.param(Ratings(4, 2, 7), RED, "severe", id="after counts as the worst"),
        pytest.param(Ratings(4, 4, 4, 4), GREEN, "settled", id="the same next morning"),
        pytest.param(Ratings(4, 4, 4, 0), GREEN, "settled", id="none next morning"),
        pytest.param(Ratings(4, 4, 4, 5), AMBER, "morning-one", id="one more next morning"),
        pytest.param(Ratings(4, 4, 4, 6), RED, "morning-two", id="two more next morning"),
        pytest.param(Ratings(4, next_morning=6), RED, "morning-two", id="only the morning told"),
        pytest.param(Ratings(4, 4, 4, 4, PainSign.SHARP), RED, "sharp", id="sharp pain"),
        pytest.param(Ratings(4, 4, 4, 4, PainSign.LEG), RED, "leg", id="a leg"),
        pytest.param(Ratings(0, sign=PainSign.LEG), RED, "leg", id="a leg and no numbers"),
        pytest.param(Ratings(0, 9, 9, 9, PainSign.LEG), RED, "leg", id="the worst rule is named"),
    ],
)
def test_the_rule_that_decides_is_named(ratings: Ratings, colour: Colour, rule: str) -> None:
    found = respond(ratings)
    assert found is not None
    assert (found.colour, found.reason.rule) == (colour, f"response-{rule}")


@pytest.mark.parametrize(
    "ratings", [Ratings(4), Ratings(4, 4), Ratings(4, None, 4), Ratings(4, next_morning=4)]
)
def test_too_little_told_is_never_green(ratings: Ratings) -> None:
    assert respond(ratings) is None


@pytest.mark.parametrize(
    ("ratings", "open_still"),
    [
        (Ratings(4, 4, 4), True),
        (Ratings(3, 6, 3), True),
        (Ratings(4, 7, 4), False),
        (Ratings(4, 4, 4, 4), False),
    ],
)
def test_only_the_next_morning_settles_it(ratings: Ratings, open_still: bool) -> None:
    found = respond(ratings)
    assert found is not None
    assert found.provisional is open_still


# The morning after

PLUS_TWO = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("started", "minutes", "now", "asked"),
    [
        pytest.param((4, 18, 0), 20, (4, 23, 59), False, id="the same evening"),
        pytest.param((4, 18, 0), 20, (5, 4, 59), False, id="the same night"),
        pytest.param((4, 18, 0), 20, (5, 5, 0), True, id="five in the morning"),
        pytest.param((4, 18, 0), 20, (6, 6, 0), True, id="after 36 hours"),
        pytest.param((4, 18, 0), 20, (6, 6, 1), False, id="a minute later"),
        pytest.param((4, 1, 0), 20, (4, 7, 0), True, id="a session in the night"),
        pytest.param((4, 4, 50), 20, (4, 7, 0), False, id="one that ends in the morning"),
        pytest.param((1, 9, 0), 4320, (5, 9, 0), False, id="one left open for three days"),
    ],
)
def test_the_next_morning_is_asked_for_in_time(
    started: tuple[int, int, int], minutes: int, now: tuple[int, int, int], asked: bool
) -> None:
    begun = datetime(2026, 5, *started, tzinfo=UTC)
    ended = begun + timedelta(minutes=minutes)
    at = datetime(2026, 5, *now, tzinfo=UTC)
    assert morning_is_now(started=begun, ended=ended, now=at) is asked


def test_the_morning_is_hers_and_not_the_servers() -> None:
    ended = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)
    at_four_utc = datetime(2026, 5, 5, 4, 0, tzinfo=UTC)
    assert not morning_is_now(started=ended, ended=ended, now=at_four_utc)
    assert morning_is_now(started=ended, ended=ended, now=at_four_utc.astimezone(PLUS_TWO))


# Laws

pains = st.integers(0, 10)
maybe = st.none() | pains
ratings = st.builds(Ratings, pains, maybe, maybe, maybe, st.sampled_from(PainSign))


@given(ratings)
def test_every_response_has_a_reason_with_sources(told: Ratings) -> None:
    found = respond(told)
    if found is not None:
        assert found.reason.text.endswith(".")
        assert found.reason.sources
        assert set(found.reason.sources) <= sources().keys()


@given(pains, pains, pains, pains, maybe, st.sampled_from(PainSign))
def test_a_higher_worst_never_gives_a_greener_response(
    before: int, worst: int, higher: int, after: int, morning: int | None, sign: PainSign
) -> None:
    low, high = sorted((worst, higher))
    less = colour_of(Ratings(before, low, after, morning, sign))
    assert colour_of(Ratings(before, high, after, morning, sign)) >= less


@given(pains, pains, pains, st.tuples(pains, pains))
def test_a_worse_morning_never_gives_a_greener_response(
    before: int, worst: int, after: int, mornings: tuple[int, int]
) -> None:
    first, second = (colour_of(Ratings(before, worst, after, m)) for m in sorted(mornings))
    assert colour_of(Ratings(before, worst, after)) <= second
    assert first <= second


@given(pains, pains, pains, maybe)
def test_the_response_is_that_of_the_table(
    before: int, worst: int, after: int, morning: int | None
) -> None:
    """The formula of the table, written out once more."""
    peak, most = max(worst, after), ALLOWED[before]
    rise = -10 if morning is None else morning - before
    if (peak >= 7 and peak > before) or peak > most + 1 or rise >= 2:
        wanted = RED
    elif peak == most + 1 or after >= before + 2 or rise == 1:
        wanted = AMBER
    else:
        wanted = GREEN
    assert colour_of(Ratings(before, worst, after, morning)) is wanted
