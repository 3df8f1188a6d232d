"""A step of review, whose people follow the territory of the page (decision 0052)."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from wagtail.models import Task, TaskState

from ..ownership.scope import scope_of
from ..tree import tree
from .pending import pending_for
from .people import (
    Level,
    authors_of,
    has_no_other_reviewer,
    made_no_change,
    may_review,
    read_teams,
    reviewers_of,
    territory_of,
)

APPROVE, REJECT = "approve", "reject"


class ReviewTask(Task):
    """Two rows serve all territories: a step says how high one asks, the page says where."""

    level = models.CharField("qui relit", max_length=10, choices=Level, unique=True)

    admin_form_fields = [*Task.admin_form_fields, "level"]
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "level"]

    class Meta:
        verbose_name = "relecture par une équipe"
        verbose_name_plural = "relectures par une équipe"

    @classmethod
    def get_description(cls):
        return "L’équipe du territoire de la page, ou la région : personne ne valide ses propres changements."

    def reviewers_of_page(self, page) -> set[int]:
        """Ids of the people who are asked about a page."""
        return reviewers_of(territory_of(page), self.level, authors_of(page), read_teams())

    def may_approve(self, user, page) -> bool:
        """Whether `user` may approve the page as it is now."""
        return any(name == APPROVE for name, _, _ in self.get_actions(page, user))

    def _is_settled(self, workflow_state, user) -> bool:
        """The region has nothing left to say: the page is its own, or one of its people just approved it."""
        if self.level != Level.REGION:
            return False
        if territory_of(workflow_state.content_object) == tree().region:
            return True
        approved = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED).exists()
        return approved and user is not None and scope_of(user).is_region

    def start(self, workflow_state, user=None):
        if self._is_settled(workflow_state, user):
            return TaskState.objects.create(
                workflow_state=workflow_state,
                task=self,
                revision=workflow_state.content_object.get_latest_revision(),
                status=TaskState.STATUS_SKIPPED,
                finished_at=timezone.now(),
                finished_by=user,
            )
        return super().start(workflow_state, user=user)

    def user_can_access_editor(self, obj, user):
        return may_review(user, territory_of(obj), self.level)

    def locked_for_user(self, obj, user):
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj, user):
        return self.user_can_access_editor(obj, user)

    def get_actions(self, obj, user):
        """Nobody approves her own change, but where nobody else can; whoever asked does not send back either."""
        territory = territory_of(obj)
        if not may_review(user, territory, self.level):
            return []
        authors, state = authors_of(obj), obj.current_workflow_state
        asked_for = state is not None and state.requested_by_id == user.pk
        if user.is_superuser or user.pk not in authors:
            return self.actions_of(user, ())
        if not asked_for and made_no_change(user, obj):
            return self.actions_of(user, ())
        if has_no_other_reviewer(territory, self.level, authors, read_teams()):
            return self.actions_of(user, authors)
        return [] if asked_for else [self._reject()]

    def actions_of(self, user, authors) -> list[tuple[str, str, bool]]:
        """What is offered to somebody who is asked, the plain truth included when it is about her own page."""
        own = user.pk in authors and not user.is_superuser
        label = "Approuver sans relecture" if own else "Approuver"
        return [
            self._reject(),
            (APPROVE, label, False),
            (APPROVE, f"{label}, avec un commentaire", True),
        ]

    @staticmethod
    def _reject() -> tuple[str, str, bool]:
        return (REJECT, "Demander des changements", True)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Asked again of the page that the state is about: the address of the action names both.

        A form that changes the page and approves it at once has just made `user` its author: the draft is
        kept and nothing is approved (`territories.review.publication_rules` says why).

        :raises PermissionDenied: reviewing this page is not among her tasks.
        """
        page = task_state.workflow_state.content_object
        if not self.user_can_access_editor(page, user):
            raise PermissionDenied
        if action_name == APPROVE and not self.may_approve(user, page):
            return None
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Those about which `user` is asked: the region is not shown what each pays decides."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return waiting
        if not scope_of(user).communicates:
            return TaskState.objects.none()
        return TaskState.objects.filter(pk__in=pending_for(user, waiting, self.level))
