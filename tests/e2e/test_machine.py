"""The player's machine by itself: what it tells, the server folds to where it stands.

Runs the two pure modules in a browser with moments made up here, so nothing is waited for.
"""

import random
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page

from exercises.content import catalogue
from exercises.timeline import Step, build
from safety.content import rules
from safety.vocabulary import Facts, Gate
from sessions import practice
from sessions.progress import Event, EventKind, State, fold
from sessions.stage import stage
from tests.sessions.planned import planned

ACTS = [
    *("tick", "tick", "tick", "done", "done", "skip", "hurts"),
    *("back", "longer", "pause", "resume", "resume", "finish"),
]
RUNS = 150
AT_26_WEEKS = Facts(Gate.OPEN, gestation_days=182)
LONGEST_MS = 40_000  # between two taps: long enough for the phone to have slept

PLAY = """async ({steps, runs}) => {
  const {begin, here, take} = await import("/static/js/player/machine.js");
  return runs.map((acts) => {
    let now = 1000, told = [];
    let machine = begin({
      steps, key: steps[0].key, state: "ready", epoch: 0, sequence: 0, elapsed: 0,
    });
    return acts.map(([act, later]) => {
      now += later;
      const taken = take(machine, {act}, now);
      machine = taken.machine;
      told = [...told, ...taken.told];
      const {state, at, epoch, sequence} = machine;
      return {told, state, at, epoch, sequence};
    });
  });
}"""


def runs() -> list[list[tuple[str, int]]]:
    chance = random.Random(1)
    return [
        [("start", 0), *((chance.choice(ACTS), chance.randrange(LONGEST_MS)) for _ in range(30))]
        for _ in range(RUNS)
    ]


def event(number: int, told: dict[str, Any]) -> Event:
    return Event(
        id=UUID(int=number),
        device="phone",
        sequence=told["sequence"],
        epoch=told["epoch"],
        step=told["step"],
        kind=EventKind(told["kind"]),
        elapsed_ms=told["elapsed_ms"],
    )


@pytest.fixture
def steps() -> tuple[Step, ...]:
    """The steps of five minutes, the floor and both sides among them."""
    return build(planned(*catalogue().values(), her=AT_26_WEEKS, rules=rules(), minutes=5))


def as_told(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """The steps as the page tells the machine of them."""
    shown = stage(steps, fold([], [step.key for step in steps]), AT_26_WEEKS).shown
    return [
        {
            "key": each.step.key,
            "item": each.step.item,
            "ms": None if each.step.seconds is None else 1000 * each.step.seconds,
            "longest": 1000 * each.longest,
            "back": each.back,
        }
        for each in shown
    ]


def as_stored(steps: tuple[Step, ...], number: int, told: dict[str, Any]) -> list[Event]:
    """The events as the server keeps them: what hurts is skipped whole."""
    first = event(number, told)
    return practice.skips(steps, first) if told.get("hurts") else [first]


def test_the_machine_and_the_fold_agree_on_where_she_is(
    phone: Page, steps: tuple[Step, ...]
) -> None:
    phone.goto("/about/")
    keys, seen = [step.key for step in steps], set()
    for moments in phone.evaluate(PLAY, {"steps": as_told(steps), "runs": runs()}):
        for told, later in pairwise(moments[-1]["told"]):
            assert later["epoch"] - told["epoch"] == (later["kind"] in practice.NEW_EPOCH)
        for moment in moments:
            events = [e for n, told in enumerate(moment["told"]) for e in as_stored(steps, n, told)]
            found = fold(events, keys)
            seen.add(found.state)
            assert (found.epoch, found.sequence) == (moment["epoch"], moment["sequence"])
            if moment["state"] == "over":
                assert found.complete or found.state is State.FINISHED
            else:
                assert (found.step, found.state) == (keys[moment["at"]], moment["state"])
    assert seen == {State.UNDER_WAY, State.PAUSED, State.FINISHED}


CLOCK = """async (calls) => {
  const clock = await import("/static/js/player/clock.js");
  return calls.map(([name, ...given]) => clock[name](...given));
}"""
BREATH = {"in": 4, "out": 6}
READINGS: dict[str, tuple[list[Any], object]] = {
    "time left": (["left", 5000, 2000], 3000),
    "no time left, however late it is noticed": (["left", 5000, 9000], 0),
    "a second is shown until it is over": (["wholeSeconds", 19_001], 20),
    "seconds": (["digits", 99], "99"),
    "minutes from a hundred on": (["digits", 100], "1:40"),
    "whole minutes": (["digits", 120], "2:00"),
    "three quarters are over": (["arc", 20_000, 5000], 75),
    "a hold begins with a breath in": (["breath", 0, 30_000, BREATH], "in"),
    "then a breath out": (["breath", 4000, 30_000, BREATH], "out"),
    "then in again": (["breath", 10_000, 30_000, BREATH], "in"),
    "no breath is begun that does not fit": (["breath", 20_000, 29_000, BREATH], ""),
    "the third repetition": (["repetition", 11_000, 8, 5], 3),
    "the last repetition waits for her": (["repetition", 99_000, 8, 5], 8),
}


def test_the_clock_reads_moments(phone: Page) -> None:
    phone.goto("/about/")
    read = phone.evaluate(CLOCK, [call for call, _ in READINGS.values()])
    assert dict(zip(READINGS, read, strict=True)) == {
        n: answer for n, (_, answer) in READINGS.items()
    }
