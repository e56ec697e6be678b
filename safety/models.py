"""What safety remembers of a person: dates, screenings, stops, contacts, clearances.

Everything but the pregnancy and the draft is append-only: a screening that was taken
is never changed, and the present is worked out from all of it in ``safety.standing``.
"""

from enum import IntEnum

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from safety.birth import Delivery
from safety.dating import Basis
from safety.history import FEWEST_MINUTES, Coverage, Said
from safety.vocabulary import Lock, Outcome, State


def _choices(
    kind: type[State] | type[Basis] | type[Coverage] | type[Said] | type[Delivery],
) -> list[tuple[str, str]]:
    return [(member.value, member.value.replace("_", " ")) for member in kind]


def _ordered(kind: type[IntEnum]) -> list[tuple[int, str]]:
    return [(member.value, member.name.lower().replace("_", " ")) for member in kind]


class Pregnancy(models.Model):
    """One pregnancy of a person, from the day she gave its dates to the day it ended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pregnancies")
    state = models.CharField(max_length=12, choices=_choices(State), default=State.PREGNANT.value)
    due_date = models.DateField()
    due_date_basis = models.CharField(max_length=12, choices=_choices(Basis))
    due_date_set_on = models.DateField()
    dated_at = models.DateTimeField()  # a screening from before this moment used other dates
    ended_on = models.DateField(null=True, blank=True)
    paused_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="pregnant"), name="pregnancy_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="pregnant", ended_on__isnull=True)
                | (~Q(state="pregnant") & Q(ended_on__isnull=False)),
                name="pregnancy_ends_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return "pregnancy"


class Owned(models.Model):
    """A row of one person about one pregnancy of hers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pregnancy = models.ForeignKey(Pregnancy, models.CASCADE, related_name="%(class)ss")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Dating(Owned):
    """A date she gave, by which way, and what it came to: all are kept, one is in use.

    ``entered`` is what she typed. ``adopted`` says that it became the due date then; the
    newest adopted one is what the pregnancy's due date rests on.
    """

    on = models.DateField()
    basis = models.CharField(max_length=12, choices=_choices(Basis))
    entered = models.JSONField(default=dict)
    due_date = models.DateField()
    uncertain = models.BooleanField(default=False)
    scan_days = models.PositiveSmallIntegerField(null=True, blank=True)
    adopted = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="dating_in_order")]

    def __str__(self) -> str:
        return "dating"


class StateTold(Owned):
    """That a pregnancy ended, or that saying so was a mistake: the newest row is how it is."""

    state = models.CharField(max_length=12, choices=_choices(State))

    class Meta:
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="state_in_order")]

    def __str__(self) -> str:
        return "state"


class BirthTold(Owned):
    """A birth as she told it. A correction is another row, and the newest is in use.

    An empty epidural or tear is one she does not know of. ``bereaved``: her baby died.
    """

    on = models.DateField()
    delivery = models.CharField(max_length=12, choices=_choices(Delivery))
    epidural = models.BooleanField(null=True, blank=True)
    deep_tear = models.BooleanField(null=True, blank=True)
    bereaved = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="birth_in_order")]

    def __str__(self) -> str:
        return "birth"


class Draft(models.Model):
    """The screening she is in the middle of. Only this row changes while she answers.

    ``only`` narrows the questions (empty: all of them), ``then`` is where she was going, and
    ``given_at`` says when each answer was given.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="draft"
    )
    coverage = models.CharField(max_length=10, choices=_choices(Coverage))
    only = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    then = models.CharField(max_length=10, blank=True, default="")
    given_at = models.JSONField(default=dict)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return "draft"


class Screening(Owned):
    """A screening as she gave it and as it was decided, never changed afterwards."""

    on = models.DateField()
    due_date = models.DateField()
    coverage = models.CharField(max_length=10, choices=_choices(Coverage))
    answers = models.JSONField()
    outcome = models.PositiveSmallIntegerField(choices=_ordered(Outcome))
    lock = models.PositiveSmallIntegerField(choices=_ordered(Lock))
    deciding = models.JSONField()  # ids of the findings at the level that won
    reasons = models.JSONField()  # every finding, in the words she was shown
    rules_version = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="screening_in_order")]

    def __str__(self) -> str:
        return "screening"


class Stop(Owned):
    """A warning sign at *today* or above. ``context`` is opaque: whatever she was doing."""

    sign = models.CharField(max_length=20)
    answer = models.CharField(max_length=40)
    outcome = models.PositiveSmallIntegerField(choices=_ordered(Outcome))
    questions = models.JSONField(default=list)
    reasons = models.JSONField()
    context = models.UUIDField(null=True, blank=True)
    rules_version = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="stop_in_order")]

    def __str__(self) -> str:
        return "stop"


class Contact(Owned):
    """Whom she spoke to after a sign, when, and what they said."""

    about = models.UUIDField()  # the screening or stop
    spoken_with = models.CharField(max_length=80, blank=True)
    spoken_on = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=10, choices=_choices(Said))

    class Meta:
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="contact_in_order")]

    def __str__(self) -> str:
        return "contact"


class Clearance(Owned):
    """A clinician's clearance of named answers, with limits, until a date or the birth."""

    cleared_by = models.CharField(max_length=80)
    cleared_on = models.DateField()
    answers = models.JSONField()  # question to the answer that was cleared
    limits = models.JSONField(default=list)
    relief_only = models.BooleanField(default=False)
    most_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(most_minutes__isnull=True) | Q(most_minutes__gte=FEWEST_MINUTES),
                name="clearance_minutes_can_be_kept",
            )
        ]
        indexes = [models.Index(fields=["person", "pregnancy", "at"], name="clearance_in_order")]

    def __str__(self) -> str:
        return "clearance"
