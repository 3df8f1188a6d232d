import logging
import time

from django.db import InterfaceError, OperationalError
from django_tasks_db.management.commands import db_worker

from core.jobs import BACKEND
from core.jobs.heartbeats import Pulse, new_name
from core.jobs.models import Heartbeat

logger = logging.getLogger(__name__)

# How long to wait for a database that does not answer. Seconds.
PAUSE = 2.0


class Command(db_worker.Command):
    help = (
        "Fait les travaux en attente (courriels, textes des documents, images, tâches de nuit), "
        "jusqu’à Ctrl-C. Plusieurs peuvent travailler à la fois."
    )
    requires_system_checks = []  # make check runs them; a worker that starts again must not wait

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(backend_name=BACKEND, queue_name="*", reload=False)

    def configure_logging(self, verbosity: int) -> None:
        """As the settings say, like everything else."""

    def handle(self, **options):
        while True:
            # A new name each time: what the last one left under way is then put back like any dead worker's.
            options["worker_id"] = new_name()
            try:
                with Pulse(Heartbeat.WORKER, options["worker_id"]):
                    return super().handle(**options)
            except (OperationalError, InterfaceError):
                logger.exception("La base de données ne répond pas : nouvel essai dans un instant.")
                time.sleep(PAUSE)
