"""A resource centre after years: sheets of every kind by the thousand, in every territory's folder."""

from datetime import timedelta
from itertools import cycle

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.network.opening.provisioning import create_site
from resources.centre.folders import folder_of
from resources.centre.models import SheetStamp
from resources.centre.registry import kinds
from territories.models import Audience, Territory, Theme

from .bulk import insert
from .words import Writer

# Sites enough to ask; sheets stand in the folders of all territories.
SITES = ("bretagne", "ess-35", "vitre")


def build(number: int) -> None:
    """Fill an empty, migrated database with so many sheets."""
    search = settings.WAGTAILSEARCH_BACKENDS["default"]
    search["AUTO_UPDATE"] = False
    with disable_reference_index_auto_update(), transaction.atomic():
        call_command("load_territories", verbosity=0)
        for code in SITES:
            create_site(Territory.objects.get(code=code))
        folders = {t: folder_of(t) for t in Territory.objects.filter(is_active=True)}
        add(number, folders)
    del search["AUTO_UPDATE"]


def add(number: int, folders: dict) -> None:
    """Sheets of each kind in turn, with their words."""
    locale, now = Locale.objects.get(language_code="fr"), timezone.now()
    models, owners = cycle([kind.model for kind in kinds()]), cycle(folders)
    pages = []
    for n in range(number):
        model, owner, writer = next(models), next(owners), Writer(n)
        published = now - timedelta(hours=n + 1)
        page = model(
            title=f"{writer.title()}, {n}",
            slug=f"fiche-{n}",
            summary=writer.text(1)[:300],
            locale=locale,
            territory=owner,
            first_published_at=published,
            last_published_at=published,
            reviewed_on=(now - timedelta(days=n % 400)).date(),
            body=writer.body(2),
        )
        page.under = folders[owner]
        pages.append(page)
    insert(pages)
    for field, terms in (
        ("themes", Theme.objects.filter(locale=locale)),
        ("audiences", Audience.objects.filter(locale=locale)),
    ):
        relate(pages, field, list(terms))
    # As if each had been written in the editor.
    SheetStamp.write(page.pk for page in pages)


def relate(pages: list, field: str, terms: list) -> None:
    """Two words of a vocabulary for each sheet."""
    for kind in kinds():
        relation = kind.model._meta.get_field(field)
        page_id = f"{relation.m2m_field_name()}_id"
        term_id = f"{relation.m2m_reverse_field_name()}_id"
        through = relation.remote_field.through
        through.objects.bulk_create(
            through(**{page_id: page.pk, term_id: terms[(n + more) % len(terms)].pk})
            for n, page in enumerate(pages)
            if type(page) is kind.model
            for more in range(2)
        )
