"""Each signal of each declaration renews its generation when something real changes."""

import pytest

from core import renewals
from core.renewals import Connection, Family

from . import changes

NAMES = {
    getattr(renewals, name): name
    for name in (
        *("post_save", "post_delete", "m2m_changed"),
        *("page_published", "page_unpublished", "page_slug_changed", "post_page_move"),
    )
}
# But for the models that only tests install.
SHIPPED = [
    connection
    for connection in renewals.connections()
    if connection.sender is None or not connection.sender.__module__.startswith("tests.")
]


def told(connection) -> str:
    sender = connection.sender.__name__ if connection.sender else "pages"
    return f"{connection.generation.name}-{NAMES[connection.signal]}-{sender}"


@pytest.mark.parametrize("connection", SHIPPED, ids=told)
def test_a_real_change_renews(
    connection, network, renewed, monkeypatch, django_capture_on_commit_callbacks
):
    change = changes.prepare(connection, network)
    before = connection.generation.number
    heard: list[Connection] = []
    renew = Connection.renew

    def hear(self, arguments):
        heard.append(self)
        renew(self, arguments)

    monkeypatch.setattr(Connection, "renew", hear)
    renewed.clear()
    with django_capture_on_commit_callbacks(execute=True):
        change()
    assert connection in heard
    if isinstance(connection.generation, Family):
        assert any(name.startswith("host:") for name in renewed)
    else:
        assert connection.generation.number != before
