"""Writing what the files say, all or nothing, without undoing what was corrected by hand."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale
from wagtail.search import index

from ..geography import GEOGRAPHY
from ..geography.folding import fold
from ..geography.models import Commune, CommuneName, Epci
from ..geography.names import sync_all_names
from ..tree.models import Confidence
from ..vocabulary.models import Audience, Theme
from .files import DATA, Row, read, split
from .report import Report
from .territories import load_all as load_tree

# Year of the populations of epci.csv; communes.csv has its own column.
EPCI_YEAR = 2023


def _name(text: str) -> str:
    """A name as it is printed: with a true apostrophe."""
    return text.strip().replace("'", "’")


def sync_rows(
    model: type[models.Model],
    wanted: dict[Any, dict[str, Any]],
    report: Report,
    kept: Callable[[Any], Iterable[str]] = lambda row: (),
) -> list[models.Model]:
    """Create and update the rows of `model` by primary key, in bulk; return those that changed.

    `kept` names the fields of an existing row that the file must not touch.
    """
    present = model._default_manager.in_bulk()
    new = [model(pk=pk, **values) for pk, values in wanted.items() if pk not in present]
    changed = []
    for pk, values in wanted.items():
        row = present.get(pk)
        if row is None:
            continue
        spared = set(kept(row))
        different = {k: v for k, v in values.items() if k not in spared and getattr(row, k) != v}
        for name, value in different.items():
            setattr(row, name, value)
        if different:
            changed.append(row)
    model._default_manager.bulk_create(new, batch_size=500)
    if changed:
        fields = list(next(iter(wanted.values())))
        model._default_manager.bulk_update(changed, fields, batch_size=200)
    label = str(model._meta.verbose_name_plural)
    report.created[label], report.updated[label] = len(new), len(changed)
    return new + changed


def _load_epcis(rows: list[Row], territories: dict[str, int], report: Report) -> None:
    wanted = {
        row["siren"]: {
            "name": _name(row["nom"]),
            "official_name": _name(row["nom_officiel"]),
            "slug": row["slug"],
            "kind": row["type"],
            "population": int(row["population_municipale_2023_somme_communes"] or 0) or None,
            "population_year": EPCI_YEAR,
            "partial": row["deborde_hors_bretagne"] == "oui",
            "pays_id": territories.get(row["pays_slug"]),
            "pays_confidence": row["pays_confiance"],
            "pays_source": "\n".join(
                t for t in (row["pays_justification"], *split(row["pays_source"])) if t
            ),
        }
        for row in rows
    }
    corrected = ("pays_id", "pays_confidence", "pays_source")
    changed = sync_rows(
        Epci, wanted, report, kept=lambda epci: corrected if epci.locally_edited else ()
    )
    for epci in changed:  # bulk operations do not tell the search index
        index.insert_or_update_object(epci)
    for epci in Epci.objects.exclude(siren__in=wanted):
        report.notes.append(f"{epci} n’est plus dans le fichier des EPCI : gardée, à vérifier.")


def _load_communes(rows: list[Row], territories: dict[str, int], report: Report) -> None:
    wanted = {
        row["code_insee"]: {
            "name": _name(row["nom"]),
            "folded_name": fold(row["nom"]),
            "postcodes": split(row["codes_postaux"]),
            "former_codes": split(row["anciens_codes_insee"]),
            "department": row["departement"],
            "population": int(row["population_municipale"])
            if row["population_municipale"]
            else None,
            "population_year": int(row["population_annee"]) if row["population_annee"] else None,
            "epci_id": row["epci_siren"] or None,
            "own_pays_id": territories.get(row["pays_slug"]) if not row["epci_siren"] else None,
            "own_pays_confidence": row["pays_confiance"] or Confidence.CERTAIN,
            "longitude": float(row["lon"]) if row["lon"] else None,
            "latitude": float(row["lat"]) if row["lat"] else None,
        }
        for row in rows
    }
    corrected = ("own_pays_id", "own_pays_confidence", "epci_id")
    sync_rows(
        Commune, wanted, report, kept=lambda commune: corrected if commune.locally_edited else ()
    )
    _merge_gone(wanted, report)


def _merge_gone(wanted: dict[str, dict[str, Any]], report: Report) -> None:
    """Communes that a newer file no longer has: what points to them follows them into the new one."""
    heirs = {code: insee for insee, row in wanted.items() for code in row["former_codes"]}
    for gone in Commune.objects.exclude(insee__in=wanted):
        heir = heirs.get(gone.insee)
        if heir is None:
            report.notes.append(
                f"{gone} n’est plus dans le fichier des communes : gardée, à vérifier."
            )
            continue
        for relation in Commune._meta.related_objects:
            if relation.one_to_many and relation.name != "names":
                name = relation.field.name
                relation.related_model._base_manager.filter(**{name: gone}).update(**{name: heir})
        report.notes.append(f"{gone} a fusionné : ce qui s’y rattachait suit la commune {heir}.")
        gone.names.filter(kind="name").update(kind="former", commune=heir)
        gone.delete()


def _load_vocabulary(vocabulary: dict[str, list[dict[str, Any]]], report: Report) -> None:
    """Create the missing terms only: the region keeps its vocabularies in the admin."""
    french, _created = Locale.objects.get_or_create(language_code="fr")
    for model, terms in ((Theme, vocabulary["themes"]), (Audience, vocabulary["publics"])):
        present = set(model.objects.filter(locale=french).values_list("code", flat=True))
        new = [
            model(
                code=term["code"],
                label=_name(term["libelle"]),
                synonyms=[_name(word) for word in term.get("synonymes", [])],
                sort_order=number,
                locale=french,
            )
            for number, term in enumerate(terms)
            if term["code"] not in present
        ]
        for term in new:
            term.save()
        report.created[str(model._meta.verbose_name_plural)] = len(new)


def load_territories(folder: Path = DATA) -> Report:
    """Load every file of `folder` in one transaction; the second time changes nothing.

    :raises LoadError: a file is missing, broken or refers to an unknown code; nothing is written.
    """
    files = read(Path(folder))
    report = Report()
    with transaction.atomic():
        territories = load_tree(files, report)
        _load_epcis(files.epcis, territories, report)
        _load_communes(files.communes, territories, report)
        names = str(CommuneName._meta.verbose_name_plural)
        report.updated[names] = sync_all_names(files.former)
        _load_vocabulary(files.vocabulary, report)
        if report.changed:
            GEOGRAPHY.renew()
    return report
