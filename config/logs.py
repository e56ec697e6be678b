"""What may be written to the log: that something happened, never about whom.

A path keeps its shape and loses its ids. A fault keeps its kind and its place and loses its
message, because a database quotes the row in it; only faults that speak of the machine
and not of a person keep theirs.
"""

import logging
import re
import sys
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch

OF_THE_MACHINE = (
    ImproperlyConfigured,
    ImportError,
    NoReverseMatch,
    OperationalError,
    OSError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)
HIDDEN = (
    (re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b", re.I), "<id>"),
    (re.compile(r"[^\s@'\"<>]+@[^\s@'\"<>]+\.[^\s@'\"<>]+"), "<email>"),
    (re.compile(r"\?[^\s'\"]+"), "?<query>"),
)

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


class Discreet(logging.Formatter):
    """One line a record, and for a fault the places it came through."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have kept the long form
        text = super().format(record)
        for pattern, word in HIDDEN:
            text = pattern.sub(word, text)
        return text

    def formatException(self, ei: object) -> str:
        kind, fault, trace = ei if isinstance(ei, tuple) else sys.exc_info()
        if kind is None:
            return ""
        says = f": {fault}" if isinstance(fault, OF_THE_MACHINE) else ""
        places = "".join(traceback.format_tb(trace))
        return f"{places}{kind.__module__}.{kind.__qualname__}{says}"
