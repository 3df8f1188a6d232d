"""The kinds of sheets, and what the resource centre gives to the apps below: contexts, the folders of each territory."""

from territories.rights import sections

from . import counted, generations, page_contexts, signals  # noqa: F401
from .folders import folders_of
from .kinds import import_all
from .pages.centre import ResourceCentrePage

import_all("kind")
counted.connect()
signals.connect()
sections.keepers.append(folders_of)
sections.reviewed.append(ResourceCentrePage)
