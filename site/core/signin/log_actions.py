"""What the log keeps of second factors."""

ON, OFF, RESET = "signin.on", "signin.off", "signin.reset"
# action → (its name, its sentence)
ACTIONS = {
    ON: ("Mettre en place la double authentification", "A mis en place sa double authentification"),
    OFF: ("Arrêter la double authentification", "A arrêté sa double authentification"),
    RESET: (
        "Réinitialiser la double authentification",
        "A réinitialisé la double authentification de cette personne",
    ),
}
