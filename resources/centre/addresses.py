"""Addresses of sheets: `/ressources/<slug>/`, in whichever folder they stand."""


def address_taken(slug: str) -> str:
    """What to say to whoever gives a sheet the address of another one."""
    return (
        f"Une autre fiche du centre de ressources a déjà l’adresse « {slug} » : "
        "ajoutez-y un mot qui distingue la vôtre."
    )
