"""What must hold before anything is served: sound content, and rows that follow it.

A fault in the content is an error. Rows that differ are a warning, since ``migrate``
asks before it has made them.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from exercises.content import library
from exercises.getting_ready import asked_page
from exercises.loading import difference
from exercises.reading import ContentError


@register()
def content_is_sound(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Name every fault of every exercise."""
    try:
        library()
    except ContentError as error:
        return [Error(str(fault), id="exercises.E001") for fault in error.faults]
    return []


@register()
def page_is_sound(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Name every fault of what is asked when she gets ready.

    It has an id of its own, as whoever loads the exercises names their faults alone.
    """
    try:
        asked_page()
    except ContentError as error:
        return [Error(str(fault), id="exercises.E002") for fault in error.faults]
    return []


@register(Tags.database)
def rows_follow_content(
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """Say that the rows were made from other content, once there are tables to look at."""
    if not databases:
        return []
    try:
        apart = difference(library())
    except (ContentError, DatabaseError):
        return []  # named above, or not migrated yet
    if not apart:
        return []
    hint = "Run manage.py load_content."
    message = f"The exercises in the database are not those of the content: {apart}."
    return [Warning(message, hint=hint, id="exercises.W001")]
