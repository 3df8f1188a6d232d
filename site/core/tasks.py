"""What the clock has done without anybody asking: commands, each once. `docs/operation.md` lists the same."""

from django.core.management import call_command
from modelsearch.backends import get_search_backends

from .jobs import housekeeping, job
from .jobs.schedule import every


@every("*/5 * * * *", "toutes les cinq minutes")
@job("Publier ce qui était prévu, retirer ce qui expire")
def publish_scheduled() -> None:
    """Wagtail's command."""
    call_command("publish_scheduled", verbosity=0)


@every("10 3 * * *", "chaque nuit à 3 h 10")
@job("Effacer les données personnelles arrivées à leur date")
def purge_personal_data() -> None:
    """Answers, requests, registrations, failed sign-ins, ended sessions."""
    call_command("purge_personal_data", verbosity=0)


@every("20 3 * * *", "chaque nuit à 3 h 20")
@job("Oublier les vieux travaux et les courriels jamais partis")
def forget_old_jobs() -> None:
    """See `core.jobs.housekeeping`."""
    housekeeping.forget_old()


@every("0 4 * * Sun", "chaque dimanche à 4 h")
@job("Réparer l’index d’un moteur de recherche")
def repair_search_index() -> None:
    """What an engine that was down has missed; the database's own index is changed with its rows, and misses nothing."""
    if any(backend.catch_indexing_errors for backend in get_search_backends()):
        call_command("update_index", verbosity=0)
