"""The common offer and its local forms, the strategic axes, and a contact per territory."""

from collections.abc import Iterator
from dataclasses import dataclass

from offers.models import LocalOffer, OfferIndexPage, OfferPage, Stage, StrategicAxis
from territories.models import Contact, Territory

from ..files import Entry, entries, one, read_file
from ..library import Library
from ..markup import typo
from ..plan import Planned

SECTION = "etre-accompagne"
CONTACT_NOTE = "Adresse, téléphone et courriel : à compléter par l’équipe"


def _aims(entry: Entry) -> list[tuple[str, str]]:
    return [("aim", typo(aim)) for aim in entry.need("objectifs", list)]


def load_axes(library: Library) -> None:
    """The two strategic axes and their aims; those that exist are left alone."""
    present = set(
        StrategicAxis.objects.filter(locale=library.locale).values_list("number", flat=True)
    )
    for entry in entries("gouvernance", "axe", library.folder):
        axis = StrategicAxis(
            number=entry.need("numero", int),
            title=entry.text("titre"),
            aims=_aims(entry),
            source=entry.text("source"),
            locale=library.locale,
        )
        if axis.number not in present:
            axis.full_clean(exclude=["translation_key"])
            axis.save()


def offer_pages(library: Library) -> Iterator[Planned]:
    """The index, then each offer. The axes must have been loaded: they are set by number."""
    page = one("offres", "page", library.folder)
    intro = {"intro": page.html("intro")}
    yield Planned(page.where, OfferIndexPage, library.region, SECTION, intro, fills=True)
    axes = {e.need("numero", int) for e in entries_of_axes(library)}
    for entry in entries("offres", "offre", library.folder):
        axis = entry.get("axe", int)
        if axis is not None and axis not in axes:
            raise entry.error(f"axe inconnu : {axis}")
        yield Planned(
            where=entry.where,
            model=OfferPage,
            site=library.region,
            path=f"{SECTION}/{entry.need('slug')}",
            fields={
                "title": entry.text("titre"),
                "summary": entry.text("resume"),
                "territory": library.region,
                "hook": entry.text("accroche"),
                "axis": StrategicAxis.objects.filter(number=axis, locale=library.locale).first(),
                "stage": entry.choice("etape", Stage),
                "promise": entry.text("promesse"),
                "steps": [_step(step) for step in entry.children("etapes")],
                "duration": entry.text("duree"),
                "price": entry.text("prix"),
                "partners": entry.text("partenaires"),
                "deliverables": [("deliverable", typo(d)) for d in entry.get("emporter", list, [])],
                "body": entry.blocks("corps"),
                "questions": [_question(q) for q in entry.children("questions")],
                "source": library.source_url(entry),
            },
            relations={"audiences": library.audience_list(entry)},
            image=library.image(entry),
        )


def entries_of_axes(library: Library) -> Iterator[Entry]:
    for entry in entries("gouvernance", "axe", library.folder):
        for key in ("titre", "source"):
            entry.need(key)
        entry.need("objectifs", list)
        yield entry


def _step(entry: Entry) -> tuple[str, dict[str, str]]:
    names = {"title": "titre", "text": "texte", "duration": "duree"}
    step = {name: entry.text(key) for name, key in names.items()}
    entry.done()
    return "step", step


def _question(entry: Entry) -> tuple[str, dict[str, str]]:
    question = {"question": entry.text("question"), "answer": entry.html("reponse")}
    entry.done()
    return "question", question


# --- Local forms ------------------------------------------------------------------


@dataclass
class Local:
    """The local form of an offer, before it is written."""

    where: Entry
    offer: str
    territory: Territory
    has_contact: bool
    text: str
    dates: str
    price: str


def local_offers(library: Library) -> Iterator[Local]:
    """Each local form named in offres.toml, for an offer of the same file."""
    known = {e.get("slug") for e in _raw_offers(library)}
    for entry in library.local("offres", "locale"):
        offer = entry.need("offre")
        if offer not in known:
            raise entry.error(f"offre inconnue : « {offer} »")
        yield Local(
            where=entry,
            offer=offer,
            territory=library.territory(entry),
            has_contact=entry.get("contact", bool, False),
            text=entry.html("texte"),
            dates=entry.text("dates"),
            price=entry.text("prix"),
        )


def _raw_offers(library: Library) -> list[Entry]:
    return [Entry(v, "offres.toml") for v in read_file("offres", library.folder)["offre"]]


def load_contacts(library: Library) -> dict[int, Contact]:
    """One published contact per territory: a function, without a name, a number or an address."""
    role = Contact.Role.WELCOME
    found = {c.territory_id: c for c in Contact.objects.filter(role=role).order_by("-pk")}
    for territory in library.territories.values():
        if territory.site_id and territory.pk not in found:
            found[territory.pk] = Contact.objects.create(
                name=typo(f"L’équipe d’{territory.site_name}"),
                role=role,
                territory=territory,
                note=typo(CONTACT_NOTE),
                is_published=True,
            )
    return found


def load_local_offers(library: Library, locals_: list[Local]) -> None:
    """Write the local forms that do not exist yet."""
    contacts = load_contacts(library)
    offers = {o.slug: o for o in OfferPage.objects.filter(locale=library.locale)}
    present = set(LocalOffer.objects.values_list("offer_id", "territory_id"))
    for local in locals_:
        offer = offers[local.offer]
        if (offer.pk, local.territory.pk) in present:
            continue
        made = LocalOffer.objects.create(
            offer=offer,
            territory=local.territory,
            text=local.text,
            dates=local.dates,
            price=local.price,
        )
        if local.has_contact:
            made.contacts.add(contacts[local.territory.pk])
