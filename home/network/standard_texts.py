"""First texts of a new site: true from the first day, and easy to replace.

What nobody knows yet is said to be missing, never invented. The sentences that name the territory
stand in `named_sentences`, so that a renaming finds them again.
"""

from typing import Any

from django.utils.html import escape

from territories.models import Confidence, Scale, Territory

TO_COMPLETE = "À compléter par l’équipe"
MISSING = f"<p><strong>{TO_COMPLETE} :</strong> {{what}}.</p>"


def named_sentences(territory: Territory) -> dict[str, str]:
    """The sentences of the first texts in which a territory is named, by what they are for."""
    site_name = territory.site_name
    sentences = {"publisher": f"{site_name} est un site du collectif ESS Bretagne."}
    if territory.scale == Scale.GROUPEMENT:
        sentences["summary"] = (
            f"{site_name} réunit les pôles de l’économie sociale et solidaire de son territoire et met "
            "en œuvre l’offre commune."
        )
        sentences["statement"] = (
            f"{site_name} relie les pôles ESS de son territoire : l’accueil reste tout près de chez vous, "
            "l’accompagnement se partage."
        )
    elif territory.scale == Scale.PAYS:
        sentences["summary"] = (
            f"L’économie sociale et solidaire {territory.locative} : accueil, accompagnement, ressources "
            "et agenda."
        )
        sentences["team"] = f"L’équipe {territory.genitive} vous accueille et vous oriente."
        sentences["statement"] = (
            f"Le pôle ESS {territory.genitive} fait se rencontrer celles et ceux qui entreprennent "
            "autrement, et les aide à avancer."
        )
        sentences["intro"] = f"L’équipe {territory.genitive}, avec "
    return sentences


def home_fields(territory: Territory) -> dict[str, str]:
    """Fields of a territory's `HomePage`."""
    named = named_sentences(territory)
    if territory.scale == Scale.REGION:
        return {
            "summary": "L’économie sociale et solidaire de toute la Bretagne : trouver qui vous "
            "accueille, être accompagné·e, reprendre ce qui marche ailleurs.",
            "hero_title": "L’ESS de toute la Bretagne, à deux pas de chez vous.",
            "hero_text": "Une idée, un projet, une équipe à faire grandir ? Dites-nous où vous "
            "êtes, nous vous disons qui vous accueille.",
            "statement": "<p>Les pays accueillent, cinq groupements accompagnent, la Cress relie "
            "l’ensemble : c’est le collectif ESS Bretagne.</p>",
        }
    if territory.scale == Scale.GROUPEMENT:
        return {
            "summary": named["summary"],
            "hero_title": "Plusieurs pays, une même équipe à vos côtés.",
            "hero_text": "Une idée, un projet, une structure à faire grandir ? Dites-nous où vous "
            "êtes : nous vous présentons la personne qui vous accueille.",
            "statement": f"<p>{escape(named['statement'])}</p>",
        }
    return {
        "summary": named["summary"],
        "hero_title": "Ici, on entreprend ensemble.",
        "hero_text": "Une idée, un projet, une association qui cherche de l’aide ? "
        + named["team"],
        "statement": f"<p>{escape(named['statement'])}</p>",
    }


def site_texts(territory: Territory) -> dict[str, str]:
    """Fields of a territory's French `SiteTexts`."""
    above = [t.site_name for t in territory.ancestors()]
    if not above:
        return {
            "tagline": "cinq groupements, vingt et un pays",
            "intro": "Animé par la Cress, chambre régionale de l’économie sociale et solidaire.",
        }
    groupement = f"{above[0]} et " if len(above) > 1 else ""
    return {
        "intro": f"{named_sentences(territory)['intro']}{groupement}le collectif ESS Bretagne."
        if territory.scale == Scale.PAYS
        else "L’équipe du groupement, au sein du collectif ESS Bretagne."
    }


def _legal_notice(territory: Territory) -> str:
    known = territory.organisation_confidence != Confidence.GUESS
    publisher = (territory.organisation if known else "") or "structure à préciser"
    return (
        f"<h2>Qui publie ce site</h2><p>{escape(named_sentences(territory)['publisher'])} "
        f"Structure responsable : {escape(publisher)}.</p>"
        + MISSING.format(
            what="adresse du siège, directeur ou directrice de la publication, numéro Siren, "
            "téléphone"
        )
        + "<h2>Qui l’héberge</h2>"
        + MISSING.format(what="nom, adresse et téléphone de l’hébergeur")
        + "<h2>Reprendre nos contenus</h2><p>Chaque fiche du centre de ressources porte sa "
        "licence. Les données géographiques viennent de l’Insee, de la DGCL, de La Poste et de "
        "l’IGN (Admin Express 2018, par france-geojson), sous Licence Ouverte. Les polices Bricolage Grotesque et Atkinson Hyperlegible "
        "Next sont libres (SIL OFL).</p>"
    )


