"""How long deciding takes for one woman: `python -m bench.decide`.

Timings are noisy, so each is also a ratio to a bare look at her answers taken in the same run:
rounds in shuffled order, the median of all. Nothing is read from disk inside a timing.
"""

import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from safety import content
from safety.history import Coverage, History, ScreeningTaken
from safety.questionnaire import NO, YES
from safety.rules import assess
from safety.standing import standing
from safety.triage import decide
from safety.vocabulary import Demand, Facts, Gate, Modifier

ROUNDS = 40
CALLS = 20
TARGET_MS = 1.0
JUDGED = "decide and assess, three answers"  # one woman; nobody says yes to all, it is the ceiling
HARMLESS = {"R4": "clear", "R21": "yes", "B1": "0", "B1-worst": "0"}
WORST = {"R4": "previa", "R21": "no", "B1": "10", "B1-worst": "10"}
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY_OF_PREGNANCY = 292  # 41+5: every question that can be asked in pregnancy is


def workloads() -> Mapping[str, Callable[[], object]]:
    """What is timed, the bare one first."""
    asked, rules = content.questionnaire(), content.rules()
    her = Facts(Gate.OPEN, DAY_OF_PREGNANCY)
    worst = Facts(Gate.OPEN, DAY_OF_PREGNANCY, modifiers=frozenset(Modifier))
    no = {id_: HARMLESS.get(id_, NO) for id_ in asked.questions}
    yes = {id_: WORST.get(id_, YES) for id_ in asked.questions}
    usual = no | {"pgp": YES, "knee_pain": YES, "R3": YES}
    each = [frozenset({demand}) for demand in Demand]
    history = _history(no)

    def decide_and_assess(answers: Mapping[str, str], facts: Facts) -> None:
        decide(asked, facts, answers)
        for demands in each:
            assess(facts, demands, rules)

    return {
        "bare: look up each answer": lambda: [no.get(id_) for id_ in asked.questions],
        "decide, no to all": lambda: decide(asked, her, no),
        "decide, three answers": lambda: decide(asked, her, usual),
        "decide, yes to all": lambda: decide(asked, her, yes),
        "assess each demand, no modifier": lambda: [assess(her, d, rules) for d in each],
        "assess each demand, all modifiers": lambda: [assess(worst, d, rules) for d in each],
        JUDGED: lambda: decide_and_assess(usual, her),
        "decide and assess, yes to all": lambda: decide_and_assess(yes, worst),
        "where she stands": lambda: standing(history, asked, now=NOW, on=NOW.date()),
    }


def _history(answers: Mapping[str, str]) -> History:
    due = NOW.date() + timedelta(days=280 - DAY_OF_PREGNANCY)
    decision = decide(content.questionnaire(), Facts(Gate.SHUT, DAY_OF_PREGNANCY), answers)
    taken = ScreeningTaken("s", NOW, NOW.date(), due, Coverage.FULL, answers, decision.outcome, ())
    return History(due, NOW - timedelta(days=30), screenings=[taken])


def measure(rounds: int = ROUNDS, calls: int = CALLS) -> dict[str, float]:
    """Return the median milliseconds of one call of each workload, CPU time."""
    works = workloads()
    taken: dict[str, list[float]] = {name: [] for name in works}
    order = list(works)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            taken[name].append(_one(works[name], calls))
    return {name: statistics.median(times) for name, times in taken.items()}


def _one(work: Callable[[], object], calls: int) -> float:
    before = time.process_time_ns()
    for _ in range(calls):
        work()
    return (time.process_time_ns() - before) / calls / 1e6


def main() -> int:
    found = measure()
    bare = next(iter(found.values()))
    print(f"{_commit()}, Python {platform.python_version()}, {_machine()}\n")
    print("| what | median | × bare |\n|---|---|---|")
    for name, ms in found.items():
        print(f"| {name} | {ms:.3f} ms | {ms / bare:.0f} |")
    print(f"\nTarget: {JUDGED}, under {TARGET_MS:.0f} ms. It took {found[JUDGED]:.3f} ms.")
    return 0 if found[JUDGED] < TARGET_MS else 1


def _commit() -> str:
    said = subprocess.run(("git", "rev-parse", "--short", "HEAD"), capture_output=True, text=True)
    return said.stdout.strip() or "no commit"


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(models)} × {models[0]}" if models else platform.machine()


if __name__ == "__main__":
    sys.exit(main())
