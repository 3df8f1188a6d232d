"""The database of the tests is the one that all migrations make."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def test_no_migration_is_left(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
