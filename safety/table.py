"""The table of conditions against demands, as Markdown for whoever reviews the rules.

Decides nothing: it states ``content/demands.toml`` twice, by condition and by demand, so that a
rule too many or too few is seen from either side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from safety.gestation import LAST_DAYS, Gestation
from safety.rules import LIMITED_BY_CLINICIAN, UNKNOWN_STAGE, Rule, Span, When
from safety.vocabulary import Demand, Effect

ANY = "any movement"
HEAD = """# Conditions against demands

Written by `manage.py write_rules_table` from `safety/content/demands.toml`, not by hand. A test
compares it, so the table and the rules cannot part.

*Avoid* leaves a movement out. *Limit* means the start dose and a small range. The strictest rule
that holds wins. Two rules are not in the file, because they are about no demand of their own:
while neither weeks nor days after birth are known everything is avoided (`{unknown}`), and what a
clinician ruled out when clearing her is avoided (`{limited}`). Which weeks a single exercise is
done in is said by the exercise itself.
"""


def markdown(rules: Sequence[Rule]) -> str:
    """Return the whole page."""
    by_when: dict[When, list[Rule]] = {}
    for rule in rules:
        by_when.setdefault(rule.when, []).append(rule)
    head = HEAD.format(unknown=UNKNOWN_STAGE, limited=LIMITED_BY_CLINICIAN)
    lines = [
        *_by_condition(by_when),
        "",
        *_by_demand(rules),
        "",
        *_why(rules),
    ]
    return head + "\n" + "\n".join(lines) + "\n"


def _by_condition(by_when: Mapping[When, Sequence[Rule]]) -> Iterator[str]:
    yield "## What each condition does\n"
    yield "| condition | avoid | limit | sources | signed |"
    yield "|---|---|---|---|---|"
    for when, rules in by_when.items():
        avoid, limit = (_demands(rules, effect) for effect in (Effect.AVOID, Effect.LIMIT))
        sources = ", ".join(dict.fromkeys(s for rule in rules for s in rule.sources))
        yield f"| {words(when)} | {avoid} | {limit} | {sources} | {_signed(rules)} |"


def _demands(rules: Iterable[Rule], effect: Effect) -> str:
    named = [rule for rule in rules if rule.effect is effect]
    if any(not rule.demands for rule in named):
        return ANY
    held = {demand for rule in named for demand in rule.demands}
    return ", ".join(d.value for d in Demand if d in held) or "–"


def _by_demand(rules: Sequence[Rule]) -> Iterator[str]:
    yield "## What is done to each demand\n"
    yield "| demand | avoid | limit |"
    yield "|---|---|---|"
    for demand in Demand:
        naming = [rule for rule in rules if demand in rule.demands]
        avoid, limit = (
            "; ".join(words(r.when) for r in naming if r.effect is effect) or "–"
            for effect in (Effect.AVOID, Effect.LIMIT)
        )
        yield f"| {demand.value} | {avoid} | {limit} |"


def _why(rules: Sequence[Rule]) -> Iterator[str]:
    yield "## What she is told\n"
    yield "| rule | words | sources |"
    yield "|---|---|---|"
    for rule in rules:
        yield f"| `{rule.id}` | {rule.text} | {', '.join(rule.sources)} |"


def _signed(rules: Iterable[Rule]) -> str:
    names = [f"{r.reviewed_by} {r.reviewed_on}" if r.reviewed_by else "no" for r in rules]
    return ", ".join(dict.fromkeys(names))


def words(when: When) -> str:
    """Return a condition in words, such as ``16+0 to birth``."""
    said = [
        *_listed("gate", when.gates),
        *_listed("", when.modifiers),
        *_listed("", when.states),
        *([f"{_week(when.weeks.first)} to {_week(when.weeks.last)}"] if when.weeks else []),
        *([when.by_week.__name__.replace("_", " ")] if when.by_week else []),
        *([f"{_days(when.days_after_birth)} after birth"] if when.days_after_birth else []),
        *_listed("", when.birth_modes),
        *(["after an epidural or a spinal"] if when.after_epidural else []),
    ]
    return ", ".join(said) or "everybody"


def _listed(name: str, values: Iterable[str]) -> Iterator[str]:
    if said := " or ".join(sorted(values)):
        yield f"{name} {said}".strip()


def _week(day: int | None) -> str:
    return "birth" if day is None or day >= LAST_DAYS else str(Gestation(day))


def _days(span: Span) -> str:
    return f"day {span.first} on" if span.last is None else f"day {span.first} to {span.last}"
