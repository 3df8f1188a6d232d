"""The resource centre: sheets to take up, the project bank, expertise, observatory, training."""

from .activity import ActivityPage, Adoption
from .centre import ResourceCentrePage
from .expertise import ExpertisePage
from .folder import SheetFolderPage
from .observatory import Figure, Indicator, ObservatoryPage, StudyPage
from .path import PathStage, TrainingModulePage, TrainingPathPage
from .project import ProjectPage
from .sheet import Licence, ResourcePage, ResourceTag
from .tool import ToolPage
from .training import Registration, TrainingSession

__all__ = [
    "ActivityPage",
    "Adoption",
    "ExpertisePage",
    "Figure",
    "Indicator",
    "Licence",
    "ObservatoryPage",
    "PathStage",
    "ProjectPage",
    "Registration",
    "ResourceCentrePage",
    "ResourcePage",
    "ResourceTag",
    "SheetFolderPage",
    "StudyPage",
    "ToolPage",
    "TrainingModulePage",
    "TrainingPathPage",
    "TrainingSession",
]
