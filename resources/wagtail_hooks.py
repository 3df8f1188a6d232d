"""The resource centre in the admin."""

from wagtail import hooks

from .observatory import admin as observatory
from .sheets import admin as sheets
from .sheets import menu, panel
from .training import admin as training

observatory.register()
sheets.register()
menu.register()
training.register()
hooks.register("construct_homepage_panels", panel.add_panel)
