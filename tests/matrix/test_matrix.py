"""One test per cell of `tables.py`, and the proof that the tables are complete."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from core import generations
from tests.factories.network import read_network

from . import (  # noqa: F401
    diffusion_actions,
    page_actions,
    review_actions,
    row_actions,
    sheet_actions,
    site_actions,
)
from .actions import ACTIONS
from .tables import COLUMNS, TABLES, cells, rows
from .world import PLACES, Things, make_things

# Wagtail leaves the temporary file of a rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def _world(_network_rows, django_db_blocker):
    """Everything that is acted upon, made once; each test's changes are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        generations.forget()
        make_things(read_network())
        yield
        transaction.set_rollback(True)
    generations.forget()


@pytest.mark.usefixtures("_world", "db")
@pytest.mark.parametrize(
    ("channel", "action", "role", "place", "allowed"),
    [pytest.param(*cell, id="-".join(cell[:4])) for cell in cells()],
)
def test_cell(client, channel, action, role, place, allowed):
    network = read_network()
    things = Things(getattr(network, PLACES[role, place]))
    if role != "vis":
        username = "traduction" if role == "tra" else role
        client.force_login(get_user_model().objects.get(username=username))
    assert ACTIONS[channel, action](client, things) is allowed


def test_tables_are_complete():
    """No action without a row, no row without an action, no row without a mark per column."""
    told = {(channel, action) for channel in TABLES for action, _ in rows(channel)}
    assert told == set(ACTIONS)
    assert {len(marks) for channel in TABLES for _, marks in rows(channel)} == {len(COLUMNS)}
    assert set(COLUMNS) == set(PLACES)
