from django.db import migrations


def keep_the_dates_in_use(apps, schema_editor):
    """Every pregnancy so far had one date, and it was in use."""
    Pregnancy, Dating = (apps.get_model("safety", name) for name in ("Pregnancy", "Dating"))
    Dating.objects.bulk_create(
        Dating(
            person_id=pregnancy.person_id,
            pregnancy=pregnancy,
            at=pregnancy.dated_at,
            on=pregnancy.due_date_set_on,
            basis=pregnancy.due_date_basis,
            due_date=pregnancy.due_date,
            adopted=True,
        )
        for pregnancy in Pregnancy.objects.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [("safety", "0002_every_date_she_gave")]

    operations = [migrations.RunPython(keep_the_dates_in_use, migrations.RunPython.noop)]
