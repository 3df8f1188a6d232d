"""The tree of territories: created from the files, afterwards the admin's alone (decision 0023)."""

from typing import Any

from ..tree.models import Accent, Confidence, Scale, Territory
from .files import Files, Row
from .report import Report

REGION = "bretagne"


def _print(text: str) -> str:
    return text.strip().replace("'", "’")


def _wanted(files: Files) -> list[dict[str, Any]]:
    """Fields of every territory, parents first; `parent` is a code."""
    region = {
        "code": REGION,
        "scale": Scale.REGION,
        "name": "Bretagne",
        "site_name": "ESS Bretagne",
        "short_name": "Bretagne",
        "parent": None,
        "own_accent": Accent.MARIN,
    }

    def common(row: Row, scale: Scale, number: int) -> dict[str, Any]:
        return {
            "code": row["slug"],
            "scale": scale,
            "name": _print(row["nom"]),
            "site_name": _print(row["nom_site"]),
            "short_name": _print(row["nom_court"]),
            "note": _print(row["note"]),
            "sort_order": number,
        }

    groupements = [
        common(row, Scale.GROUPEMENT, number) | {"parent": REGION, "own_accent": row["couleur"]}
        for number, row in enumerate(files.groupements, 1)
    ]
    places = {g["code"]: g["sort_order"] * 100 for g in groupements}
    pays = [
        common(row, Scale.PAYS, places[row["groupement_slug"]] + number)
        | {
            "parent": row["groupement_slug"],
            "parent_confidence": row["confiance"],
        }
        for number, row in enumerate(files.pays, 1)
    ]
    wanted = [region, *groupements, *pays]
    structures = {row["code"]: row for row in files.structures}
    for fields in wanted:
        if row := structures.get(fields["code"]):
            fields["organisation"] = _print(row["nom"])
            fields["organisation_url"] = row["site_web"]
            fields["organisation_confidence"] = row["confiance"]
            if row["precision"]:
                note = f"Structure : {_print(row['precision'])}."
                fields["note"] = "\n".join(t for t in (fields.get("note"), note) if t)
    return wanted


def load_all(files: Files, report: Report) -> dict[str, int]:
    """Create the missing territories, say which existing ones differ; return ids by code."""
    present = {t.code: t for t in Territory.objects.select_related("parent")}
    created = 0
    for fields in _wanted(files):
        parent = fields.pop("parent")
        territory = present.get(fields["code"])
        if territory is None:
            territory = Territory(parent=present.get(parent), **fields)
            territory.save()
            present[territory.code] = territory
            created += 1
        elif territory.parent and territory.parent.code != parent:
            sure = Confidence(fields.get("parent_confidence", Confidence.CERTAIN)).label
            report.notes.append(
                f"{territory} : gardé sous {territory.parent}, le fichier dit {present[parent]} ({sure})."
            )
    report.created[str(Territory._meta.verbose_name_plural)] = created
    return {code: territory.pk for code, territory in present.items()}
