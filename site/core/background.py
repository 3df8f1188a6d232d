"""Work that nobody waits for, done by a thread of this process: decision 0089."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)

# Its threads end their work before the process ends.
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="background")


def soon(work: Callable[[], None]) -> None:
    """Do `work` after this call has returned; what it raises is logged. At once without `BACKGROUND`.

    It must not need what the request's transaction has not committed yet.
    """
    if settings.BACKGROUND:
        _pool.submit(_do, work)
    else:
        work()


def _do(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        logger.exception("Un travail en arrière-plan a échoué.")
    finally:
        connections.close_all()
