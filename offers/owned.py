"""What a territory owns of the service offer (`territories.ownership.registry`)."""

from territories.ownership.declaration import (
    Export,
    Given,
    Merge,
    NotExported,
    Owned,
    Personal,
    Rule,
    Team,
)
from territories.ownership.erasure import OnDate, months
from territories.ownership.registry import declare

from .models import LocalOffer, WelcomeRequest
from .models.welcome import KEPT_FOR

declare(
    Owned(
        LocalOffer,
        team=Team.COMMUNICATION,
        given=Given.ROWS,
        merge=(Merge(Rule.FIRST, key="offer"),),
        export=Export("offres-locales", columns={"offer_title": LocalOffer.offer_title}),
        related=("offer", "territory"),
        names_territory=True,
    )
)
declare(
    Owned(
        WelcomeRequest,
        team=Team.COMMUNICATION,
        given=Given.ROWS,
        # Requests come from visitors: nobody writes one in the admin.
        refused=frozenset(("add",)),
        merge=(Merge(Rule.MOVE),),
        export=NotExported("une copie survivrait à la date d’effacement"),
        personal=Personal(
            ("email", "message"), f"{months(KEPT_FOR)} après la demande", OnDate("delete_on")
        ),
    )
)
