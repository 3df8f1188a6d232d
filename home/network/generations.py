"""What making, merging and renaming sites renews by hand: they change rows in SQL, and read them again at once."""

from core.freshness import HOST_PAGES
from core.renewals import by_hand
from territories.pages.mounts import STRUCTURE
from territories.tree import TERRITORIES

for name, why in (
    ("merging.run", "a merge moves pages, hosts and rows in SQL"),
    ("opening.provisioning", "a site is read while it is made"),
    ("renaming.run", "a host changes with its site"),
):
    for generation in (TERRITORIES, STRUCTURE, HOST_PAGES):
        generation.renewed_by(by_hand(f"home.network.{name}", why))
