"""The resource centre in the admin, and what each kind adds there."""

from wagtail import hooks

from .kinds import import_all
from .sheets import menu, panel

menu.register()
hooks.register("construct_homepage_panels", panel.add_panel)
import_all("wagtail_hooks")
