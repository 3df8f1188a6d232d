"""The resource centre in the admin."""

from .observatory import admin as observatory
from .sheets import admin as sheets
from .sheets import menu
from .training import admin as training

observatory.register()
sheets.register()
menu.register()
training.register()
