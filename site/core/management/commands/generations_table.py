"""Write the table of generations of docs/architecture.md from their declarations."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.generations_table import with_table

PAGE = "docs/architecture.md"


class Command(BaseCommand):
    help = f"Écrit dans {PAGE} le tableau des générations, fait de leurs déclarations."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / PAGE
        page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"{PAGE} : tableau des générations écrit.")
