from django.db import migrations


def rename(apps, before: str, after: str) -> None:
    collection = apps.get_model("wagtailcore", "Collection")
    collection.objects.filter(depth=1, name=before).update(name=after)


def in_french(apps, schema_editor):
    """Wagtail calls it « Root », and shows the name where images and documents are filtered."""
    rename(apps, "Root", "Racine")


def in_english(apps, schema_editor):
    rename(apps, "Racine", "Root")


class Migration(migrations.Migration):
    dependencies = [("territories", "0009_french_words")]
    operations = [migrations.RunPython(in_french, in_english)]
