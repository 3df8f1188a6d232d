from crontask import scheduler
from crontask.management.commands import crontask
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from core.jobs.heartbeats import Pulse, last_seen, new_name
from core.jobs.models import Heartbeat
from core.jobs.schedule import enqueue_missed

# A machine that was busy, or slept, does late what it did not do in time. Seconds.
LATE = 3600


class Command(crontask.Command):
    help = (
        "Met en file les tâches qui reviennent (publication prévue, purge de nuit), jusqu’à Ctrl-C. "
        "Une seule horloge suffit."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        autodiscover_modules("tasks")
        scheduler.configure(
            timezone=settings.TIME_ZONE,
            job_defaults={"misfire_grace_time": LATE, "coalesce": True},
            # One thread, hence one connection.
            executors={"default": {"type": "threadpool", "max_workers": 1}},
        )
        since = last_seen().get(Heartbeat.CLOCK)
        with Pulse(Heartbeat.CLOCK, new_name()):
            if since:
                enqueue_missed(since)
            options |= {"no_task_loading": True, "no_heartbeat": True}
            super().handle(*args, **options)
