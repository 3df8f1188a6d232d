"""What the walk tells: a few figures, then each kind of fault with its first examples."""

from statistics import mean, quantiles

from .walk import Walk

EXAMPLES = 8


def lines(walk: Walk, seconds: float) -> list[str]:
    """The report, in French, one line an item."""
    pages = [visit for visit in walk.visits.values() if visit.page]
    times = sorted(visit.seconds * 1000 for visit in pages)
    told = [
        f"{len(walk.hosts())} sites, {len(walk.visits)} adresses dont {len(pages)} pages, "
        f"en {seconds:.0f} s" + (f" ({walk.stopped})" if walk.stopped else ""),
    ]
    if len(times) > 1:
        told.append(
            f"Temps de réponse d'une page : moyenne {mean(times):.0f} ms, "
            f"95 % sous {quantiles(times, n=20)[-1]:.0f} ms, au plus {times[-1]:.0f} ms"
        )
        slowest = sorted(pages, key=lambda visit: -visit.seconds)[:5]
        told += [f"  {visit.seconds * 1000:5.0f} ms  {visit.url}" for visit in slowest]
    told.append(
        "Liens entre sites du réseau : "
        + (", ".join(f"{count} {why}" for why, count in walk.elsewhere.most_common()) or "aucun")
    )
    told.append(
        f"Liens vers l'extérieur (non suivis) : {walk.external.total()} "
        f"vers {len(walk.external)} hôtes"
    )
    for kind, found in sorted(walk.faults.items(), key=lambda item: -len(item[1])):
        told.append(f"✗ {kind} : {len(found)}")
        told += [f"    {text}" for text in found[:EXAMPLES]]
        if len(found) > EXAMPLES:
            told.append(f"    … et {len(found) - EXAMPLES} autres")
    total = sum(map(len, walk.faults.values()))
    told.append(f"{total} faute(s)" if total else "Aucune faute")
    return told