PRIVACY = (
    "<h2>Ce que nous ne faisons pas</h2><p>Aucun traceur, aucun cookie pour qui visite ce site, "
    "aucun contenu chargé ailleurs. La recherche d’une commune ne garde rien.</p>"
    "<h2>Ce que vous nous confiez</h2><p>Si vous nous écrivez, votre message ne sert qu’à vous "
    "répondre. Les formulaires disent combien de temps les réponses sont gardées ; elles sont "
    "ensuite effacées.</p><h2>Vos droits</h2><p>Vous pouvez demander à voir, corriger ou effacer "
    "ce qui vous concerne. Écrivez-nous ; si la réponse ne vous convient pas, vous pouvez saisir "
    "la Cnil.</p>"
) + MISSING.format(what="coordonnées de la personne chargée des données personnelles")

ACCESSIBILITY = (
    "<h2>Où nous en sommes</h2><p>Ce site n’a pas encore été audité : il s’affiche donc « non "
    "conforme ». Il est construit pour suivre le référentiel général d’amélioration de "
    "l’accessibilité (RGAA) : clavier, lecteurs d’écran, zoom, contrastes, sans JavaScript.</p>"
    "<h2>Un contenu vous résiste ?</h2><p>Dites-le-nous depuis la page « Nous écrire » : nous vous "
    "l’enverrons autrement.</p><h2>Si rien ne change</h2><p>Vous pouvez saisir la personne qui "
    "représente le Défenseur des droits près de chez vous.</p>"
)

ECODESIGN = (
    "<h2>Léger par choix</h2><p>Une première visite pèse moins de 160 ko, polices et carte "
    "comprises. Pas de vidéo qui se lance seule, pas d’image de décoration : des rayures dessinées "
    "par la feuille de style.</p><h2>Des appareils qui durent</h2><p>Le site fonctionne sur un "
    "vieux téléphone, avec une connexion lente, et sans JavaScript.</p><h2>Partager plutôt que "
    "recopier</h2><p>Une seule installation sert toute la Bretagne : les fiches vivent à un seul "
    "endroit, chaque territoire les montre sous ses couleurs.</p>"
)

SECTION_SUMMARIES = {
    "etre-accompagne": "De l’idée au changement d’échelle : ce que nous faisons avec vous, près de "
    "chez vous.",
    "ressources": "Des animations, des outils, des projets racontés par les équipes de l’ESS "
    "bretonne : à prendre, à adapter, à partager.",
    "observatoire": "Les chiffres de l’ESS, leur année et leur source. Si un chiffre manque, nous "
    "le disons.",
    "parcours-administrateurs": "Accueil, formation, échanges : un parcours commun pour celles et "
    "ceux qui administrent une structure de l’ESS.",
    "agenda": "Les rendez-vous de l’ESS, ici et chez nos voisins.",
    "actualites": "Ce qui commence, ce qui a réussi, ce qui se prépare.",
    "nous-connaitre": "Qui nous sommes, comment nous décidons, ce que nous construisons ensemble.",
    "contact": "Une question, une idée, une correction : écrivez-nous ou venez nous voir.",
    "mentions-legales": "Qui publie ce site, qui l’héberge, comment reprendre ses contenus.",
    "donnees-personnelles": "Ce que nous faisons de vos données : le moins possible.",
    "accessibilite": "Où en est l’accessibilité de ce site, et à qui dire ce qui bloque.",
    "ecoconception": "Comment ce site reste léger.",
}


def page_fields(slug: str, territory: Territory) -> dict[str, Any]:
    """Fields of the standard page `slug` of a territory, beyond its title and its address."""
    bodies = {
        "mentions-legales": lambda: _legal_notice(territory),
        "donnees-personnelles": lambda: PRIVACY,
        "accessibilite": lambda: ACCESSIBILITY,
        "ecoconception": lambda: ECODESIGN,
    }
    fields: dict[str, Any] = {"summary": SECTION_SUMMARIES[slug]}
    if slug in bodies:
        fields["body"] = [("text", bodies[slug]())]
    return fields
