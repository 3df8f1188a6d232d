from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("territories", "0002_root_in_french")]

    operations = [
        migrations.RenameField("territory", "accent", "own_accent"),
        migrations.AlterField(
            "territory", "own_accent", models.CharField(blank=True, max_length=12)
        ),
    ]
