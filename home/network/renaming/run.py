"""Doing what the plan says: all or nothing."""

from django.db import transaction
from wagtail.log_actions import log

from core.freshness import HOST_PAGES
from territories.former.names import keep_names
from territories.host_pages import all_hosts, hosts_of
from territories.models import FormerHost, Territory
from territories.pages.mounts import STRUCTURE
from territories.tree import TERRITORIES

from .plan import NAMES, RenamingPlan, plan_renaming
from .sentences import apply_rewriting

RENAMED = "sites.renamed"


class PlanChangedError(Exception):
    """Something changed between the plan and its execution: nothing is done."""


def _move_host(plan: RenamingPlan) -> None:
    site, (old, new) = plan.before.site, plan.hosts
    if plan.moves:
        HOST_PAGES.renew(*hosts_of([site]))
        # Back to a host that it had: that one is its own again.
        FormerHost.objects.filter(hostname=new, territory=plan.before, same_paths=True).delete()
        FormerHost.objects.create(hostname=old, territory=plan.before, same_paths=True)
        site.hostname = new
    site.site_name = plan.after.site_name
    site.full_clean()
    site.save()


@transaction.atomic
def rename(
    territory: Territory, names: dict[str, str], hostname: str, by, fingerprint: str | None = None
) -> RenamingPlan:
    """Rename a territory, its site and what was written from its name; return the plan that was followed.

    Its code never changes: files and commands know it by that one.

    :param names: the new values of `plan.NAMES`.
    :param fingerprint: of the plan that was shown; without it, whatever the plan is now.
    :raises PlanChangedError: the plan is no longer the one that was shown; nothing was done.
    :raises ValidationError: the territory cannot be renamed so, or the host is taken.
    """
    rows = Territory.objects.select_for_update(of=("self",))
    locked = rows.select_related("site__root_page").get(pk=territory.pk)
    plan = plan_renaming(locked, names, hostname)
    if fingerprint not in (None, plan.fingerprint):
        raise PlanChangedError
    data = {"old": locked.site_name, "new": plan.after.site_name, "hosts": plan.hosts}
    # Rights follow by themselves: groups, collection and workflow bear the new name.
    plan.after.save(update_fields=NAMES)
    keep_names(plan.before, plan.after)
    _move_host(plan)
    for item in plan.texts:
        apply_rewriting(item, by)
    log(plan.after, RENAMED, user=by, data=data)
    TERRITORIES.renew()
    STRUCTURE.renew()
    HOST_PAGES.renew(*all_hosts())
    return plan
