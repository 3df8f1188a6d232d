"""Events, all samples, and news: real ones with a date and a source, samples with neither."""

from collections.abc import Iterator
from datetime import date, timedelta

from home.agenda.models import Campaign, EventPage
from home.news.models import NewsPage
from territories.models import Scale

from ..dates import moment
from ..files import Entry, one
from ..library import Library
from ..markup import typo
from ..plan import Planned

SAMPLE = "Exemple : "


def _everywhere(library: Library, entry: Entry, site) -> bool:
    everywhere = entry.get("partout", bool, False)
    if everywhere and site.scale != Scale.REGION:
        raise entry.error("« partout » est réservé à la région")
    return everywhere


def events(library: Library, today: date) -> Iterator[Planned]:
    """Sample events, always to come."""
    for entry in library.local("agenda", "evenement"):
        site = library.territory(entry)
        start = moment(entry, today)
        yield Planned(
            where=entry.where,
            model=EventPage,
            site=site,
            path=f"agenda/{entry.need('slug')}",
            fields={
                "title": entry.text("titre"),
                "summary": typo(SAMPLE + entry.need("resume")),
                "is_sample": True,
                "start": start,
                "end": start + timedelta(minutes=entry.need("minutes", int)),
                "commune": library.commune(entry),
                "place": entry.text("lieu"),
                "is_online": entry.get("en_ligne", bool, False),
                "price": entry.text("prix"),
                "registration_text": entry.text("inscription"),
                "audience": entry.text("public"),
                "accessibility": entry.text("acces"),
                "is_full": entry.get("complet", bool, False),
                "everywhere": _everywhere(library, entry, site),
                "body": entry.blocks("corps"),
            },
            image=library.image(entry),
            activity=entry.get("animation", str, ""),
            diffusion=library.diffusion(entry),
        )


def news(library: Library, today: date) -> Iterator[Planned]:
    """News: `date` and sources for a fact, `jours` (days ago) for a sample."""
    for entry in library.local("nouvelles", "nouvelle"):
        site = library.territory(entry)
        fact, days = entry.get("date", date), entry.get("jours", int)
        source, extra = library.source_text(entry)
        if (fact is None) == (days is None):
            raise entry.error("donnez « date » (un fait) ou « jours » (un exemple), l’un des deux")
        if fact and not source:
            raise entry.error("un fait a toujours sa source")
        if days and source:
            raise entry.error("un exemple ne cite pas de source")
        summary = entry.need("resume")
        yield Planned(
            where=entry.where,
            model=NewsPage,
            site=site,
            path=f"actualites/{entry.need('slug')}",
            fields={
                "title": entry.text("titre"),
                "summary": typo(summary if fact else SAMPLE + summary),
                "is_sample": not fact,
                "date": fact or today - timedelta(days=days or 0),
                "everywhere": _everywhere(library, entry, site),
                "body": [*entry.blocks("corps"), *extra],
                "source": source,
            },
            image=library.image(entry),
            diffusion=library.diffusion(entry),
        )


def load_campaign(library: Library, today: date) -> None:
    """The Mois de l'ESS: November of this year, or of the next once it is over."""
    entry = one("agenda", "campagne", library.folder)
    year = today.year if today <= date(today.year, 11, 30) else today.year + 1
    Campaign.objects.get_or_create(
        slug=entry.need("slug"),
        defaults={
            "name": entry.text("nom"),
            "start": date(year, 11, 1),
            "end": date(year, 11, 30),
            "text": entry.text("texte"),
        },
    )
