"""What changes a diffusion: proposals, publication, decisions. Each is told in the log of the page.

A row is locked before it is changed; whatever is refused is refused whole. Signals empty the sites concerned.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from ..tree.models import Territory
from . import rules
from .acceptance import accepts_at_once, owner_of
from .models import Diffusion
from .received import received_pages

State = Diffusion.State

PROPOSED = "territories.diffusion.propose"
WITHDRAWN = "territories.diffusion.withdraw"
AUTOMATIC = "territories.diffusion.automatic"
DECIDED = {
    action: f"territories.diffusion.{action}" for action in ("accept", "pin", "unpin", "hide")
}

NOT_A_TARGET = "Cette page ne peut pas être proposée à : %(names)s."
GONE = (
    "Rien n’a été changé : une page choisie n’est plus proposée à votre site, ou n’est plus en ligne. "
    "La liste a été mise à jour : recommencez."
)


def _log(row: Diffusion, action: str, user=None) -> None:
    log(row.page, action, user=user, data={"site": row.territory.site_name})


def _rows(page: Page, territories: Iterable[Territory]) -> dict[int, Diffusion]:
    rows = Diffusion.objects.select_for_update(of=("self",)).select_related(
        "page", "territory__site"
    )
    return {row.territory_id: row for row in rows.filter(page=page, territory__in=territories)}


def _may_propose(page: Page, user) -> None:
    if not rules.may_propose(user, page):
        raise PermissionDenied


def check_targets(owner: Territory, territories: Iterable[Territory]) -> None:
    """Refuse territories to which a page of `owner` may not be proposed.

    :raises ValidationError: names them, in French.
    """
    allowed = {territory.pk for territory in rules.targets_of(owner)}
    refused = [t.site_name for t in territories if t.pk not in allowed]
    if refused:
        raise ValidationError(NOT_A_TARGET, params={"names": ", ".join(refused)})


def _propose_row(row: Diffusion, owner: Territory, user=None) -> None:
    """Bring a wish before the team that decides; its settings may have decided already."""
    row.created_at = timezone.now()
    row.state, row.decided_at = State.PROPOSED, None
    at_once = accepts_at_once(row.territory, owner)
    if at_once:
        row.state, row.decided_at = State.ACCEPTED, row.created_at
    row.save()
    _log(row, PROPOSED, user)
    if at_once:
        _log(row, AUTOMATIC)


@transaction.atomic
def propose(page: Page, territories: Iterable[Territory], user) -> list[Diffusion]:
    """Propose a page to other sites; what is not online yet is proposed when it is published.

    What was decided stays decided: a page that a site has hidden is not brought back.

    :raises PermissionDenied: `user` does not publish this page.
    :raises ValidationError: one of the territories may not be asked.
    """
    planned = plan(page, territories, user)
    page.refresh_from_db(fields=["live"])
    owner = owner_of(page)
    if page.live and owner:
        for row in planned:
            if row.state == State.PLANNED:
                _propose_row(row, owner, user)
    return planned


@transaction.atomic
def plan(page: Page, territories: Iterable[Territory], user) -> list[Diffusion]:
    """Keep the wish to propose a page, for the next time it is published. Raises as `propose`."""
    territories = list(territories)
    _may_propose(page, user)
    known = _rows(page, territories)
    owner = owner_of(page)
    if owner is None:
        raise ValidationError("Ce genre de page ne se propose pas à d’autres sites.")
    check_targets(owner, [t for t in territories if t.pk not in known])
    for territory in territories:
        row = known.get(territory.pk)
        if row is None:
            row = Diffusion.objects.create(page=page, territory=territory, state=State.PLANNED)
            known[territory.pk] = row
        elif row.leaving:
            row.leaving = False
            row.save(update_fields=["leaving"])
    return list(known.values())


@transaction.atomic
def withdraw(page: Page, territories: Iterable[Territory], user) -> int:
    """Take a proposal back, accepted or not; how many were. What a site has hidden stays hidden there.

    :raises PermissionDenied: `user` does not publish this page.
    """
    _may_propose(page, user)
    rows = [row for row in _rows(page, territories).values() if row.state != State.HIDDEN]
    for row in rows:
        _remove(row, user)
    return len(rows)


def _remove(row: Diffusion, user=None) -> None:
    if row.state != State.PLANNED:  # nobody was told of a mere wish
        _log(row, WITHDRAWN, user)
    row.delete()


@transaction.atomic
def plan_withdrawal(page: Page, territories: Iterable[Territory], user) -> None:
    """Keep the wish to take proposals back, for the next time the page is published."""
    _may_propose(page, user)
    for row in _rows(page, territories).values():
        if row.state == State.PLANNED:
            _remove(row, user)
        elif row.state != State.HIDDEN and not row.leaving:
            row.leaving = True
            row.save(update_fields=["leaving"])


@transaction.atomic
def take_effect(page: Page, user=None) -> None:
    """What its authors wished of a page takes effect, for it was published."""
    wishes = Diffusion.objects.filter(page=page).select_related("page", "territory__site")
    owner = owner_of(page)
    for row in wishes.filter(leaving=True).exclude(state=State.HIDDEN):
        _remove(row, user)
    allowed = {territory.pk for territory in rules.targets_of(owner)} if owner else set()
    for row in wishes.filter(state=State.PLANNED):
        if owner and row.territory_id in allowed:
            _propose_row(row, owner, user)
        else:  # the page moved, or a site closed, since it was wished
            _remove(row, user)


@transaction.atomic
def decide(diffusions: Diffusion | Iterable[Diffusion], action: str, user) -> int:
    """Accept, pin, unpin or hide what sites received; all or nothing. How many rows it changed.

    :param diffusions: rows, or for what the region lists everywhere `Diffusion(page=…, territory=…)`.
    :raises PermissionDenied: `user` does not decide for one of the territories.
    :raises ValidationError: one of them is not received any more.
    """
    if isinstance(diffusions, Diffusion):
        diffusions = [diffusions]
    wanted: dict[Territory, set[int]] = {}
    for diffusion in diffusions:
        wanted.setdefault(diffusion.territory, set()).add(diffusion.page_id)
    return sum(decide_pages(territory, pages, action, user) for territory, pages in wanted.items())


@transaction.atomic
def decide_pages(territory: Territory, pages: Iterable[int], action: str, user) -> int:
    """The same for one territory, by ids of pages."""
    if action not in DECIDED:
        raise ValidationError("Cette décision n’existe pas.")
    if not rules.may_decide(user, territory):
        raise PermissionDenied
    pages = set(pages)
    received = {page.pk: page for page in received_pages(territory).filter(pk__in=pages)}
    if pages != set(received):
        raise ValidationError(GONE)
    locked = Diffusion.objects.select_for_update(of=("self",)).filter(territory=territory)
    rows = {row.page_id: row for row in locked.filter(page__in=pages)}
    changed = 0
    for pk, page in received.items():
        row = rows.get(pk) or Diffusion(page=page, territory=territory, state="")
        if _apply_decision(row, action):
            row.decided_by, row.decided_at = user, timezone.now()
            row.save()
            log(page, DECIDED[action], user=user, data={"site": territory.site_name})
            changed += 1
    return changed


def _apply_decision(row: Diffusion, action: str) -> bool:
    """Change a row as decided; False when it is so already."""
    before = row.state, row.pinned
    if action == "unpin":
        row.pinned = False
    elif action == "hide":
        row.state, row.pinned, row.leaving = State.HIDDEN, False, False
    else:
        row.state = State.ACCEPTED
        row.pinned = row.pinned or action == "pin"
    return (row.state, row.pinned) != before
