"""The exercises as rows, so that what she did keeps pointing at what it was.

A row says no more than which exercise it is and what it said when it was last read;
the exercise itself is content. Rows are written by ``loading`` and never deleted.
"""

from django.db import models


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
