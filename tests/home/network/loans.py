"""A model of a territory that no app has: its table is made in the test's own transaction, and goes with it."""

from contextlib import contextmanager

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from territories.models import Territory
from territories.ownership.declaration import Export, Given, Merge, Owned, Personal, Rule, Team
from territories.ownership.erasure import OnDate
from territories.ownership.registry import declared

TABLE = """
CREATE TABLE loans_loan (
    code varchar(20) PRIMARY KEY, territory_id bigint NOT NULL, what varchar(80) NOT NULL,
    borrower varchar(254) NOT NULL, return_on date NOT NULL
)
"""


class Loan(models.Model):
    """A thing that a territory lent, and to whom."""

    code = models.CharField(max_length=20, primary_key=True)
    territory = models.ForeignKey(Territory, models.DO_NOTHING, related_name="+")
    what = models.CharField("objet", max_length=80)
    borrower = models.EmailField("courriel")
    return_on = models.DateField("à rendre le")

    class Meta:
        app_label = "loans"  # of no installed app: nothing else knows it
        verbose_name = "prêt"
        verbose_name_plural = "prêts"

    def __str__(self) -> str:
        return self.what


LOANS = Owned(
    Loan,
    team=Team.COMMUNICATION,
    given=Given.ROWS,
    refused=frozenset(("add",)),
    merge=(Merge(Rule.FIRST, key="what"),),
    export=Export("prets", columns={"in_capitals": lambda row: row.what.upper()}),
    names_territory=True,
    personal=Personal(
        ("borrower",), "le jour du retour", OnDate("return_on"), blanks={"borrower": ""}
    ),
)


@contextmanager
def lending():
    """The table, its permissions, and the one place where a new model is declared."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    ContentType.objects.clear_cache()  # which outlives the row of the test before
    kind = ContentType.objects.get_for_model(Loan)
    for action in ("add", "change", "delete", "view"):
        Permission.objects.create(codename=f"{action}_loan", name=action, content_type=kind)
    with declared(LOANS):
        yield
