"""What makes a variant first class, and so fit to take the place of a standard form.

Refuses one that says too little or too much, is refused for the very modifier it is used
for, is never reached, is swapped in a circle or to nothing, and a rung that asks
more than the one above it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from exercises.catalogue import DoseLevel, Exercise, Stage, Variant, Weeks
from exercises.conditions import LATE_FROM, Condition, late_from
from exercises.offering import Offer, Rules, judge, offer
from safety.gestation import LAST_DAYS
from safety.vocabulary import BirthMode, Facts, Gate, Modifier

LONG_AFTER_BIRTH: Final = 365
STANDARD_FORM: Final = "standard"  # how a page names it, so no variant may

Keyed = tuple[str, str]  # key, reason


def said(key: str, variant: Variant, exercise: Exercise) -> Iterator[Keyed]:
    if [v.slug for v in exercise.variants].count(variant.slug) > 1:
        yield key, "is written twice"
    if variant.slug == STANDARD_FORM or not variant.slug.isidentifier():
        yield f"{key}.slug", "is a word of a to z, 0 to 9 and _, and never standard"
    if not variant.name or not variant.why:
        yield key, "has a name and a why"
    if bool(variant.used_for or variant.levels) == variant.by_choice:
        yield f"{key}.used_for", "names what it is used for, unless it is by_choice"
    if variant.swap_to and variant != _bare(variant):
        yield f"{key}.swap_to", "a swap has no form of its own"


def rungs(exercise: Exercise) -> Iterator[Keyed]:
    """Name rungs that a woman could be refused though the one above is open to her."""
    for top in exercise.tops:
        yield from _ladder(exercise, top)
    slugs = {top.slug for top in exercise.tops if top and not top.swap_to}
    for variant in exercise.variants:
        if variant.leads_to and not (variant.levels and variant.leads_to in slugs):
            yield f"variants.{variant.slug}.leads_to", "names a form for a rung to lead to"


def _ladder(exercise: Exercise, top: Variant | None) -> Iterator[Keyed]:
    seen: set[DoseLevel] = set()
    found = exercise.rungs(top)
    for rung, above in zip(found, (*found, top)[1:], strict=True):
        key = f"variants.{rung.slug}"
        for level in sorted(seen & rung.levels):
            yield f"{key}.levels", f"{level} is the level of a lower rung"
        seen |= rung.levels
        own, higher = exercise.form(rung), exercise.form(above)
        for more in sorted(own.demands - higher.demands):
            yield f"{key}.demands", f"{more} is more than the rung above asks"
        if not _covers(own.weeks, higher.weeks):
            yield f"{key}.weeks", "leave out weeks of the rung above"


def _covers(own: Weeks | None, other: Weeks | None) -> bool:
    if own is None or other is None:
        return own == other
    return own.first <= other.first and _last(own) >= _last(other)


def _last(weeks: Weeks) -> int:
    return LAST_DAYS if weeks.last is None else weeks.last


def _bare(variant: Variant) -> Variant:
    """The same swap, with nothing but what a swap has."""
    return Variant(
        slug=variant.slug,
        name=variant.name,
        why=variant.why,
        used_for=variant.used_for,
        swap_to=variant.swap_to,
        sources=variant.sources,
    )


def swaps(
    exercise: Exercise, exercises: Mapping[str, Exercise], slugs: Collection[str]
) -> Iterator[Keyed]:
    for variant in exercise.variants:
        key = f"variants.{variant.slug}.swap_to"
        if variant.swap_to and variant.swap_to not in slugs:
            yield key, f"no exercise {variant.swap_to!r}"
        elif exercise.slug in _reached(variant.swap_to, exercises):
            yield key, "leads back to this exercise"


def _reached(slug: str, exercises: Mapping[str, Exercise]) -> set[str]:
    """Every exercise that swaps lead to from ``slug``, itself included."""
    seen: set[str] = set()
    ahead = [slug]
    while ahead:
        slug = ahead.pop()
        if slug in exercises and slug not in seen:
            seen.add(slug)
            ahead += [v.swap_to for v in exercises[slug].variants if v.swap_to]
    return seen


def untrue(exercise: Exercise, exercises: Mapping[str, Exercise], rules: Rules) -> Iterator[Keyed]:
    """Name variants that do not help those they are for, or that nobody is ever offered."""
    for variant in exercise.variants:
        if not variant.used_for or (variant.swap_to and variant.swap_to not in exercises):
            continue  # hers to choose, a mere rung, or a swap whose file has faults of its own
        key, chosen = f"variants.{variant.slug}", False
        for condition in sorted(variant.used_for):
            facts = _her(exercise, variant, condition)
            if variant.swap_to:
                verdict = offer(exercises[variant.swap_to], facts, rules, exercises).verdict
            else:
                verdict = judge(exercise, variant, facts, rules)
            if verdict.refused:
                yield key, f"is refused for {condition} by {verdict.reasons[0].rule}"
            offered = offer(exercise, facts, rules, exercises)
            chosen = chosen or verdict.refused or _is(offered, exercise, variant)
        if not chosen:
            yield key, "is never offered: an earlier one always is"


def _her(exercise: Exercise, variant: Variant, condition: Condition) -> Facts:
    """A woman to whom nothing but ``condition`` applies, in the first week it can."""
    weeks = exercise.form(variant).weeks
    if condition is Stage.CAESAREAN:
        days = 7 * exercise.after_birth_weeks[BirthMode.CAESAREAN]
        return Facts(Gate.OPEN, days_after_birth=days, birth_mode=BirthMode.CAESAREAN)
    if condition is Stage.FIRST_DAYS:
        return Facts(Gate.OPEN, days_after_birth=0, birth_mode=BirthMode.VAGINAL)
    modifiers = frozenset({condition}) if isinstance(condition, Modifier) else frozenset()
    if weeks is None:
        return Facts(Gate.OPEN, days_after_birth=LONG_AFTER_BIRTH, modifiers=modifiers)
    day = weeks.first
    if condition is Stage.LATE:
        # Where another form takes over first, a swap is for when that has ended too.
        day = LATE_FROM if variant.swap_to else max(day, late_from(exercise))
    return Facts(Gate.OPEN, gestation_days=day, modifiers=modifiers)


def _is(offered: Offer, exercise: Exercise, variant: Variant) -> bool:
    """Whether ``variant`` is what was offered in the place of ``exercise``."""
    if variant.swap_to:
        why = f"{exercise.slug}.{variant.slug}"
        return offered.swapped and why in (reason.rule for reason in offered.reasons)
    return offered.exercise is exercise and offered.variant is variant
