"""The administrators' path, its modules, their sessions and who registered."""

from .path import PathStage, TrainingModulePage, TrainingPathPage
from .session import Registration, TrainingSession

__all__ = [
    "PathStage",
    "Registration",
    "TrainingModulePage",
    "TrainingPathPage",
    "TrainingSession",
]
