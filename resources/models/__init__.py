"""The resource centre: sheets to take up, the project bank, expertise, observatory, training."""

from .activity import ActivityPage, Adoption
from .centre import ResourceCentrePage
from .expertise import ExpertisePage
from .folder import SheetFolderPage
from .observatory import Figure, Indicator, ObservatoryPage, StudyPage
from .project import ProjectPage
from .sheet import Licence, ResourcePage, ResourceTag
from .tool import ToolPage
from .training import PathStage, Registration, TrainingModulePage, TrainingPathPage, TrainingSession

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
