"""What the queue forgets by itself, so that no personal word stays in it."""

from datetime import timedelta

from django.db.models import Q
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import BACKEND
from .models import Heartbeat, OutgoingMail

# Done, a task has no arguments any more. Failed, it keeps them for whoever mends the cause, and so does a
# mail that could not be sent.
KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=30)
KEEP_BEATS = timedelta(days=1)


def forget_old() -> dict[str, int]:
    """Erase old tasks, mails that could not be sent, and signs of life. Returns how many of each."""
    now = timezone.now()
    old = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_DONE)
    old |= Q(status=TaskResultStatus.FAILED, finished_at__lt=now - KEEP_FAILED)
    rows = {
        "travaux": DBTaskResult.objects.filter(old, backend_name=BACKEND),
        "courriels": OutgoingMail.objects.filter(created_at__lt=now - KEEP_FAILED),
        "signes de vie": Heartbeat.objects.filter(seen_at__lt=now - KEEP_BEATS),
    }
    return {name: found.delete()[0] for name, found in rows.items()}
