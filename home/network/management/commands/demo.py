import hashlib
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from resources.observatory.loader import load_figures
from territories.models import Territory

from ...demo.loader import load_content
from ...demo.people import PASSWORD, make_people, role_lines
from ...opening.provisioning import create_site

# What the demonstration is made of; when none of it has changed, there is nothing to build.
INGREDIENTS = ["home", "offers", "resources", "territories", "site", "static", "templates"]


class Command(BaseCommand):
    requires_system_checks = []  # make check runs them; here they would cost more than the rest
    help = "Construit la démonstration : territoires, sites, contenus, comptes. Sans effet sur une base à jour."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="reconstruire même à jour")

    def handle(self, *args, force, **options):
        if not settings.DEMO:
            raise CommandError(
                "La démonstration crée des comptes connus de tous : pas en production."
            )
        stamp = settings.VAR_DIR / "demo.stamp"
        current = self._fingerprint()
        if force or not stamp.exists() or stamp.read_text() != current:
            self._build()
            stamp.write_text(current)
        self._table()

    def _build(self) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        with self._step("Base de données"):
            call_command("migrate", verbosity=0, interactive=False)
        with self._step("Communes, EPCI, pays, groupements"):
            call_command("load_territories", verbosity=0)
        with self._step("Sites"):
            self._sites()
        with self._step("Chiffres de l’observatoire"):
            load_figures(log=lambda *a: None)
        with self._step("Contenus et images"):
            load_content(log=lambda *a: None)
        with self._step("Comptes"):
            make_people()
        with self._step("Fichiers statiques"):
            call_command("collectstatic", verbosity=0, interactive=False)

    def _sites(self) -> None:
        scales = {"region": 0, "groupement": 1, "pays": 2}
        territories = Territory.objects.filter(is_active=True)
        for territory in sorted(territories, key=lambda t: (scales[t.scale], t.sort_order)):
            create_site(territory)

    @contextmanager
    def _step(self, title: str):
        self.stdout.write(f"» {title}… ", ending="")
        self.stdout.flush()
        start = time.monotonic()
        yield
        self.stdout.write(f"{time.monotonic() - start:.1f} s".replace(".", ","))

    def _fingerprint(self) -> str:
        """Digest of the code, the data and the engine: the demonstration is rebuilt when it changes."""
        digest = hashlib.blake2b(digest_size=16)
        digest.update(f"{connection.settings_dict['NAME']} {settings.SITE_PORT}".encode())
        for name in INGREDIENTS:
            for path in sorted(Path(settings.BASE_DIR, name).rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    digest.update(f"{path}{path.stat().st_size}".encode() + path.read_bytes())
        return digest.hexdigest()

    def _table(self) -> None:
        port = settings.SITE_PORT
        self.stdout.write(f"\nLes sites (et http://localhost:{port}/ pour la région) :\n")
        for territory in Territory.objects.filter(site__isnull=False).select_related("site"):
            self.stdout.write(f"  {territory.site_name:<36} {territory.site.root_url}/")
        self.stdout.write(f"\nL’administration : {settings.WAGTAILADMIN_BASE_URL}/admin/")
        self.stdout.write(f"Les courriels : {settings.WAGTAILADMIN_BASE_URL}/courriels/")
        self.stdout.write(f"Mot de passe de tous les comptes de démonstration : {PASSWORD}\n")
        for login, role in role_lines():
            self.stdout.write(f"  {login:<16} {role}")
        self.stdout.write("")
