"""What a territory owns of the path: its sessions, and who registered (`territories.ownership.registry`)."""

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

from .models import Registration, TrainingSession
from .models.session import REGISTRATION_KEPT_FOR

declare(
    Owned(
        TrainingSession,
        team=Team.COMMUNICATION,
        given=Given.ROWS,
        merge=(Merge(Rule.MOVE),),
        export=Export(
            "sessions",
            columns={
                "module_title": TrainingSession.module_title,
                "commune_name": lambda row: row.commune.name if row.commune else "",
            },
        ),
        related=("module", "territory", "commune"),
        label="Sessions de formation",
    )
)
declare(
    Owned(
        Registration,
        team=Team.COMMUNICATION,
        given=Given.ROWS,
        owner="session__territory",
        # Registrations come from visitors: nobody writes one in the admin.
        refused=frozenset(("add",)),
        merge=(Merge(Rule.APART, words="suivent leur session"),),
        export=NotExported("une copie survivrait à la date d’effacement"),
        personal=Personal(
            ("name", "email", "organisation"),
            f"{months(REGISTRATION_KEPT_FOR)} après la demande",
            OnDate("delete_on"),
        ),
        related=("session__module", "session__territory"),
        label="Inscriptions aux sessions",
    )
)
