"""Doing what the plan says: all or nothing."""

from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.search import index

from core.freshness import HOST_PAGES
from resources.centre.folders import move_sheets
from territories.host_pages import all_hosts, hosts_of
from territories.models import FormerAddress, FormerHost, Territory
from territories.pages.mounts import STRUCTURE
from territories.rights.sync import sync_permissions
from territories.tree import TERRITORIES

from .links import follow_links
from .plan import GROUPS, MergePlan, files_of, plan_merge, waiting_for_approval
from .rows import merge_received, move_rows

MERGED = "sites.merged"


class PlanChangedError(Exception):
    """Something changed between the plan and its execution: nothing is done."""


def _locked(territory: Territory) -> Territory:
    rows = Territory.objects.select_for_update(of=("self",))
    return rows.select_related("site__root_page", "collection", "workflow", *GROUPS).get(
        pk=territory.pk
    )


def _keep_addresses(plan: MergePlan) -> int:
    """Old addresses first: they are read from where pages stand now."""
    host = FormerHost.objects.create(hostname=plan.leaving.site.hostname, territory=plan.staying)
    rows = [
        FormerAddress(host=host, path=path, page_id=page)
        for path, page in plan.pages.addresses.items()
    ]
    rows += [
        FormerAddress(host=host, path=path, link=link) for path, link in plan.pages.links.items()
    ]
    # Hosts that it had before kept its paths: from now on, they remember the same pages.
    renamed = FormerHost.objects.filter(territory=plan.leaving, same_paths=True)
    copies = [
        FormerAddress(host=other, path=row.path, page_id=row.page_id, link=row.link)
        for other in renamed
        for row in rows
    ]
    renamed.update(same_paths=False)
    # Addresses of earlier mergers that led to a page set aside lead to its twin.
    for page, twin in plan.pages.twins.items():
        FormerAddress.objects.filter(page=page).update(page=twin)
    FormerAddress.objects.bulk_create([*rows, *copies], batch_size=500)
    return len(rows)


def _close_site(leaving: Territory) -> None:
    """The site goes before its pages move: Wagtail would redirect them on a host that answers no more."""
    site = leaving.site
    HOST_PAGES.renew(*hosts_of([site]))
    leaving.site = None
    leaving.save(update_fields=["site"])
    site.delete()
    # Pages know the sites' roots from a cache of their own.
    TERRITORIES.renew()
    STRUCTURE.renew()


def _cancel_approvals(plan: MergePlan, by) -> int:
    pages = [*plan.pages.moved, *(page for page, _ in plan.pages.aside), *plan.sheets]
    states = list(waiting_for_approval(pages))
    for state in states:
        state.cancel(user=by)
    return len(states)


def _unpublish_left_pages(plan: MergePlan, by) -> int:
    live = [page.specific for page, _ in plan.pages.aside if page.live]
    for page in reversed(live):
        page.unpublish(user=by, log_action=True)
    return len(live)


def _update_latest_revision(page: Page, **values) -> None:
    """What is edited next, and published, is the latest revision: it must not bring the old values back."""
    draft = Revision.objects.filter(pk=page.latest_revision_id).first()
    if draft:
        draft.content |= values
        draft.save(update_fields=["content"])


def _take_over_home(home: Page, slug: str, plan: MergePlan) -> None:
    """Make the home of a language the kept site's, and its pages translations of what that one has."""
    keys = {page.translation_key: twin.translation_key for page, twin in plan.pages.aside if twin}
    if home.title == plan.leaving.site_name:
        home.title = home.draft_title = plan.staying.site_name
    home.slug = slug
    home.save(clean=False)
    _update_latest_revision(home, title=home.title, slug=slug)
    for page in Page.objects.descendant_of(home, inclusive=True):
        key = keys.get(page.translation_key)
        twin = Page.objects.filter(translation_key=key, locale=page.locale_id)
        if key and not twin.exists():
            Page.objects.filter(pk=page.pk).update(translation_key=key)
    TERRITORIES.renew()
    STRUCTURE.renew()


