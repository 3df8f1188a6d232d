from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from core.signin.reset import reset


class Command(BaseCommand):
    help = (
        "Réinitialise la double authentification d’un compte (le dernier recours, sur le serveur)."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="identifiant du compte")

    def handle(self, *args, username: str, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"Aucun compte ne porte l’identifiant « {username} ».")
        reset(person)
        self.stdout.write(f"{person} mettra en place une nouvelle application à sa connexion.")
