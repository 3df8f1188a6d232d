"""For migrations that change words alone: labels, help texts, choices, what blocks say of themselves."""

from django.db.migrations.operations.base import Operation


class ChangeWords(Operation):
    """Several `AlterField` and `AlterModelOptions` that leave the database as it is (decision 0091).

    One by one, each would draw again every model that is related, and copy a table of SQLite for a block
    that explains itself better.
    """

    reduces_to_sql = False
    reversible = True

    def __init__(self, operations: list[Operation]):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label, state):
        # The models are drawn once, when the next migration asks for them.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing: no column is touched."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing either."""

    def describe(self) -> str:
        return f"Change words ({len(self.operations)})"
