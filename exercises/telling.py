"""What she told of her circumstances, as rows: read, and written by one act.

An answer that is not given leaves what she told before: a form with a row missing takes
nothing back.
"""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from exercises.circumstances import ANSWERS, UNTOLD, Circumstances, read
from exercises.models import CircumstancesTold


def row_of(person: User) -> CircumstancesTold | None:
    """Return what she told; None while she has never been asked."""
    return CircumstancesTold.objects.filter(person=person).first()


def circumstances(row: CircumstancesTold | None) -> Circumstances:
    """Return what a row tells."""
    return read({name: getattr(row, name) for name in ANSWERS}) if row else UNTOLD


def circumstances_of(person: User) -> Circumstances:
    return circumstances(row_of(person))


def tell(*, person: User, answers: Mapping[str, str], now: datetime) -> None:
    """Keep what she answered, and that she was asked."""
    read(answers)  # refuses a word that is no answer before anything is written
    given = {name: word for name, word in answers.items() if word}
    CircumstancesTold.objects.update_or_create(person=person, defaults={**given, "at": now})
