"""The resource centre: sheets to take up, the project bank, expertise, studies."""

from .activity import ActivityPage, Adoption
from .centre import ResourceCentrePage
from .expertise import ExpertisePage
from .folder import SheetFolderPage
from .project import ProjectPage
from .sheet import Licence, ResourcePage, ResourceTag
from .study import StudyPage
from .tool import ToolPage

__all__ = [
    "ActivityPage",
    "Adoption",
    "ExpertisePage",
    "Licence",
    "ProjectPage",
    "ResourceCentrePage",
    "ResourcePage",
    "ResourceTag",
    "SheetFolderPage",
    "StudyPage",
    "ToolPage",
]
