from django.db import migrations


def rename(apps, before: str, after: str) -> None:
    page = apps.get_model("wagtailcore", "Page")
    page.objects.filter(depth=1, title=before).update(title=after, draft_title=after)


def in_french(apps, schema_editor):
    """Wagtail calls it « Root », and shows the name to whoever keeps several sites."""
    rename(apps, "Root", "Tous les sites")


def in_english(apps, schema_editor):
    rename(apps, "Tous les sites", "Root")


class Migration(migrations.Migration):
    dependencies = [("territories", "0007_review")]
    operations = [migrations.RunPython(in_french, in_english)]
