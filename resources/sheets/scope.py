"""Whose territories a person may write for. The one seam for forms and lists of the resource centre."""

from django.db.models import Q, QuerySet

from territories.models import Territory


def territories_of(user) -> QuerySet[Territory]:
    """Active territories in whose name a user may publish sheets and adoptions.

    The region, and whoever manages territories, may for all; the communication of a groupement for
    its pays too; a referent for hers.
    """
    active = Territory.objects.filter(is_active=True)
    if user is None or user.has_perm("territories.change_territory"):
        return active
    groups = user.groups.all()
    own = Q(communication_group__in=groups) | Q(referent_group__in=groups)
    return active.filter(own | Q(parent__communication_group__in=groups)).distinct()
