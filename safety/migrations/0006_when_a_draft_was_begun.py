from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_drafts(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody knows how old their answers are, so she is asked afresh."""
    apps.get_model("safety", "Draft").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("safety", "0005_births_and_endings")]

    operations = [
        migrations.RunPython(forget_drafts, migrations.RunPython.noop),
        migrations.RenameField("draft", "updated_at", "begun_at"),
        migrations.AddField("draft", "given_at", models.JSONField(default=dict)),
    ]
