"""From content to rows: the one write of this app, and how far the two are apart.

Decides which rows are added, changed, retired or brought back. Refuses to delete.
"""

from dataclasses import dataclass

from django.db import transaction

from exercises.content import Library
from exercises.models import Exercise


@dataclass(frozen=True, slots=True)
class Difference:
    """The slugs by which the rows differ from the content."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.retired)

    def __str__(self) -> str:
        parts = {"added": self.added, "changed": self.changed, "retired": self.retired}
        said = (f"{word} {', '.join(slugs)}" for word, slugs in parts.items() if slugs)
        return "; ".join(said) or "no change"


def difference(library: Library) -> Difference:
    """Return what loading ``library`` would do to the rows."""
    rows = {row.slug: row for row in Exercise.objects.all()}
    written = library.catalogue
    return Difference(
        added=tuple(sorted(written.keys() - rows.keys())),
        changed=tuple(
            sorted(
                slug
                for slug, row in rows.items()
                if slug in written and (row.retired or row.content_hash != library.hashes[slug])
            )
        ),
        retired=tuple(
            sorted(slug for slug, row in rows.items() if slug not in written and not row.retired)
        ),
    )


def load_rows(*, library: Library) -> Difference:
    """Make the rows say what ``library`` says, and return what that changed."""
    with transaction.atomic():
        made = difference(library)
        if not made:
            return made
        Exercise.objects.bulk_create(
            [
                Exercise(slug=slug, name=exercise.name, content_hash=library.hashes[slug])
                for slug, exercise in library.catalogue.items()
            ],
            update_conflicts=True,
            unique_fields=["slug"],
            update_fields=["name", "content_hash", "retired"],
        )
        Exercise.objects.filter(slug__in=made.retired).update(retired=True)
    return made
