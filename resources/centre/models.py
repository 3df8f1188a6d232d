"""Models of the resource centre, where Django looks for them: the pages, then those of each kind's folder."""

from .kinds import import_all
from .kinds.activity.models import ActivityPage, Adoption
from .kinds.expertise.models import ExpertisePage
from .kinds.project.models import ProjectPage
from .kinds.study.models import StudyPage
from .kinds.tool.models import ToolPage
from .pages.centre import ResourceCentrePage
from .pages.folder import SheetFolderPage
from .pages.sheet import Licence, ResourcePage, ResourceTag
from .stamps import SheetStamp

import_all("models")

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
    "SheetStamp",
    "StudyPage",
    "ToolPage",
]
