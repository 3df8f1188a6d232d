"""Who we are: governance, calendar, pages of text, and the words of each territory."""

from collections.abc import Iterator

from home.pages.models import (
    ContactPage,
    ContentPage,
    FormField,
    FormPage,
    GovernanceBodyPage,
    GovernanceIndexPage,
    HomePage,
    LandingPage,
    TimelinePage,
)
from resources.centre.models import ResourceCentrePage
from resources.observatory.models import ObservatoryPage
from territories.models import Territory

from ..files import Entry, entries, one
from ..library import Library
from ..markup import html
from ..plan import Planned

ABOUT = "nous-connaitre"
GOVERNANCE = f"{ABOUT}/espaces-de-pilotage"
# Standard pages of the region, filled from rubriques.toml.
STANDARD = {
    "observatoire": ObservatoryPage,
    "nous-connaitre": LandingPage,
    "contact": ContactPage,
    "mentions-legales": ContentPage,
    "donnees-personnelles": ContentPage,
    "accessibilite": ContentPage,
    "ecoconception": ContentPage,
}


def pages(library: Library) -> Iterator[Planned]:
    """Pages of text, those that wait for their authors being drafts."""
    for entry in library.local("pages", "page"):
        source, extra = library.source_text(entry)
        yield Planned(
            where=entry.where,
            model=ContentPage,
            site=library.territory(entry),
            path=f"{entry.need('sous')}/{entry.need('slug')}",
            fields={
                "title": entry.text("titre"),
                "summary": entry.text("resume"),
                "body": [*entry.blocks("corps"), *extra],
                "source": source,
            },
            image=library.image(entry),
            is_draft=entry.get("brouillon", bool, False),
        )


def forms(library: Library) -> Iterator[Planned]:
    """Forms, which all say that they are samples."""
    for entry in library.local("formulaires", "formulaire"):
        yield Planned(
            where=entry.where,
            model=FormPage,
            site=library.territory(entry),
            path=entry.need("slug"),
            fields={
                "title": entry.text("titre"),
                "summary": entry.text("resume"),
                "intro": entry.html("introduction"),
                "thanks": entry.html("merci"),
                "keep_days": entry.need("jours", int),
                "is_sample": True,
            },
            relations={
                "form_fields": [
                    _form_field(field, order) for order, field in enumerate(entry.children("champ"))
                ]
            },
        )


def _form_field(entry: Entry, order: int) -> FormField:
    field = FormField(
        sort_order=order,
        label=entry.text("nom"),
        field_type=entry.need("genre"),
        help_text=entry.text("aide"),
        choices="\n".join(entry.get("choix", list, [])),
        required=not entry.get("facultatif", bool, False),
    )
    entry.done()
    return field


def governance(library: Library) -> Iterator[Planned]:
    """The index of the bodies, the bodies, and the calendar."""
    index = one("gouvernance", "index", library.folder)
    yield Planned(
        where=index.where,
        model=GovernanceIndexPage,
        site=library.region,
        path=GOVERNANCE,
        fields={
            "title": index.text("titre"),
            "summary": index.text("resume"),
            "body": index.blocks("corps"),
        },
    )
    for entry in entries("gouvernance", "espace", library.folder):
        source, extra = library.source_text(entry)
        yield Planned(
            where=entry.where,
            model=GovernanceBodyPage,
            site=library.region,
            path=f"{GOVERNANCE}/{entry.need('slug')}",
            fields={
                "title": entry.text("titre"),
                "summary": entry.text("resume"),
                "level": entry.choice("niveau", GovernanceBodyPage.Level),
                "mission": entry.text("mission"),
                "members": entry.text("membres"),
                "frequency": entry.text("rythme"),
                "period": entry.text("periode"),
                "common_projects": entry.text("projets"),
                "body": [*entry.blocks("corps"), *extra],
                "source": source,
            },
        )
    calendar = one("gouvernance", "calendrier", library.folder)
    yield Planned(
        where=calendar.where,
        model=TimelinePage,
        site=library.region,
        path=f"{ABOUT}/{calendar.need('slug')}",
        fields={
            "title": calendar.text("titre"),
            "summary": calendar.text("resume"),
            "note": calendar.text("note"),
            "steps": [_timeline_step(step) for step in calendar.children("etape")],
            "source": library.source_text(calendar)[0],
        },
    )


def _timeline_step(entry: Entry) -> tuple[str, dict]:
    step = {
        "when": entry.text("quand"),
        "title": entry.text("titre"),
        "text": entry.text("texte"),
        "is_done": entry.get("faite", bool, False),
    }
    entry.done()
    return "step", step


def standard_pages(library: Library) -> Iterator[Planned]:
    """The region's standard pages, filled while nobody has written in them."""
    for slug, model in STANDARD.items():
        entry = one("rubriques", slug, library.folder)
        body = entry.blocks("corps")
        sites = [library.region]
        if model is ContactPage:
            sites = [t for t in library.territories.values() if t.site_id]
        for site in sites:
            yield Planned(entry.where, model, site, slug, {"body": body}, fills=True)
    entry = one("rubriques", "ressources", library.folder)
    fields = {"heading": entry.html("accroche")}
    yield Planned(entry.where, ResourceCentrePage, library.region, "ressources", fields, fills=True)


# --- The words of each territory ----------------------------------------------------


def territories(library: Library) -> Iterator[Planned]:
    """For each territory: the words of its home, and its page « Qui nous sommes »."""
    defaults = one("territoires", "defauts", library.folder)
    for entry in library.local("territoires", "territoire", "code"):
        territory = library.territory(entry, "code")
        words = defaults.get(territory.scale, dict, {})
        known = Entry(words, "territoires.toml, [defauts]")
        values = {
            "site": territory.site_name,
            "du": territory.genitive,
            "en": territory.locative,
            "groupement": library.groupement(territory),
        }
        yield _home(library, entry, known, territory, values)
        presentation = entry.blocks("presentation")
        if presentation:
            yield _about_page(library, entry, words, territory, values)


def _home(library: Library, entry: Entry, known: Entry, territory: Territory, values: dict):
    def words(key: str) -> str:
        return (entry.text(key) or known.text(key)).format(**values)

    return Planned(
        where=entry.where,
        model=HomePage,
        site=territory,
        path="",
        fields={
            "hero_title": words("titre"),
            "hero_text": words("sous_titre"),
            "statement": entry.markup(html, words("affirmation")),
        },
        fills=True,
    )


def _about_page(library: Library, entry: Entry, words: dict, territory: Territory, values: dict):
    trace = entry.text("indice")
    last = f"\n\nDernière trace publique trouvée : {trace}." if trace else ""
    own = entry.get("sources", list, [])
    # The territory's own sources first, then those of the words common to its scale.
    keys = list(dict.fromkeys([*own, *words.get("suite_sources", [])]))
    cited = Entry({"sources": keys}, entry.where)
    source, extra = library.source_text(cited)
    body = entry.need("presentation") + last + "\n\n" + words.get("suite", "").format(**values)
    return Planned(
        where=entry.where,
        model=ContentPage,
        site=territory,
        path=f"{ABOUT}/qui-nous-sommes",
        fields={
            "title": "Qui nous sommes",
            "summary": entry.text("resume"),
            "body": [*_blocks(entry, body), *extra],
            "source": source,
        },
        image=library.image(entry),
    )


def _blocks(entry: Entry, text: str) -> list:
    return Entry({"corps": text}, entry.where).blocks("corps")
