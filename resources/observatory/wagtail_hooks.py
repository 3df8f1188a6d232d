"""The observatory in the admin."""

from . import admin

admin.register()
