"""What loading the files did."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """What a run did: counts by kind of row, and what somebody should look at (in French)."""

    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(self.created.values()) or any(self.updated.values())
