"""The resource centre in the admin."""

from .observatory import admin as observatory

observatory.register()
