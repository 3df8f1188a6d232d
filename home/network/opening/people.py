"""People to invite, typed one a line: « Nom, courriel, rôle »."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from territories.geography.folding import fold

# Folded words for each role, and the field of the territory that holds its group.
ROLES = {
    "communication": "communication_group",
    "referent": "referent_group",
    "referente": "referent_group",
    "referent e": "referent_group",
}
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to invite, and into which group of the territory."""

    first_name: str
    last_name: str
    email: str
    group_field: str


def _read(line: str) -> Guest:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != 3 or not all(parts):
        raise ValidationError("il faut un nom, un courriel et un rôle, séparés par des virgules.")
    name, email, role = parts
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"« {email} » n’est pas une adresse électronique.") from None
    field = ROLES.get(fold(role))
    if field is None:
        raise ValidationError(f"« {role} » : le rôle est « communication » ou « référent·e ».")
    first, _, last = name.partition(" ")
    if len(first) > 150 or len(last) > 150:
        raise ValidationError("ce nom est trop long.")
    return Guest(first, last.strip(), email, field)


def read_people(text: str) -> list[Guest]:
    """The people of a text, in its order; empty lines count for nothing.

    :raises ValidationError: one message for each line that cannot be read.
    """
    guests, errors = [], []
    lines_of: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            guest = _read(line)
        except ValidationError as error:
            errors.append(f"Ligne {number} : {error.message}")
            continue
        key = (guest.email.lower(), guest.group_field)
        if key in lines_of:
            errors.append(
                f"Ligne {number} : cette personne est déjà invitée ligne {lines_of[key]}."
            )
        lines_of.setdefault(key, number)
        guests.append(guest)
    if len(guests) > MOST_PEOPLE:
        errors.append(f"Invitez {MOST_PEOPLE} personnes au plus ; les autres, depuis « Équipe ».")
    if errors:
        raise ValidationError(errors)
    return guests
