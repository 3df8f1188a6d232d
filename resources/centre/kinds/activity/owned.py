"""What a territory owns of activities, beside its sheets (`territories.ownership.registry`)."""

from territories.ownership.declaration import Export, Given, Merge, Owned, Rule, Team
from territories.ownership.registry import declare

from .models import Adoption

declare(
    Owned(
        Adoption,
        team=Team.REFERENTS,
        given=Given.ROWS,
        merge=(Merge(Rule.MOVE),),
        export=Export(
            "reprises",
            columns={
                "activity_title": Adoption.activity_title,
                "commune_name": lambda row: row.commune.name if row.commune else "",
            },
        ),
        related=("activity", "territory", "commune"),
    )
)
