"""Loading the figures of `resources/observatory/data`: all or nothing, and without undoing a correction made here."""

import csv
import hashlib
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale
from wagtail.search import index

from core.freshness import HOST_PAGES
from territories.host_pages import all_hosts
from territories.loading.files import LoadError
from territories.models import Confidence
from territories.tree import tree

from . import queries
from .models import Figure, Indicator

DATA = Path(__file__).parent / "data"
FIGURES, INDICATORS = "observatory-figures.csv", "indicators.csv"
COLUMNS = {
    FIGURES: "id territoire_type territoire_slug territoire_nom indicateur famille_ou_secteur valeur "
    "unite annee_donnee annee_publication producteur source_url confiance note",
    INDICATORS: "code indicateur unite_source portee nom unite sous_le_chiffre decimales rang ordre "
    "definition",
}
# Territories of our tree, and the kinds of places kept beside it.
OURS = ("groupement", "pays-breton")
PLACES = ("region", "departement", "pays", "epci", "commune")
STATUSES = {
    "publié": Figure.Status.PUBLISHED,
    "estimé": Figure.Status.ESTIMATED,
    "secret": Figure.Status.SECRET,
}
SCOPES = {"ensemble": (True,), "partie": (False,), "tout": (True, False)}
TOTAL = "ensemble"
# Our rows are told apart from those that another file may bring one day.
PREFIX = "observatoire-"
LOADED = [
    *("indicator_id", "territory_id", "place_kind", "place_code", "place_name", "breakdown"),
    *("year", "period", "published_year", "value", "status"),
    *("producer", "source_url", "confidence", "note"),
]

Row = dict[str, str]


class LineError(Exception):
    """What is wrong with one line, in French."""


def _rows(folder: Path, name: str) -> list[tuple[int, Row]]:
    """Lines of a file with their numbers. Raises `LoadError`."""
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [c for c in COLUMNS[name].split() if c not in (reader.fieldnames or [])]
            if missing:
                raise LoadError([f"{name} : colonnes absentes : {', '.join(missing)}."])
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        raise LoadError([f"{name} : fichier absent du dossier {folder.name}."]) from None
    except (csv.Error, UnicodeDecodeError, OSError) as error:
        raise LoadError([f"{name} : fichier illisible ({error})."]) from error
    if not rows:
        raise LoadError([f"{name} : aucune ligne."])
    errors = [
        f"{name}, ligne {line} : nombre de colonnes inattendu."
        for line, row in rows
        if None in row or None in row.values()
    ]
    if errors:
        raise LoadError(errors)
    return [(line, {key: value.strip() for key, value in row.items()}) for line, row in rows]


