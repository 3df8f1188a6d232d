"""« Travaux », for technical accounts: what waits, runs and failed and why, and another try."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.tasks import TaskResultStatus as Status
from django.utils.module_loading import autodiscover_modules
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import housekeeping, retries
from .schedule import TIMES
from .state import entries, our_tasks, read_state

# Of each list, the first: whoever has more looks at the cause, not at each.
MOST = 50

SECTIONS = (
    (Status.FAILED, "En échec", "Rien n’a échoué.", "-finished_at"),
    (Status.RUNNING, "En cours", "Rien ne se fait en ce moment.", "started_at"),
    (Status.READY, "En attente", "Rien n’attend.", "run_after"),
)


class TechnicalView(View):
    """For technical accounts alone: tasks are about all sites, and mails about people."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class JobsView(TechnicalView, WagtailAdminTemplateMixin, TemplateView):
    """All tasks that are not done, and the last run of what the clock asks for."""

    template_name = "jobs/jobs.html"
    page_title = "Travaux"
    header_icon = "cogs"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        # What the clock asks for, which nothing else in this process needs.
        autodiscover_modules("tasks")
        state = read_state()
        numbers = {
            Status.FAILED: state.failed,
            Status.RUNNING: state.running,
            Status.READY: state.due + state.later,
        }
        sections = [
            {
                "status": status.value,
                "title": title,
                "nothing": nothing,
                "number": numbers[status],
                "entries": entries(our_tasks().filter(status=status).order_by(order)[:MOST]),
            }
            for status, title, nothing, order in SECTIONS
        ]
        done = our_tasks().filter(status=Status.SUCCESSFUL, task_path__in=TIMES)
        return super().get_context_data(**kwargs) | {
            "state": state,
            "sections": sections,
            "most": MOST,
            "scheduled": entries(done.order_by("task_path")),
            "kept_days": housekeeping.KEEP_FAILED.days,
        }


class RetryView(TechnicalView):
    """Try a task again now; without a key, all that failed."""

    def post(self, request, pk=None):
        rows = our_tasks().filter(pk=pk) if pk else our_tasks().filter(status=Status.FAILED)
        number = sum(retries.retry_now(row) for row in rows)
        if number:
            words = "Ce travail va être refait." if pk else f"{number} travaux vont être refaits."
            messages.success(request, words)
        else:
            messages.warning(request, "Ce travail est déjà fait, ou en cours.")
        return redirect("jobs")
