"""Tasks for the tests of the queue."""

import os
import signal
import time
from pathlib import Path

from django.core.mail import send_mail

from core.jobs import job
from core.jobs.atomic import atomic_job
from core.jobs.retries import GiveUpError


@job("Réussir")
def succeed(*words: str) -> str:
    return " ".join(words)


@job("Échouer")
def fail(words: str = "en panne") -> None:
    raise ValueError(words)


@job("Renoncer")
def give_up() -> None:
    raise GiveUpError("boîte inconnue")


@job("Mourir la première fois")
def die_once(path: str) -> None:
    """Killed with -9 in the middle the first time; done the second."""
    marks = Path(path)
    with marks.open("a") as file:
        file.write("début\n")
    if marks.read_text().count("début") == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    with marks.open("a") as file:
        file.write("fin\n")


@job("Durer")
def last(path: str, seconds: float) -> None:
    Path(path).write_text("début")
    time.sleep(seconds)
    Path(path).write_text("fin")


@atomic_job("Écrire une fois")
def write_once(address: str) -> None:
    send_mail("Une fois", "Bonjour", None, [address])
