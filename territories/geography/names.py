"""The ways of finding a commune: present and former names, Breton name, postcodes."""

from .folding import fold
from .models import Commune, CommuneName

Kind = CommuneName.Kind
# Set in the admin or by a merger as well: the files only add to these.
ONLY_ADDED = (Kind.FORMER,)


def names_of(commune: Commune) -> dict[tuple[str, str], str]:
    """Labels by (folded text, kind), from the commune's own fields."""
    names = {(fold(commune.name), Kind.NAME.value): commune.name}
    if commune.name_br:
        names[fold(commune.name_br), Kind.BRETON.value] = commune.name_br
    for postcode in commune.postcodes:
        names[postcode, Kind.POSTCODE.value] = postcode
    return names


def _sync(wanted: dict[tuple[str, str, str], str], present: dict[tuple, CommuneName]) -> int:
    """Make the rows of the communes concerned what `wanted` says; return how many changed."""
    gone = [
        row.pk for key, row in present.items() if key not in wanted and row.kind not in ONLY_ADDED
    ]
    CommuneName.objects.filter(pk__in=gone).delete()
    new = [
        CommuneName(commune_id=insee, folded=folded, kind=kind, label=label)
        for (insee, folded, kind), label in wanted.items()
        if (insee, folded, kind) not in present
    ]
    CommuneName.objects.bulk_create(new, batch_size=500)
    renamed = []
    for key, label in wanted.items():
        row = present.get(key)
        if row and row.label != label:
            row.label = label
            renamed.append(row)
    CommuneName.objects.bulk_update(renamed, ["label"], batch_size=200)
    return len(gone) + len(new) + len(renamed)


def sync_names(commune: Commune) -> None:
    """Bring one commune's names up to date, after it was saved."""
    wanted = {(commune.pk, *key): label for key, label in names_of(commune).items()}
    present = {(row.commune_id, row.folded, row.kind): row for row in commune.names.all()}
    _sync(wanted, present)


def sync_all_names(former: list[dict[str, str]]) -> int:
    """Bring the names of every commune up to date, with the former communes of the file; how many changed.

    :param former: rows of `anciennes-communes.csv`.
    """
    wanted = {
        (commune.pk, *key): label
        for commune in Commune.objects.all()
        for key, label in names_of(commune).items()
    }
    for row in former:
        label = row["nom"].strip().replace("'", "’")
        insee, folded = row["commune_actuelle_insee"], fold(label)
        if (insee, folded, Kind.NAME.value) not in wanted:
            wanted[insee, folded, Kind.FORMER.value] = label
    present = {(row.commune_id, row.folded, row.kind): row for row in CommuneName.objects.all()}
    return _sync(wanted, present)
