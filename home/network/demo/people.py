"""One login per role, for the demonstration only (the command refuses to run in production)."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from territories.models import Territory
from territories.rights.roles import TRANSLATORS

PASSWORD = "mariniere-demo"  # noqa: S105  public on purpose, printed by the command

# Reserved for examples (RFC 2606): should a mail leave all the same, it reaches nobody.
MAIL_DOMAIN = "demonstration.example"

# login → (name, role in words, territory's code, field of the territory that names the group)
ROLES = {
    "region": (
        "Communication ESS Bretagne",
        "la région : textes communs, territoires, tous les sites",
        "bretagne",
        "communication_group",
    ),
    "groupement": (
        "Communication ESS 35",
        "ESS 35 et ses pays : contenus, réglages, menus",
        "ess-35",
        "communication_group",
    ),
    "pays": (
        "Communication ESS pays de Vitré",
        "communication d’ESS pays de Vitré",
        "vitre",
        "communication_group",
    ),
    "referent": (
        "Référent·e ESS pays de Vitré",
        "référent·e d’ESS pays de Vitré : fiches à faire valider",
        "vitre",
        "referent_group",
    ),
    "traduction": ("Traduction", "traduction : traduire, sans publier", "", ""),
}


def role_lines() -> list[tuple[str, str]]:
    """Pairs of login and role, for the table that the demonstration prints."""
    return [
        ("admin", "compte technique, tous les droits"),
        *((login, role) for login, (_, role, _, _) in ROLES.items()),
    ]


def address_of(login: str) -> str:
    """Where the demonstration's mails to an account go: see `mails`."""
    return f"{login}@{MAIL_DOMAIN}"


def make_people() -> None:
    """Create the demonstration's accounts, once; their rights are those of their groups."""
    users = get_user_model().objects
    if not users.filter(username="admin").exists():
        users.create_superuser("admin", address_of("admin"), PASSWORD, last_name="Compte technique")
    for login, (name, _, code, field) in ROLES.items():
        user, created = users.get_or_create(
            username=login, defaults={"last_name": name, "email": address_of(login)}
        )
        if created:
            user.set_password(PASSWORD)
            user.save()
        group = (
            getattr(Territory.objects.get(code=code), field)
            if code
            else Group.objects.get(name=TRANSLATORS)
        )
        user.groups.set([group])
