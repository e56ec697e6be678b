"""What the settings file cannot judge alone: whether its values fit the content."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from safety.content import countries


@register()
def country_is_known(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A country without numbers would look like no country at all, and nobody would notice."""
    if not settings.COUNTRY or settings.COUNTRY in countries():
        return []
    known = sorted(code for code in countries() if code)
    hint = f"Leave it empty to show every country, or use one of {', '.join(known)}."
    return [Error(f"COUNTRY: no numbers for {settings.COUNTRY}", hint=hint, id="easeback.E001")]
