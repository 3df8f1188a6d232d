from django.db import migrations

# Wagtail names the tops of its two trees in English, and shows them to whoever keeps several sites.
NAMES = [
    ("Page", "title", "Root", "Tous les sites"),
    ("Page", "draft_title", "Root", "Tous les sites"),
    ("Collection", "name", "Root", "Racine"),
]


def in_french(apps, schema_editor):
    for model, field, before, after in NAMES:
        rows = apps.get_model("wagtailcore", model).objects.filter(depth=1)
        rows.filter(**{field: before}).update(**{field: after})


def in_english(apps, schema_editor):
    for model, field, before, after in NAMES:
        rows = apps.get_model("wagtailcore", model).objects.filter(depth=1)
        rows.filter(**{field: after}).update(**{field: before})


class Migration(migrations.Migration):
    dependencies = [("territories", "0001_initial")]
    operations = [migrations.RunPython(in_french, in_english)]
