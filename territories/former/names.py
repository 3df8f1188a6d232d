"""Names that a territory no longer bears, under which the finder still finds it (decision 0085)."""

from ..geography.folding import fold
from ..tree.models import Territory
from .models import FormerName


def names_of(territory: Territory) -> dict[str, str]:
    """The ways of naming a territory: folded → as it is printed."""
    name = territory.site_name
    names = (name.removeprefix("ESS "), name, territory.name, territory.short_name)
    return {folded: n for n in names if (folded := fold(n))}


def keep_names(before: Territory, after: Territory) -> None:
    """Remember the names that a territory bears no more; one that it bears again is no former name."""
    now = names_of(after)
    FormerName.objects.filter(territory=after, folded__in=now).delete()
    for folded, name in names_of(before).items():
        if folded not in now:
            FormerName.objects.update_or_create(
                folded=folded, defaults={"name": name, "territory": after}
            )
