"""What this app says of its models, and of those of core and of other packages, whose rows belong to a territory or
hold personal data (`ownership.registry`)."""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings

from core.jobs.housekeeping import KEEP_FAILED
from core.jobs.models import OutgoingMail
from core.models import SiteDocument, SiteImage, User

from .contacts.models import Contact
from .diffusion.models import Diffusion
from .former.models import FormerAddress, FormerHost, FormerName
from .geography.models import Commune, Epci
from .ownership.declaration import Export, Given, Merge, NotExported, Owned, Personal, Rule, Team
from .ownership.erasure import After
from .ownership.registry import declare
from .pages.models import TerritorialPage
from .shell.settings import TerritorySettings
from .shell.texts import SiteTexts
from .tree.models import Territory

MOVE = (Merge(Rule.MOVE),)
CLOSED = (Merge(Rule.APART, words="partent avec le site fermé"),)
FILES = (Merge(Rule.APART, words="passent dans la collection du pays qui reste"),)
OFFICIAL = frozenset(("add", "delete"))
# What a merger attaches is a decision of ours: the next official file must not undo it.
OURS = ("locally_edited",)


def _addresses(host: FormerHost) -> list[dict[str, Any]]:
    return [dict(row) for row in host.addresses.order_by("path").values("path", "page", "link")]


declare(
    Owned(
        TerritorialPage,
        team=Team.COMMUNICATION,
        who="communication ; les référent·es écrivent les fiches sans les publier",
        merge=(
            Merge(Rule.APART, words="passent au pays qui reste, ou laissent place aux siennes"),
        ),
        export=Export("pages", by_rows=False),
        label="Pages et fiches",
    )
)
declare(
    Owned(
        SiteImage,
        team=Team.REFERENTS,
        given=Given.COLLECTION,
        owner="collection__territory",
        merge=FILES,
        export=Export("images", "Images", by_rows=False),
    )
)
declare(
    Owned(
        SiteDocument,
        team=Team.REFERENTS,
        given=Given.COLLECTION,
        owner="collection__territory",
        merge=FILES,
        export=Export("documents", "Documents", by_rows=False),
    )
)
declare(
    Owned(
        TerritorySettings,
        team=Team.COMMUNICATION,
        given=Given.SITE,
        owner="site__territory",
        merge=CLOSED,
        export=Export("site", by_rows=False),
        personal=Personal(("email", "phone"), "tant que le site est ouvert"),
    )
)
declare(
    Owned(
        SiteTexts,
        team=Team.COMMUNICATION,
        given=Given.SITE,
        owner="site__territory",
        merge=CLOSED,
        export=Export("site", by_rows=False),
        related=("site", "locale"),
        names_territory=True,
    )
)
declare(
    Owned(
        Contact,
        team=Team.COMMUNICATION,
        given=Given.ROWS,
        merge=MOVE,
        export=Export(
            "contacts", columns={"epcis": lambda row: [str(epci) for epci in row.epcis.all()]}
        ),
        related=("territory",),
        names_territory=True,
        personal=Personal(
            ("name", "email", "phone", "photo"), "tant que la personne en est d’accord"
        ),
    )
)
declare(
    Owned(
        Diffusion,
        team=Team.COMMUNICATION,
        merge=(
            Merge(
                Rule.APART,
                words="passent au pays qui reste, dont les décisions l’emportent",
            ),
        ),
        export=NotExported("ce sont des pages d’autres sites"),
        label="Contenus reçus d’autres sites",
    )
)
declare(
    Owned(
        Territory,
        team=Team.REGION,
        owner="",
        refused=frozenset(("delete",)),
        merge=(
            Merge(Rule.MOVE, "succeeded_by", label="Territoires déjà fusionnés"),
            Merge(Rule.APART, "parent", words="un pays n’a rien sous lui"),
        ),
        export=Export("site", by_rows=False),
    )
)
declare(
    Owned(
        Epci,
        team=Team.REGION,
        owner="pays",
        refused=OFFICIAL,
        merge=(Merge(Rule.MOVE, also=OURS),),
        export=NotExported("ce sont des données publiques"),
        label="Intercommunalités",
    )
)
declare(
    Owned(
        Commune,
        team=Team.REGION,
        owner="own_pays",
        refused=OFFICIAL,
        merge=(Merge(Rule.MOVE, also=OURS),),
        export=NotExported("ce sont des données publiques"),
        label="Communes sans intercommunalité",
    )
)
declare(
    Owned(
        FormerHost,
        team=Team.REGION,
        merge=MOVE,
        export=Export(
            "anciennes-adresses", "Anciennes adresses du site", columns={"addresses": _addresses}
        ),
    )
)
declare(
    Owned(
        FormerAddress,
        team=Team.REGION,
        owner="host__territory",
        merge=(Merge(Rule.APART, words="suivent leur hôte"),),
        export=Export("anciennes-adresses", by_rows=False),
    )
)
declare(Owned(FormerName, team=Team.REGION, merge=MOVE, export=Export("anciens-noms")))
declare(
    Owned(
        User,
        team=Team.COMMUNICATION,
        owner="",
        who="chaque équipe pour les siens",
        merge=(Merge(Rule.APART, words="rejoignent les équipes du pays qui reste"),),
        export=NotExported("un compte ouvre cette administration et aucune autre"),
        personal=Personal(
            ("first_name", "last_name", "email"),
            "sans terme ; un compte retiré est fermé, et ses pages disent encore qui les a écrites",
        ),
    )
)
declare(
    Owned(
        AccessAttempt,
        team=Team.TECHNICAL,
        owner="",
        export=NotExported("elles sont de toute l’installation"),
        personal=Personal(
            ("username", "ip_address", "user_agent"),
            f"{settings.AXES_COOLOFF_TIME.seconds // 60} minutes après le dernier essai",
            After("attempt_time", lambda: settings.AXES_COOLOFF_TIME),
            words="identifiant, adresse IP, navigateur",
        ),
        label="Tentatives de connexion",
    )
)
declare(
    Owned(
        OutgoingMail,
        team=Team.TECHNICAL,
        owner="",
        export=NotExported("ils sont de toute l’installation"),
        # `core.jobs.housekeeping` erases them, with the tasks of the queue.
        personal=Personal(
            ("recipients", "content"),
            f"le départ du courriel, ou {KEEP_FAILED.days} jours s’il ne part pas",
        ),
    )
)
