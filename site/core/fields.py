"""Model fields of ours."""

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's, whose blocks stay out of migrations (decision 0094).

    The column is JSON whatever the blocks are: a migration that lists them changes no table, and grows
    with each word of a label. Old migrations therefore see a stream without blocks: one that must read
    content reads its JSON (`field.get_prep_value`), as Wagtail advises for any data migration.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any):
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict[str, Any]]:
        """Without the blocks, and what bounds their number."""
        name, path, _blocks, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
