"""To whom a page may be proposed, who may propose it, and who decides."""

from wagtail.models import Page

from ..ownership.scope import scope_of
from ..tree import tree
from ..tree.models import Scale, Territory


def targets_of(owner: Territory) -> list[Territory]:
    """Those to whom a page of `owner` may be proposed, in the order of the tree.

    The region, its groupement, any pays; the region's own pages also to any groupement. Only a territory that
    lives and has a site, and never one's own.
    """
    above = {territory.pk for territory in owner.ancestors()}
    of_region = owner.scale == Scale.REGION
    return sorted(
        (
            territory
            for territory in tree().by_id.values()
            if territory.is_active
            and territory.site_id
            and territory.pk != owner.pk
            and (territory.pk in above or territory.scale == Scale.PAYS or of_region)
        ),
        key=lambda territory: (Scale.values.index(territory.scale), territory.sort_order),
    )


def may_propose(user, page: Page, parent: Page | None = None) -> bool:
    """Whether `user` may say where else `page` is listed: whoever publishes it, and nobody else.

    :param parent: where a page that is not made yet will stand.
    """
    if page.pk:
        return page.permissions_for_user(user).can_publish()
    return parent is not None and parent.permissions_for_user(user).can_publish_subpage()


def may_decide(user, territory: Territory) -> bool:
    """Whether `user` decides what `territory` shows: its communication, its groupement's, the region's."""
    return territory.pk in scope_of(user).communicates
