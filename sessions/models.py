"""What she does and how it went: sessions, their events, and what she writes down herself.

Refuses a pain outside 0 to 10, a note longer than a page, an end before its start, two
sessions under way at once, and the same event twice. Every row carries its person's key,
and every unique constraint begins with it.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from exercises.catalogue import DoseLevel
from sessions.progress import EventKind

NOTE_LENGTH = 2000
WORST_PAIN = 10
LONGEST_MINUTES = 240


class Felt(models.TextChoices):
    EASED = "eased", "eased"
    SAME = "same", "same"
    HURT = "hurt", "hurt"


class Mark(models.TextChoices):
    """What came of one exercise of a session, once the session is over."""

    DONE = "done", "done"
    PART = "part", "done in part"
    SKIPPED = "skipped", "left out"


def _pain(field: str, name: str) -> models.CheckConstraint:
    """Allow 0 to 10, or not asked. A comparison with null holds in a check."""
    within = Q(**{f"{field}__gte": 0, f"{field}__lte": WORST_PAIN})
    return models.CheckConstraint(condition=within, name=name)


def _minutes(name: str) -> models.CheckConstraint:
    within = Q(minutes__gte=1, minutes__lte=LONGEST_MINUTES)
    return models.CheckConstraint(condition=within, name=name)


class Personal(models.Model):
    """A row of one person, on one day of hers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def _note() -> "models.CharField[str, str]":
    return models.CharField(max_length=NOTE_LENGTH, blank=True, default="")


class GuidedSession(Personal):
    """One session as it was planned, and what came of it.

    ``steps`` and ``plan`` are kept as made, so that later content never shifts them.
    ``checked_at`` is when she last said that nothing is wrong. ``done_s`` is filled when it
    ends, from its events, so that a log of years is read without them. The next morning is told
    later than the rest, so its moment is kept: what she answered before it did not know of it.
    """

    on = models.DateField()
    started_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=6, choices=[(v.value, v.value) for v in DoseLevel])
    relief = models.BooleanField(default=False)
    programme = models.CharField(max_length=60, blank=True, default="")  # the ready set
    pain_before = models.PositiveSmallIntegerField()
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_worst = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_next_morning = models.PositiveSmallIntegerField(null=True, blank=True)
    next_morning_at = models.DateTimeField(null=True, blank=True)
    note = _note()
    steps = models.JSONField()
    plan = models.JSONField()
    done_s = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="session_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")), name="session_ends_after_start"
            ),
            _minutes("session_minutes"),
            _pain("pain_before", "session_pain_before"),
            _pain("pain_after", "session_pain_after"),
            _pain("pain_worst", "session_pain_worst"),
            _pain("pain_next_morning", "session_pain_next_morning"),
            models.CheckConstraint(
                condition=Q(pain_next_morning__isnull=True, next_morning_at__isnull=True)
                | Q(pain_next_morning__isnull=False, next_morning_at__isnull=False),
                name="session_next_morning_at",
            ),
            models.CheckConstraint(
                condition=Q(pain_worst__gte=F("pain_after")), name="session_worst_is_worst"
            ),
        ]
        indexes = [models.Index(fields=["person", "on"], name="session_by_day")]

    def __str__(self) -> str:
        return "session"

    @property
    def under_way(self) -> bool:
        return self.ended_at is None

    @property
    def done_minutes(self) -> int:
        """Minutes of work done, rounded; never none when there was some."""
        return max(round(self.done_s / 60), 1 if self.done_s else 0)


class SessionItem(Personal):
    """One exercise of a session: its form, how much, what came of it and how it felt."""

    session = models.ForeignKey(GuidedSession, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    exercise = models.ForeignKey(
        "exercises.Exercise", models.PROTECT, to_field="slug", related_name="+"
    )
    variant = models.CharField(max_length=40, blank=True, default="")
    level = models.CharField(max_length=6, choices=[(v.value, v.value) for v in DoseLevel])
    mark = models.CharField(max_length=7, blank=True, default="", choices=Mark.choices)
    felt = models.CharField(max_length=5, blank=True, default="", choices=Felt.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "session", "position"], name="session_item_place"
            ),
            models.CheckConstraint(
                condition=Q(felt__in=["", *Felt.values]), name="session_item_felt"
            ),
            models.CheckConstraint(
                condition=Q(mark__in=["", *Mark.values]), name="session_item_mark"
            ),
        ]

    def __str__(self) -> str:
        return "exercise of a session"


class SessionEvent(Personal):
    """Something that happened in a session, as a device told it. Only ever added.

    ``key`` is the id the device gave it: unique in its session, so that telling it twice is
    telling it once, and nobody's id can stand in another's way. ``about`` names the sign and
    the answer that led to it.
    """

    session = models.ForeignKey(GuidedSession, models.CASCADE, related_name="events")
    key = models.UUIDField()
    device = models.CharField(max_length=36)
    sequence = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField()
    step = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=6, choices=[(v.value, v.value) for v in EventKind])
    elapsed_ms = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    about = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            # Also the index by which a session's events are read.
            models.UniqueConstraint(fields=["person", "session", "key"], name="session_event_once")
        ]

    def __str__(self) -> str:
        return "event of a session"


class PainLog(Personal):
    """How her back was on a day, whether or not she did anything."""

    on = models.DateField()
    pain = models.PositiveSmallIntegerField()
    note = _note()
    at = models.DateTimeField()

    class Meta:
        constraints = [_pain("pain", "pain_log_pain")]
        indexes = [models.Index(fields=["person", "on"], name="pain_log_by_day")]

    def __str__(self) -> str:
        return "pain on a day"


class UnguidedSession(Personal):
    """Something she did for her back without us."""

    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True)
    note = _note()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            _minutes("unguided_minutes"),
            _pain("pain_before", "unguided_pain_before"),
            _pain("pain_after", "unguided_pain_after"),
        ]
        indexes = [models.Index(fields=["person", "on"], name="unguided_by_day")]

    def __str__(self) -> str:
        return "session without us"
