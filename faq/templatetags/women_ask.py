"""Lets a page of an app below name the articles that concern what it shows.

The articles name exercises and safety questions, so their app stands above those; a tag is
how a page there can link up without its view importing anything from here.
"""

from collections.abc import Callable

from django import template

from faq.articles import Article, about_exercise, about_her, listed
from faq.content import articles
from faq.views import AFTER_LOSS
from safety.facts import Known

register = template.Library()


@register.simple_tag(takes_context=True)
def women_ask_of(context: template.Context, exercise: str) -> list[Article]:
    """The articles about an exercise, by its slug."""
    return about_exercise(_listed(context), exercise)


@register.simple_tag(takes_context=True)
def women_ask_as_she_is(context: template.Context, found: Known) -> list[Article]:
    """The articles about what she told us."""
    decision = found.standing.decision
    questions = {finding.question for finding in decision.findings} if decision else set()
    return about_her(_listed(context), found.facts.modifiers, questions)


def _listed(context: template.Context) -> tuple[Article, ...]:
    told: str | Callable[[], str] = context["her_state"]  # a view that knows it says it
    state = told() if callable(told) else told
    return listed(articles().values(), after_loss=state in AFTER_LOSS)
