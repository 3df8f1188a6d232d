from django.core.management.base import BaseCommand

from territories.ownership.guide import CHAPTER, chapter_text


class Command(BaseCommand):
    help = "Écrit à nouveau le chapitre du guide qui dit ce que possède un territoire, d’après les déclarations."

    def handle(self, *args, **options):
        CHAPTER.write_text(chapter_text(), encoding="utf-8")
        self.stdout.write(f"{CHAPTER.name} est à jour.")
