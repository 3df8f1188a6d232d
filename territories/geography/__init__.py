"""Official geography: EPCIs, communes, and the names under which they are found."""

from core.renewals import by_hand, declare, saved

GEOGRAPHY = declare(
    "geography",
    "the index of places of the finder, and the maps",
    saved(
        "territories.Epci",
        "territories.Commune",
        "territories.CommuneName",
        "territories.FormerName",
        "territories.Territory",
        "wagtailcore.Site",
    ),
    by_hand("territories.loading.load", "the files are loaded in bulk"),
)
