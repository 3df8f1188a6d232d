"""Sample content of the style guide. Samples, and said to be: no person, no partner, no date is true."""

from typing import Any

from django import forms
from django.core.paginator import Paginator

from core.templatetags.brand import NBSP, THIN

ACCENT_NAMES = {
    "marin": {"site_name": "ESS Bretagne", "note": "la région, les cinq couleurs"},
    "brique": {"site_name": "ESS 35", "note": "brique"},
    "lande": {"site_name": "ESS Centre Bretagne", "note": "lande"},
    "cote": {"site_name": "ESS Armor", "note": "côte"},
    "ajonc-brun": {"site_name": "ESS Bretagne Sud", "note": "ajonc brun"},
    "bruyere": {"site_name": "ESS Finistère", "note": "bruyère"},
}
_MENU = ("Accueil", "Être accompagné·e", "Ressources", "Agenda", "Observatoire", "Nous connaître")


def _site(name: str, accent: str, pays: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "site_name": name,
        "short_name": name.removeprefix("ESS "),
        "url": "#reseau",
        "accent": accent,
        "here": False,
        "pays": [{"site_name": p, "short_name": p, "url": "#reseau", "here": False} for p in pays],
    }


def chrome(accent: str) -> dict[str, Any]:
    """What surrounds the page, as the context processor would give it."""
    return {
        "territory": {"accent": accent, "site_name": ACCENT_NAMES[accent]["site_name"]},
        "home_url": "#contenu",
        "tagline": "guide de style",
        "menu": [{"title": t, "url": "#contenu", "current": t == "Ressources"} for t in _MENU],
        "search_url": "#recherche",
        "region": _site("ESS Bretagne", "marin"),
        "groupements": [
            _site("ESS Finistère", "bruyere", ("Brest", "Morlaix", "Cornouaille")),
            _site("ESS Armor", "cote", ("Dinan", "Saint-Brieuc")),
            _site("ESS Centre Bretagne", "lande", ("Pontivy", "Ploërmel")),
            _site("ESS Bretagne Sud", "ajonc-brun", ("Lorient", "Vannes")),
            _site("ESS 35", "brique", ("Rennes", "Vitré", "Redon")),
        ],
        "contact": {
            "intro": "L’équipe, au sein du collectif ESS Bretagne (exemple).",
            "hours": "Accueil du lundi au vendredi,\nde 9 h à 17 h (exemple)",
            "contact_url": "#formulaire",
        },
        "footer_links": [{"title": "La lettre du mois", "url": "#contenu"}],
        "legal_links": [{"title": "Mentions légales", "url": "#contenu"}],
        "accessibility": {"label": "Accessibilité : non conforme", "url": "#contenu"},
        "languages": [{"code": "br", "label": "Brezhoneg", "url": "#contenu"}],
    }


class SampleForm(forms.Form):
    """A form with two mistakes in it."""

    commune = forms.CharField(
        label="Votre commune", help_text="Le nom ou le code postal. Exemple : Pont-Croix"
    )
    email = forms.EmailField(
        label="Votre adresse électronique", help_text="Pour vous répondre, rien d’autre"
    )
    stage = forms.ChoiceField(
        label="Où en est votre projet ?",
        choices=[("idea", "J’ai une idée"), ("started", "J’ai commencé")],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label="Votre message", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="Recevoir la lettre du mois", required=False)


def _cards() -> list[dict[str, str]]:
    rows = [
        ("activity", "Animation clé en main", "Blabla de l’ESS", "2 h · 15 à 40 personnes"),
        ("tool", "Outil de sensibilisation", "Fresque des possibles", "1 h 30 · dès 12 ans"),
        ("project", "Projet capitalisé", "La Réserve des matériaux", "Réemploi · Brest"),
        ("expertise", "Expertise", "Mer et ESS", "Appui de la Cress"),
        ("study", "Étude", "Panorama de l’ESS en Cornouaille", "données 2007 · PDF, 3,1 Mo"),
        ("training", "Parcours", "Administrateur·trices : bien commencer", "3 étapes"),
    ]
    text = "Une phrase dit ce que c’est, et à qui cela sert."
    return [
        {"kind": k, "kind_label": label, "title": t, "url": "#cartes", "text": text, "meta": meta}
        for k, label, t, meta in rows
    ]


