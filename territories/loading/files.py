"""Reading the files of `territories/data`: every error is told with its file and its line."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..tree.models import Accent, Confidence

DATA = Path(__file__).parent.parent / "data"
COLUMNS = {
    "groupements.csv": "slug nom nom_court nom_site couleur note",
    "pays.csv": "slug nom nom_court nom_site groupement_slug confiance note",
    "structures.csv": "code nom precision site_web confiance",
    "epci.csv": "siren nom_officiel nom slug type population_municipale_2023_somme_communes "
    "deborde_hors_bretagne pays_slug pays_confiance pays_justification pays_source",
    "communes.csv": "code_insee nom departement codes_postaux population_municipale "
    "population_annee epci_siren pays_slug pays_confiance anciens_codes_insee lon lat",
    "anciennes-communes.csv": "code_insee nom type commune_actuelle_insee",
}
# At most this many errors are told: a wrong separator makes one on every line.
MOST_ERRORS = 20

Row = dict[str, str]


class LoadError(Exception):
    """The files cannot be loaded; `errors` are sentences in French, nothing was written."""

    def __init__(self, errors: list[str]):
        self.errors = errors
        more = len(errors) - MOST_ERRORS
        told = errors[:MOST_ERRORS] + ([f"… et {more} autres erreurs."] if more > 0 else [])
        super().__init__("\n".join(told))


@dataclass
class Files:
    """All rows, checked. Each row has its line number under the key `line`."""

    groupements: list[Row] = field(default_factory=list)
    pays: list[Row] = field(default_factory=list)
    structures: list[Row] = field(default_factory=list)
    epcis: list[Row] = field(default_factory=list)
    communes: list[Row] = field(default_factory=list)
    former: list[Row] = field(default_factory=list)
    vocabulary: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def split(text: str) -> list[str]:
    """Return the items of a list written with `|`."""
    return [item for item in text.split("|") if item]


def _rows(folder: Path, name: str, errors: list[str]) -> list[Row]:
    needed = COLUMNS[name].split()
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in needed if column not in (reader.fieldnames or [])]
            if missing:
                errors.append(f"{name} : colonnes absentes : {', '.join(missing)}.")
                return []
            rows = []
            for row in reader:
                if None in row or None in row.values():
                    errors.append(
                        f"{name}, ligne {reader.line_num} : nombre de colonnes inattendu."
                    )
                    continue
                rows.append(row | {"line": str(reader.line_num)})
    except FileNotFoundError:
        errors.append(f"{name} : fichier absent du dossier {folder.name}.")
        return []
    except UnicodeDecodeError:
        errors.append(f"{name} : ce fichier n’est pas écrit en UTF-8.")
        return []
    except (csv.Error, OSError) as error:
        errors.append(f"{name} : fichier illisible ({error}).")
        return []
    if not rows and not errors:
        errors.append(f"{name} : aucune ligne.")
    return rows


def _vocabulary(folder: Path, errors: list[str]) -> dict[str, list[dict[str, Any]]]:
    name = "vocabulaire.json"
    try:
        content = json.loads((folder / name).read_text(encoding="utf-8"))
        for term in content["themes"] + content["publics"]:
            if not term["code"] or not term["libelle"]:
                raise KeyError("code")
    except FileNotFoundError:
        errors.append(f"{name} : fichier absent du dossier {folder.name}.")
    except (ValueError, OSError) as error:
        errors.append(f"{name} : fichier illisible ({error}).")
    except KeyError as error:
        errors.append(f"{name} : il manque « {error.args[0]} ».")
    except TypeError:
        errors.append(f"{name} : « themes » et « publics » attendus, chacun une liste de termes.")
    else:
        return content
    return {}


class Checker:
    """Says what is wrong in the rows of one file."""

    def __init__(self, name: str, rows: list[Row], errors: list[str]):
        self.name, self.rows, self.errors = name, rows, errors

    def wrong(self, row: Row, text: str) -> None:
        self.errors.append(f"{self.name}, ligne {row['line']} : {text}")

    def unique(self, column: str, is_valid: Callable[[str], bool]) -> set[str]:
        """Check a key column, and return its values."""
        seen: set[str] = set()
        for row in self.rows:
            value = row[column]
            if not is_valid(value):
                self.wrong(row, f"{column} « {value} » n’est pas un code valable.")
            elif value in seen:
                self.wrong(row, f"{column} « {value} » est écrit deux fois.")
            seen.add(value)
        return seen

    def known(self, column: str, known: set[str], optional: bool = False) -> None:
        for row in self.rows:
            value = row[column]
            if value not in known and not (optional and not value):
                self.wrong(row, f"{column} « {value} » est inconnu.")

    def filled(self, *columns: str) -> None:
        for row in self.rows:
            for column in columns:
                if not row[column].strip():
                    self.wrong(row, f"{column} est vide.")

    def number(self, column: str, convert: Callable[[str], Any]) -> None:
        for row in self.rows:
            try:
                if row[column]:
                    convert(row[column])
            except ValueError:
                self.wrong(row, f"{column} « {row[column]} » n’est pas un nombre.")


def _is_slug(value: str) -> bool:
    return bool(value) and value.replace("-", "").isalnum() and value.isascii() and value.islower()


def _is_insee(value: str) -> bool:
    return len(value) == 5 and value.isascii() and value.isalnum()


def _is_siren(value: str) -> bool:
    return len(value) == 9 and value.isascii() and value.isdigit()


def read(folder: Path = DATA) -> Files:
    """Read and check every file of `folder`.

    :raises LoadError: with all errors of all files at once.
    """
    errors: list[str] = []
    groupements, pays, structures, epcis, communes, former = (
        _rows(folder, name, errors) for name in COLUMNS
    )
    vocabulary = _vocabulary(folder, errors)
    if errors:
        raise LoadError(errors)
    confidences = set(Confidence.values)

    check = Checker("groupements.csv", groupements, errors)
    groupement_slugs = check.unique("slug", _is_slug)
    check.filled("nom", "nom_court", "nom_site")
    check.known("couleur", set(Accent.values))

    check = Checker("pays.csv", pays, errors)
    pays_slugs = check.unique("slug", _is_slug)
    check.filled("nom", "nom_court", "nom_site")
    check.known("groupement_slug", groupement_slugs)
    check.known("confiance", confidences)

    check = Checker("structures.csv", structures, errors)
    check.known("code", {"bretagne"} | groupement_slugs | pays_slugs)
    check.known("confiance", confidences)

    check = Checker("epci.csv", epcis, errors)
    sirens = check.unique("siren", _is_siren)
    check.unique("slug", _is_slug)
    check.filled("nom")
    check.known("pays_slug", pays_slugs, optional=True)
    check.known("pays_confiance", confidences)
    check.number("population_municipale_2023_somme_communes", int)

    check = Checker("communes.csv", communes, errors)
    codes = check.unique("code_insee", _is_insee)
    check.filled("nom", "departement", "codes_postaux")
    check.known("epci_siren", sirens, optional=True)
    check.known("pays_slug", pays_slugs, optional=True)
    check.known("pays_confiance", confidences, optional=True)
    check.number("population_municipale", int)
    check.number("population_annee", int)
    check.number("lon", float)
    check.number("lat", float)

    check = Checker("anciennes-communes.csv", former, errors)
    check.filled("nom")
    check.known("commune_actuelle_insee", codes)

    if errors:
        raise LoadError(errors)
    return Files(groupements, pays, structures, epcis, communes, former, vocabulary)
