import csv
import shutil

import pytest

from territories.loading import DATA, load_territories

# A few communes that make every case: shared postcode, merged, namesakes, island.
SOME = {
    "35360",  # Vitré
    "35006",  # Argentré-du-Plessis
    "35207",  # Noyal-sur-Vilaine
    "29083",  # Île-de-Sein, in no EPCI
    "22055",  # Binic-Étables-sur-Mer
    "35288",  # Saint-Malo
}


@pytest.fixture
def brittany(db):
    """All the real territories, EPCIs and communes, without sites."""
    load_territories()


@pytest.fixture
def folder(tmp_path):
    """A small copy of the data, to load, break and change."""
    target = tmp_path / "data"
    shutil.copytree(DATA, target, ignore=shutil.ignore_patterns("geo"))
    rows = read(target / "communes.csv")
    write(target / "communes.csv", [row for row in rows if row["code_insee"] in SOME])
    former = read(target / "anciennes-communes.csv")
    write(
        target / "anciennes-communes.csv",
        [row for row in former if row["commune_actuelle_insee"] in SOME],
    )
    return target


def read(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
