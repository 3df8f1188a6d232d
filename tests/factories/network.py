"""A collective in small: the region, two groupements, three pays, each with its own site."""

from dataclasses import dataclass

from home.network.opening.provisioning import create_site
from territories.models import Scale, Territory

ROWS = [
    # code, scale, site name, short name, parent, own accent
    ("bretagne", Scale.REGION, "ESS Bretagne", "Bretagne", None, "marin"),
    ("ess-35", Scale.GROUPEMENT, "ESS 35", "35", "bretagne", "brique"),
    ("ess-finistere", Scale.GROUPEMENT, "ESS Finistère", "Finistère", "bretagne", "bruyere"),
    ("vitre", Scale.PAYS, "ESS pays de Vitré", "Vitré", "ess-35", ""),
    ("fougeres", Scale.PAYS, "ESS pays de Fougères", "Fougères", "ess-35", ""),
    ("cornouaille", Scale.PAYS, "ESS pays de Cornouaille", "Cornouaille", "ess-finistere", ""),
]


@dataclass
class Network:
    """The territories of the collective, by role in a test."""

    region: Territory
    ess_35: Territory
    finistere: Territory
    vitre: Territory
    fougeres: Territory
    cornouaille: Territory

    @property
    def all(self) -> list[Territory]:
        return list(vars(self).values())


def make_territories() -> Network:
    """The territories alone, without any site."""
    made: dict[str, Territory] = {}
    for order, (code, scale, site_name, short_name, parent, accent) in enumerate(ROWS):
        made[code] = Territory.objects.create(
            code=code,
            scale=scale,
            name=site_name.removeprefix("ESS ").capitalize(),
            site_name=site_name,
            short_name=short_name,
            parent=made.get(parent),
            own_accent=accent,
            sort_order=order,
        )
    return Network(*made.values())


def make_network() -> Network:
    """The territories with their sites, made as everywhere else by `create_site`."""
    network = make_territories()
    for territory in network.all:
        create_site(territory, f"{territory.code}.test", 80)
    return read_network()


def read_network() -> Network:
    """The territories of a network that is already in the database, each with its site."""
    rows = Territory.objects.select_related("site__root_page")
    return Network(*(rows.get(code=code) for code, *_ in ROWS))