def _charts() -> dict[str, Any]:
    return {
        "rows": [
            {"label": "Brest", "value": f"16,7{NBSP}%", "percent": "92.8"},
            {"label": "Cornouaille", "value": f"13,7{NBSP}%", "percent": "76.1", "here": True},
            {"label": "Saint-Malo", "value": f"12,7{NBSP}%", "percent": "70.6"},
            {
                "label": "Bretagne, en 2011",
                "value": f"13,9{NBSP}%",
                "percent": "77.2",
                "region": True,
            },
        ],
        "key_figures": [
            {
                "label": "Part de l’emploi",
                "value": f"13,7{NBSP}%",
                "source": "2007 · ORESS / Cress",
            },
            {"label": "Salarié·es", "value": f"14{THIN}000", "source": "2007 · ORESS / Cress"},
        ],
        "time_steps": [
            {"start": "0", "end": "12.5"},
            {"start": "12.5", "end": "41.7"},
            {"start": "41.7", "end": "100"},
        ],
        "table_head": ["Territoire", {"label": "Part", "value": True}, "Publication"],
        "table_rows": [
            ["Pays de Brest", "16,7 %", "2012"],
            ["Pays de Cornouaille", "13,7 %", "2013"],
            ["Exemple d’affichage", "secret statistique", "non publié"],
        ],
    }


def components() -> dict[str, Any]:
    """Parameters of the components, by the name the template gives them."""
    cards = _cards()
    options = [
        {"value": "food", "label": "Alimentation et agriculture", "count": 18, "checked": True},
        {"value": "sea", "label": "Mer et littoral", "count": 7},
        {"value": "digital", "label": "Numérique", "count": 0},
    ]
    return {
        **_charts(),
        "cards": cards,
        "resources": [{**card, "traits": ["2 h", "15 à 40 personnes"]} for card in cards[:3]],
        "trail": [
            {"title": "Accueil", "url": "#"},
            {"title": "Ressources", "url": "#"},
            {"title": "Ici"},
        ],
        "alert": {
            "level": "attention",
            "title": "Accueil fermé vendredi (exemple).",
            "text": "Écrivez-nous, nous rappelons lundi.",
            "url": "#messages",
        },
        "offers": [
            {
                "title": "J’ai une idée",
                "text": "On en parle une heure, gratuitement.",
                "url": "#offres",
            },
            {"title": "Je porte un projet", "text": "Un parcours, un groupe.", "url": "#offres"},
        ],
        "events": [
            {
                "day": 26,
                "month": "novembre",
                "title": "Financer son projet",
                "meta": "Vitré, 17 h 30",
            },
            {
                "day": 3,
                "month": "décembre",
                "title": "Visite inspirante : une conciergerie",
                "meta": "Fougères, 14 h à 17 h",
                "flag": "Complet",
            },
        ],
        "options": options,
        "chips": [{"group": "Thème", "label": "Mer et littoral", "url": "#filtres-exemple"}],
        "tags": [{"title": "circuits courts", "url": "#filtres-exemple"}],
        "switch_options": [
            {"value": "here", "label": "Mon territoire (3)", "checked": True},
            {"value": "all", "label": "Toute la Bretagne (31)"},
        ],
        "reach_links": [
            {"label": "Mon territoire, Vitré", "url": "#filtres-exemple", "is_current": True},
            {"label": "Toute la Bretagne", "url": "#filtres-exemple"},
        ],
        "page_obj": Paginator(range(90), 10).page(4),
        "questions": [
            {"title": "Combien coûte un premier rendez-vous ?", "text": "Rien."},
            {"title": "Faut-il déjà avoir une association ?", "text": "Non : une idée suffit."},
        ],
        "form": SampleForm({"commune": "Pont-Croix", "email": "contact@exemple"}),
    }
