"""What the resource centre gives to the apps below: its pages' contexts, the folders of each territory."""

from territories.rights import sections
from territories.rights.roles import Writer, writers

from . import page_contexts, signals  # noqa: F401
from .folders import folders_of
from .models import Adoption, ResourceCentrePage

signals.connect()
sections.keepers.append(folders_of)
sections.reviewed.append(ResourceCentrePage)
writers[Adoption] = Writer.REFERENT
