"""What each process asks the database, to know which sheets have changed (decision 0105)."""

import secrets
from collections.abc import Iterable

from django.db import models


class SheetStamp(models.Model):
    """A number that is another one after each change of a sheet, or of what its row of the catalogue counts.

    Written in the transaction of the change: it comes and goes with it. No foreign key: the stamp of a sheet
    that is deleted stays, and says so.
    """

    sheet_id = models.BigIntegerField("fiche", primary_key=True)
    stamp = models.BigIntegerField("empreinte")

    class Meta:
        verbose_name = "empreinte de fiche"
        verbose_name_plural = "empreintes de fiches"

    def __str__(self) -> str:
        return f"{self.sheet_id}"

    @staticmethod
    def write(sheet_ids: Iterable[int]) -> None:
        """Say that these sheets have changed."""
        # At random: the number of a change that was rolled back is not given again.
        rows = [SheetStamp(sheet_id=pk, stamp=secrets.randbits(63)) for pk in sheet_ids]
        SheetStamp.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["sheet_id"], update_fields=["stamp"]
        )

    @staticmethod
    def read() -> dict[int, int]:
        """Every stamp, by sheet."""
        return dict(SheetStamp.objects.values_list("sheet_id", "stamp"))
