"""What the observatory says of a territory (`territories.ownership.registry`)."""

from territories.ownership.declaration import Merge, NotExported, Owned, Rule, Team
from territories.ownership.registry import declare

from .models import Figure

declare(
    Owned(
        Figure,
        team=Team.REGION,
        merge=(Merge(Rule.STAY),),
        export=NotExported("l’observatoire les donne à qui veut, en CSV"),
        label="Chiffres de l’observatoire",
    )
)
