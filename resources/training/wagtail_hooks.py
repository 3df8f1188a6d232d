"""Sessions and registrations in the admin."""

from . import admin

admin.register()
