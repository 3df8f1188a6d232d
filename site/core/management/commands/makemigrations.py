from django.core.management.commands import makemigrations

from core.autodetector import WordlessAutodetector


class Command(makemigrations.Command):
    autodetector = WordlessAutodetector
