"""The resource centre in the admin."""

from .observatory import admin as observatory
from .sheets import admin as sheets

observatory.register()
sheets.register()
