"""The resource centre in the admin."""

from .observatory import admin as observatory
from .sheets import admin as sheets
from .training import admin as training

observatory.register()
sheets.register()
training.register()
