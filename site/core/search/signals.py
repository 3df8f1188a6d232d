"""A page that moves keeps its key and changes its path: its whole branch is indexed again.

Treebeard updates paths in SQL, without a `save()` (modelsearch#94, modelsearch#112), and says so since 5.3.1. The database
engines keep no path in their index, they filter on the table: only the others are told.
"""

from itertools import groupby
from typing import Any

from modelsearch.backends import get_search_backends
from modelsearch.index import class_is_indexed
from treebeard.mp_tree import path_updated
from wagtail.models import Page

from ..jobs import job

BATCH = 200


def connect() -> None:
    """Listen to moves; called once by `core.startup`."""
    path_updated.connect(_on_path_updated, sender=Page, dispatch_uid="core.search.path_updated")


def _on_path_updated(new_path: str, **kwargs: Any) -> None:
    if any(backend.catch_indexing_errors for backend in get_search_backends(with_auto_update=True)):
        reindex_branch.enqueue(new_path)


@job("Réindexer une branche déplacée")
def reindex_branch(path: str) -> None:
    """Index again every page under a path, in the engines that are not the database."""
    backends = [
        backend
        for backend in get_search_backends(with_auto_update=True)
        if backend.catch_indexing_errors
    ]
    branch = Page.objects.filter(path__startswith=path).order_by("content_type_id", "pk")
    for model, pages in groupby(branch.specific().iterator(chunk_size=BATCH), key=type):
        if not class_is_indexed(model):
            continue
        batch = list(pages)
        for backend in backends:
            for start in range(0, len(batch), BATCH):
                backend.add_bulk(model, batch[start : start + BATCH])
