"""Running French text, the same at each run: common words come often, rare ones seldom."""

import random

SUBJECTS = [
    "la coopérative d’habitants",
    "le pôle de développement",
    "l’association de quartier",
    "la monnaie locale",
    "la ressourcerie",
    "le tiers-lieu",
    "la commune",
    "l’épicerie participative",
    "le groupement d’employeurs",
    "la société coopérative d’intérêt collectif",
    "la crèche parentale",
    "le réseau des structures",
    "l’incubateur",
    "la recyclerie",
    "la mutuelle",
    "le chantier d’insertion",
    "la ferme collective",
    "le festival",
]
VERBS = [
    "accueille",
    "rassemble",
    "accompagne",
    "finance",
    "transforme",
    "partage",
    "ouvre",
    "prépare",
    "organise",
    "mesure",
    "raconte",
    "relie",
    "répare",
    "cultive",
    "propose",
    "soutient",
    "invente",
    "transmet",
]
OBJECTS = [
    "des porteuses et porteurs de projet",
    "les bénévoles du territoire",
    "une alimentation de proximité",
    "la mobilité solidaire",
    "des logements abordables",
    "la transition écologique",
    "les circuits courts",
    "l’économie sociale et solidaire",
    "une gouvernance partagée",
    "des emplois durables",
    "la culture bretonne",
    "le réemploi des matériaux",
    "l’égalité entre les femmes et les hommes",
    "la santé des aînés",
    "une énergie citoyenne",
    "les communs numériques",
    "l’éducation populaire",
    "des achats responsables",
]
ENDS = [
    "avec les habitants",
    "depuis trois ans",
    "sans attendre",
    "à l’échelle du pays",
    "dans un ancien atelier",
    "grâce à la coopération",
    "pour les plus jeunes",
    "au plus près des besoins",
    "en lien avec la région",
    "après une étude de marché",
    "malgré un budget serré",
    "autour d’un repas",
    "une fois par mois",
    "avec l’appui des collectivités",
    "entre voisins",
    "en toute transparence",
]


class Writer:
    """Writes sentences, paragraphs and streams; `seed` makes them repeatable."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)

    def pick(self, words: list[str]) -> str:
        """One of the words, the first ones more often."""
        return words[min(int(self.random.expovariate(0.22)), len(words) - 1)]

    def sentence(self) -> str:
        parts = [self.pick(words) for words in (SUBJECTS, VERBS, OBJECTS, ENDS)]
        return f"{' '.join(parts)}.".capitalize()

    def text(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def html(self, paragraphs: int) -> str:
        return "".join(f"<p>{self.text(6)}</p>" for _ in range(paragraphs))

    def title(self) -> str:
        return f"{self.pick(SUBJECTS)} {self.pick(ENDS)}".capitalize()

    def body(self, parts: int) -> list[tuple]:
        """Blocks of a running page: headings, paragraphs, a sentence to remember; 75 words a part."""
        blocks = []
        for _ in range(parts):
            blocks.append(("heading", {"title": self.title(), "level": "h2"}))
            blocks.append(("text", self.html(1)))
        return [*blocks, ("highlight", {"text": self.sentence()})]
