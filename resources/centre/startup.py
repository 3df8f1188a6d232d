"""What the resource centre gives to the apps below: the folders that each territory keeps."""

from territories.rights import sections

from . import signals
from .folders import folders_of

signals.connect()
sections.keepers.append(folders_of)
