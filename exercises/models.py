"""The exercises as rows, so that what she did keeps pointing at what it was; and what she
told of her circumstances.

A row of an exercise says no more than which one it is and what it said when it was last read;
the exercise itself is content. Those rows are written by ``loading`` and never deleted.
Refuses a circumstance that nobody can have told.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from exercises.circumstances import ANSWERS


class Exercise(models.Model):
    """One exercise of the library, now or once. ``retired`` has left the content."""

    slug = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=64)
    retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(slug=""), name="exercise_has_a_slug"),
        ]

    def __str__(self) -> str:
        return self.name


def _answer(name: str) -> "models.CharField[str, str]":
    choices = [(word.value, word.value) for word in ANSWERS[name]]
    return models.CharField(max_length=16, blank=True, default="", choices=choices)


def _known(name: str) -> models.CheckConstraint:
    words = ["", *(word.value for word in ANSWERS[name])]
    return models.CheckConstraint(
        condition=Q(**{f"{name}__in": words}), name=f"circumstances_{name}"
    )


class CircumstancesTold(models.Model):
    """What she told when she got ready, the newest of each. "" is not told: she was asked."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    experience = _answer("experience")
    floor = _answer("floor")
    chair = _answer("chair")
    wall = _answer("wall")
    cushions = _answer("cushions")
    space = _answer("space")
    toddlers = _answer("toddlers")
    at = models.DateTimeField()

    class Meta:
        constraints = [_known(name) for name in ANSWERS]

    def __str__(self) -> str:
        return "circumstances"