def _bounded_integer(text: str, what: str, low: int, high: int) -> int | None:
    """A whole number between two bounds, None for an empty text."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise LineError(f"{what} « {text} » : un nombre de {low} à {high} est attendu.")
    return int(text)


def _make_all(name: str, rows: list[tuple[int, Row]], make: Callable[[Row], Any]) -> list[Any]:
    """What `make` gives for each line; every line that fails is told, together."""
    made, errors = [], []
    for line, row in rows:
        try:
            made.append(make(row))
        except LineError as error:
            errors.append(f"{name}, ligne {line} : {error}")
        except ValidationError as error:
            told = "; ".join(f"{k} : {' '.join(v)}" for k, v in error.message_dict.items())
            errors.append(f"{name}, ligne {line} : {told}")
    if errors:
        raise LoadError(errors)
    return made


# --- Indicators ------------------------------------------------------------------


def _indicator(row: Row, locale: Locale) -> tuple[Row, Indicator]:
    if row["portee"] not in SCOPES:
        raise LineError(f"portée « {row['portee']} » : {', '.join(SCOPES)} attendu.")
    indicator = Indicator(
        locale=locale,
        code=row["code"],
        name=row["nom"],
        unit=row["unite"],
        caption=row["sous_le_chiffre"],
        decimals=_bounded_integer(row["decimales"], "décimales", 0, 4) or 0,
        headline=_bounded_integer(row["rang"], "rang", 1, 4),
        sort_order=_bounded_integer(row["ordre"], "ordre", 0, 32000) or 0,
        definition=row["definition"],
    )
    indicator.clean_fields(exclude=["locale"])
    return row, indicator


def _load_indicators(folder: Path, locale: Locale) -> tuple[dict[tuple, Indicator], int]:
    """Create the missing indicators; those that exist keep their texts, which belong to editors."""
    present = {i.code: i for i in Indicator.objects.filter(locale=locale)}
    known: dict[tuple, Indicator] = {}
    new = []
    for row, indicator in _make_all(
        INDICATORS, _rows(folder, INDICATORS), lambda row: _indicator(row, locale)
    ):
        if indicator.code not in present:
            present[indicator.code] = indicator
            new.append(indicator)
        for total in SCOPES[row["portee"]]:
            known[row["indicateur"], row["unite_source"], total] = present[indicator.code]
    # In bulk: one signal each would empty every site's pages as many times.
    Indicator.objects.bulk_create(new)
    for indicator in new:
        index.insert_or_update_object(indicator)
    return known, len(new)


# --- Figures ---------------------------------------------------------------------


def _place(row: Row) -> dict[str, Any]:
    kind, code = row["territoire_type"], row["territoire_slug"]
    structure = tree()
    if kind == "region" and structure.region and code in ("bretagne", structure.region.code):
        return {"territory_id": structure.region.pk}
    if kind in OURS:
        territory = structure.by_code.get(code)
        if territory is None:
            raise LineError(f"territoire « {code} » inconnu.")
        return {"territory_id": territory.pk}
    if kind not in PLACES:
        raise LineError(f"genre de territoire « {kind} » inconnu.")
    if not row["territoire_nom"]:
        raise LineError("nom du lieu absent.")
    return {"place_kind": kind, "place_code": code, "place_name": row["territoire_nom"]}


def _years(text: str) -> dict[str, Any]:
    if "-" not in text:
        return {"year": _bounded_integer(text, "année de la donnée", 1900, 2100)}
    found = re.fullmatch(r"(\d{4})-(\d{4})", text, re.ASCII)
    if not found or found[1] >= found[2]:
        raise LineError(f"période « {text} » : « 2018-2021 » est attendu.")
    return {"period": text}


def _value(row: Row) -> dict[str, Any]:
    status = STATUSES.get(row.get("statut") or "publié")
    if status is None:
        raise LineError(f"statut « {row['statut']} » : {', '.join(STATUSES)} attendu.")
    if status == Figure.Status.SECRET:
        if row["valeur"]:
            raise LineError("une valeur couverte par le secret ne s’écrit pas.")
        return {"status": status, "value": None}
    try:
        value = Decimal(row["valeur"])
    except InvalidOperation:
        raise LineError(f"valeur « {row['valeur']} » : un nombre est attendu.") from None
    if not value.is_finite():
        raise LineError(f"valeur « {row['valeur']} » : un nombre est attendu.")
    return {"status": status, "value": value}


def _figure(row: Row, indicators: dict[tuple, Indicator], seen: set[str]) -> Figure:
    if not row["id"] or row["id"] in seen:
        raise LineError(f"numéro « {row['id']} » absent ou déjà vu.")
    seen.add(row["id"])
    total = row["famille_ou_secteur"] == TOTAL
    indicator = indicators.get((row["indicateur"], row["unite"], total))
    if indicator is None:
        part = "l’ensemble" if total else "une partie"
        raise LineError(
            f"aucun indicateur pour « {row['indicateur']} » en « {row['unite']} » sur {part} "
            f"(à ajouter dans {INDICATORS})."
        )
    if row["confiance"] not in Confidence.values:
        raise LineError(f"sûreté « {row['confiance']} » : {', '.join(Confidence.values)} attendu.")
    figure = Figure(
        external_id=f"{PREFIX}{row['id']}",
        indicator=indicator,
        breakdown=row["famille_ou_secteur"],
        published_year=_bounded_integer(
            row["annee_publication"], "année de publication", 1900, 2100
        ),
        producer=row["producteur"],
        source_url=row["source_url"],
        confidence=row["confiance"],
        note=row["note"],
        **_place(row),
        **_years(row["annee_donnee"]),
        **_value(row),
    )
    figure.clean_fields(exclude=["indicator", "territory"])
    figure.clean()
    figure.loaded_as = fingerprint(figure)
    return figure


def fingerprint(figure: Figure) -> str:
    """Short digest of what a line of the file says of a figure."""
    values = [getattr(figure, field) for field in LOADED]
    values = [f"{v.normalize():f}" if isinstance(v, Decimal) else str(v) for v in values]
    return hashlib.blake2b("\0".join(values).encode(), digest_size=16).hexdigest()


def _save(wanted: list[Figure], log: Callable[[str], Any]) -> tuple[int, int]:
    """Create and update in bulk; return how many of each."""
    present = {f.external_id: f for f in Figure.objects.filter(external_id__startswith=PREFIX)}
    new = [figure for figure in wanted if figure.external_id not in present]
    changed = []
    for figure in wanted:
        existing = present.pop(figure.external_id, None)
        if existing is None or existing.loaded_as == figure.loaded_as:
            continue
        if fingerprint(existing) != existing.loaded_as:
            log(f"Gardé tel que corrigé ici : {existing} ({existing.external_id}).")
            continue
        for field in (*LOADED, "loaded_as"):
            setattr(existing, field, getattr(figure, field))
        changed.append(existing)
    if present:
        log(f"{len(present)} chiffres ne sont plus dans le fichier : gardés, à revoir.")
    Figure.objects.bulk_create(new)
    Figure.objects.bulk_update(changed, [*(f.removesuffix("_id") for f in LOADED), "loaded_as"])
    return len(new), len(changed)


def load_figures(folder: Path = DATA, log: Callable[[str], Any] = print) -> dict[str, int]:
    """Load indicators and figures, all or nothing; run again, it changes nothing.

    An indicator's texts and a figure corrected in the admin are never overwritten.

    :param folder: where `indicators.csv` and `observatory-figures.csv` are.
    :param log: receives what was done, a sentence at a time.
    :returns: counts under `indicators`, `created` and `updated`.
    :raises LoadError: every faulty line, in French; nothing was written.
    """
    if tree().region is None:
        raise LoadError(["Aucune région : chargez d’abord les territoires (load_territories)."])
    locale, _ = Locale.objects.get_or_create(language_code="fr")
    seen: set[str] = set()
    with transaction.atomic():
        known, indicators = _load_indicators(folder, locale)
        rows = _rows(folder, FIGURES)
        wanted = _make_all(FIGURES, rows, lambda row: _figure(row, known, seen))
        created, updated = _save(wanted, log)
        if indicators or created or updated:
            queries.FIGURES.renew()
            HOST_PAGES.renew(*all_hosts())
    log(
        f"Observatoire : {len(wanted)} chiffres lus, {created} ajoutés, {updated} mis à jour, "
        f"{indicators} indicateurs ajoutés."
    )
    return {"indicators": indicators, "created": created, "updated": updated}
