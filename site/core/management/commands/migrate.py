from django.core.management.commands import migrate

from core.autodetector import WordlessAutodetector


class Command(migrate.Command):
    autodetector = WordlessAutodetector
