from django.db import models
from django.db.models import F


class MissedChanges(models.Model):
    """How many changes the shared cache was not told of, in one row: `core.optional_redis`."""

    number = models.PositiveBigIntegerField("nombre", default=0)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = "changements que le cache n’a pas sus"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def count(cls) -> int:
        """Return how many there are."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def add_one(cls) -> None:
        """Count one more. Two transactions that do wait for each other: none is lost."""
        row, _ = cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=row.pk).update(number=F("number") + 1)
