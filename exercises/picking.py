"""Whether a form she picked herself is hers to begin.

Decides by what she is offered and by what safety says of the very form. Refuses a pick where
her answers, or how far she is, ask for one form in particular, where the exercise is closed or
swapped, and where the form is refused: she is then given what she is offered.
"""

from collections.abc import Callable

from exercises.catalogue import Exercise, Variant
from exercises.offering import Offer
from safety.vocabulary import Verdict


def pick(offered: Offer, slug: str, judge: Callable[[Exercise, Variant | None], Verdict]) -> Offer:
    """Return the form called ``slug`` if it is hers, else what she is offered."""
    variant = offered.asked.variant(slug)
    if variant is None or variant.swap_to or not may_pick(offered):
        return offered
    verdict = judge(offered.asked, variant)
    if verdict.refused:
        return offered
    return Offer(offered.asked, variant, offered.asked, verdict, verdict.reasons)


def may_pick(offered: Offer) -> bool:
    """Whether nothing asks for a form in particular, so that the choice is hers."""
    return not (offered.verdict.refused or offered.swapped or offered.variant)
