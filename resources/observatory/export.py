"""Figures as open data: one CSV per territory, and one of everything.

For spreadsheets first: UTF-8 with its mark, semicolons and decimal commas, so that the programs of our
readers, set to French, open it with a double click. The page tells it to those who write programs.
"""

import csv
import io
from decimal import Decimal

from core.spreadsheets import no_formula
from territories.models import Territory

from .models import Figure
from .wording import territory_of

# Columns and what they mean, told on the page.
COLUMNS = {
    "territoire_genre": "région, groupement, pays ; hors de nos territoires : departement, epci, pays (la France), autre région",
    "territoire_code": "code du territoire, celui de son adresse",
    "territoire": "nom du territoire",
    "indicateur_code": "code de l’indicateur",
    "indicateur": "ce que l’on mesure",
    "famille_ou_secteur": "« ensemble » pour un total",
    "valeur": "vide si elle est couverte par le secret statistique, jamais zéro à la place",
    "unite": "unité de la valeur",
    "statut": "publié, estimé ou secret statistique",
    "annee_donnee": "année ou période de la donnée, vide si la source ne la dit pas",
    "annee_publication": "année de publication",
    "producteur": "qui produit le chiffre, et qui le relaie",
    "source": "adresse de la source",
    "surete": "certain, probable (likely) ou supposé (guess)",
    "note": "ce qu’il faut savoir pour lire le chiffre",
}


def _value(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def _line(figure: Figure) -> list[str | int]:
    territory = territory_of(figure)
    texts = [
        territory.scale if territory else figure.place_kind,
        territory.code if territory else figure.place_code,
        territory.name if territory else figure.place_name,
        figure.indicator.code,
        figure.indicator.name,
        figure.breakdown,
    ]
    sources = [figure.producer, figure.source_url, figure.confidence, figure.note]
    return [
        *map(no_formula, texts),
        _value(figure.value),
        figure.indicator.unit,
        figure.get_status_display(),
        figure.when,
        figure.published_year or "",
        *map(no_formula, sources),
    ]


def csv_bytes(territory: Territory | None) -> bytes:
    """The figures of a territory, or all of them for None, as a CSV file."""
    figures = Figure.objects.select_related("indicator").order_by(
        "territory__sort_order",
        "territory_id",
        "place_name",
        "indicator__sort_order",
        "breakdown",
        "pk",
    )
    if territory is not None:
        figures = figures.filter(territory_id=territory.pk)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_line(figure) for figure in figures)
    return file.getvalue().encode("utf-8-sig")


def filename(territory: Territory | None) -> str:
    return f"chiffres-ess-{territory.code if territory else 'tous-les-territoires'}.csv"
