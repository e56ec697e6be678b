"""What women ask: the list with its search, and one article.

Public. An article is the same for everybody; of her own it is only read whether her gate
is open, so that the page can say that her outcome comes first, and whether she has lost a
pregnancy or a baby, so that no list hurts. Neither ever fills in a search. Writes nothing.
"""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.models import User
from config.http import HttpRequest, page
from exercises.catalogue import Exercise
from exercises.content import catalogue
from exercises.typed import tidy
from faq.articles import beside, by_topic, listed
from faq.content import articles
from faq.search import search
from safety.content import sources
from safety.facts import Told, known, told_by
from safety.vocabulary import Gate

AFTER_LOSS: Final = frozenset({Told.BEREAVED, Told.NO_LONGER})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as these pages differ by it."""

    told: Told = Told.NOTHING
    held: bool = False  # something of hers comes before any exercise

    @property
    def after_loss(self) -> bool:
        return self.told in AFTER_LOSS


@require_safe
def questions(request: HttpRequest) -> HttpResponseBase:
    reader = _reader(request)
    every = listed(articles().values(), after_loss=reader.after_loss)
    typed = tidy(request.GET.get("q", ""))
    found = search(every, typed) if typed else list(every)
    context = {
        "typed": typed,
        "found": found,
        "topics": [] if typed else by_topic(found),
        "her_state": reader.told.value,
        "held": reader.held,
    }
    return page(request, "faq/questions.html", context, partial="answered")


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = articles().get(slug)
    if found is None:
        raise Http404
    reader = _reader(request)
    known_sources = sources()
    context = {
        "article": found,
        "sources": [known_sources[id_] for id_ in found.sources],
        "exercises": _exercises(found.exercises),
        "beside": beside(found, listed(articles().values(), after_loss=reader.after_loss)),
        "her_state": reader.told.value,
        "held": reader.held,
    }
    return page(request, "faq/article.html", context)


def _reader(request: HttpRequest) -> Reader:
    person = request.user
    if not isinstance(person, User):
        return Reader()
    found = known(person, request.now)
    if found is None:
        return Reader(told_by(person))
    return Reader(found.told, held=found.facts.gate is not Gate.OPEN)


def _exercises(slugs: frozenset[str]) -> list[Exercise]:
    """In the order of a session."""
    return [exercise for slug, exercise in catalogue().items() if slug in slugs]