def _move_pages(plan: MergePlan, by) -> tuple[int, int]:
    moved = renamed = 0
    for move in plan.pages.moves:
        page = Page.objects.get(pk=move.page.pk).specific
        if move.parent_id is None:
            _take_over_home(page, move.slug, plan)
            moved += 1 + move.below
            continue
        if move.is_renamed:
            page.slug = move.slug
            page.save(clean=False, user=by)
            _update_latest_revision(page, slug=move.slug)
            renamed += 1
        action = MovePageAction(
            page, Page.objects.get(pk=move.parent_id), pos="last-child", user=by
        )
        # Whoever merges may; and a reserved list goes beside the kept site's own, which nobody may add.
        action.execute(skip_permission_checks=True)
        moved += 1 + move.below
    return moved, renamed


def _change_owner(pages: list[Page], plan: MergePlan) -> None:
    """Pages and their drafts belong to the kept territory, in the search index too."""
    for page in Page.objects.filter(pk__in=[page.pk for page in pages]).specific():
        page.territory = plan.staying
        page.save(clean=False)
        _update_latest_revision(page, territory=plan.staying.pk)


def _move_files(plan: MergePlan) -> list[int]:
    numbers = []
    for rows in files_of(plan.leaving):
        keys = list(rows.values_list("pk", flat=True))
        rows = rows.model.objects.filter(pk__in=keys)
        numbers.append(rows.update(collection=plan.staying.collection))
        for row in rows:
            index.insert_or_update_object(row)
    return numbers


def _move_people(plan: MergePlan) -> list[int]:
    for field, people in plan.people.items():
        getattr(plan.staying, field).user_set.add(*people)
    return [len(people) for people in plan.people.values()]


def _deactivate_territory(plan: MergePlan, by) -> None:
    """What is left of the territory that goes: a name, and who took over."""
    leaving = plan.leaving
    if leaving.workflow:
        leaving.workflow.deactivate(user=by)
    for group in filter(None, (getattr(leaving, field) for field in GROUPS)):
        group.delete()
    collection, leaving.collection = leaving.collection, None
    for field in GROUPS:
        setattr(leaving, field, None)
    leaving.is_active = False
    leaving.succeeded_by = plan.staying
    leaving.save()
    collection.delete()


@transaction.atomic
def merge(leaving: Territory, staying: Territory, by, fingerprint: str | None = None) -> MergePlan:
    """Merge a pays into another, and return the plan that was followed to the last figure.

    :param fingerprint: of the plan that was shown; without it, whatever the plan is now.
    :raises PlanChangedError: the plan is no longer the one that was shown; nothing was done.
    :raises ValidationError: these two cannot be merged.
    """
    plan = plan_merge(_locked(leaving), _locked(staying))
    if fingerprint not in (None, plan.fingerprint):
        raise PlanChangedError
    own = plan.own_pages()
    done = {"Adresses qui suivent": _keep_addresses(plan)}
    done["Validations annulées"] = _cancel_approvals(plan, by)
    _close_site(plan.leaving)
    done["Menus et bandeaux corrigés"] = follow_links(plan.pages.twins, by)
    done["Pages retirées"] = _unpublish_left_pages(plan, by)
    done["Pages déplacées"], done["Pages renommées"] = _move_pages(plan, by)
    move_sheets(plan.leaving, plan.staying, by)
    _change_owner([*plan.pages.moved, *plan.sheets], plan)
    done["Fiches du centre de ressources"] = len(plan.sheets)
    done["Images"], done["Documents"] = _move_files(plan)
    people = _move_people(plan)
    done["Personnes à la communication"], done["Référent·es"] = people
    done |= move_rows(plan.leaving, plan.staying)
    done["Contenus reçus d’autres sites"] = merge_received(plan.leaving, plan.staying, own)
    if done != plan.figures:
        raise PlanChangedError
    _deactivate_territory(plan, by)
    sync_permissions(plan.staying)
    for territory in (plan.leaving, plan.staying):
        data = {"leaving": plan.leaving.site_name, "staying": plan.staying.site_name}
        log(territory, MERGED, user=by, data=data)
    TERRITORIES.renew()
    STRUCTURE.renew()
    HOST_PAGES.renew(*all_hosts())
    return plan
