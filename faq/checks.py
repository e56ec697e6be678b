"""What must hold before anything is served: articles without a fault."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from exercises.content import library
from exercises.reading import ContentError
from faq.content import articles


@register()
def articles_are_sound(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Name every fault of every article."""
    try:
        library()
    except ContentError:
        return []  # the exercises name their own faults, and articles need them
    try:
        articles()
    except ContentError as error:
        return [Error(str(fault), id="faq.E001") for fault in error.faults]
    return []
