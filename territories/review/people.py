"""Who decides about a page under review, and who is asked. Read at each question: teams change meanwhile (decision 0052)."""

from collections import defaultdict
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.models import Revision

from ..ownership.scope import scope_of
from ..tree import tree


class Level(models.TextChoices):
    """Whose turn it is."""

    TERRITORY = "territory", "la communication du territoire"
    REGION = "region", "la région"


def name_of(person) -> str:
    """How somebody is called in what the admin says; "" for nobody."""
    return (person.get_full_name() or person.get_username()) if person else ""


type Teams = dict[int | None, set[int]]


def read_teams() -> Teams:
    """Ids of the people of each communication group whose account is open, in one query."""
    rows = get_user_model().groups.through.objects.filter(
        group__communication_of__isnull=False, user__is_active=True
    )
    teams: Teams = defaultdict(set)
    for group, person in rows.values_list("group_id", "user_id"):
        teams[group].add(person)
    return teams


def territory_of(page):
    """The territory in whose name a page is written; the region for a page of none."""
    found = tree().by_id.get(getattr(page.specific, "territory_id", None))
    return found or tree().region


def _is_unpublished(
    version: int, saved: datetime, online: int | None, published: datetime | None
) -> bool:
    return version > online if online else published is None or saved > published


def unpublished_authors(
    pages: dict[int, tuple[int | None, datetime | None]],
) -> dict[int, set[int]]:
    """Ids of who saved a version of each page since it was last published; one query for all.

    :param pages: by id, the version that is online and the last publication, as the page knows them.
    """
    found: dict[int, set[int]] = {pk: set() for pk in pages}
    saved = Revision.page_revisions.filter(object_id__in=map(str, pages), user__isnull=False)
    for page, pk, person, date in saved.values_list("object_id", "pk", "user", "created_at"):
        if _is_unpublished(pk, date, *pages[int(page)]):
            found[int(page)].add(person)
    return found


def authors_of(page) -> set[int]:
    """Ids of who submitted the page, and of all who wrote what is not published yet."""
    state = page.current_workflow_state
    wrote = unpublished_authors({page.pk: (page.live_revision_id, page.last_published_at)})[page.pk]
    return wrote | ({state.requested_by_id} - {None} if state else set())


# What a draft holds beside what the page tells.
BOOKKEEPING = {
    *("path", "depth", "numchild", "url_path", "live", "expired", "has_unpublished_changes"),
    *("first_published_at", "last_published_at", "live_revision", "latest_revision"),
    *("latest_revision_created_at", "draft_title", "locked", "locked_at", "locked_by"),
}


def _page_content(content: dict) -> dict:
    return {key: value for key, value in content.items() if key not in BOOKKEEPING}


def made_no_change(user, page) -> bool:
    """Whether all that `user` saved of the page since it was published says what was there before.

    The form saves a draft when what is ticked beside the text changes: that makes nobody an author.
    """
    newer = None
    drafts = page.revisions.order_by("-created_at", "-pk")
    for draft in drafts.values_list("pk", "created_at", "user_id", "content").iterator():
        if newer and newer[2] == user.pk and _page_content(newer[3]) != _page_content(draft[3]):
            return False
        if not _is_unpublished(draft[0], draft[1], page.live_revision_id, page.last_published_at):
            return True
        newer = draft
    # The first version of all is its author's.
    return newer is None or newer[2] != user.pk


def _teams_upwards(territory, level: str, teams: Teams) -> list[set[int]]:
    """The teams that may decide, the nearest first."""
    if territory is None:
        return []
    heads = [tree().region] if level == Level.REGION else [territory, *territory.ancestors()]
    return [teams.get(head.communication_group_id, set()) for head in heads if head]


def reviewers_of(territory, level: str, authors: set[int], teams: Teams) -> set[int]:
    """Ids of the people who are asked: the nearest team in which somebody else than the authors is.

    Where nobody else is, up to the region, the authors of those teams decide themselves.
    """
    line = _teams_upwards(territory, level, teams)
    for team in line:
        if others := team - authors:
            return others
    return set().union(*line)


def may_review(user, territory, level: str) -> bool:
    """Whether reviewing at this level is among `user`'s tasks, whoever wrote the page."""
    if user.is_superuser:
        return True
    scope = scope_of(user)
    if level == Level.REGION:
        return scope.is_region
    return territory is not None and territory.pk in scope.communicates


def has_no_other_reviewer(territory, level: str, authors: set[int], teams: Teams) -> bool:
    """Whether nobody but the authors may decide, up to the region."""
    return not set().union(*_teams_upwards(territory, level, teams)) - authors
