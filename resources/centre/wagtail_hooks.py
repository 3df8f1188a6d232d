"""The resource centre in the admin."""

from wagtail import hooks

from .sheets import admin, menu, panel

admin.register()
menu.register()
hooks.register("construct_homepage_panels", panel.add_panel)
