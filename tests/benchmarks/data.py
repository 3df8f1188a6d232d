"""What the measured sites hold: every territory with its site, and a thousand rich pages."""

import io
from datetime import timedelta
from itertools import cycle

from django.conf import settings
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.models import SiteImage
from home.agenda.models import EventPage
from home.network.opening.provisioning import create_site
from home.news.models import NewsPage
from offers.models import OfferPage, StrategicAxis
from resources.centre.folders import folder_of
from resources.centre.models import ActivityPage, ExpertisePage, ProjectPage, StudyPage, ToolPage
from resources.observatory.loader import load_figures
from territories.models import Audience, Commune, Diffusion, Scale, Territory, Theme

from .bare.models import BarePage
from .words import Writer

BARE_HOST = "nue.localhost"
SHEETS = {ActivityPage: 180, ToolPage: 140, ProjectPage: 140, ExpertisePage: 80, StudyPage: 60}
NEWS, EVENTS, OFFERS, IMAGES = 210, 180, 10, 8


def build() -> None:
    """Fill an empty, migrated database."""
    # Indexed once at the end; nobody asks these pages who refers to whom.
    search = settings.WAGTAILSEARCH_BACKENDS["default"]
    search["AUTO_UPDATE"] = False
    with disable_reference_index_auto_update():
        call_command("load_territories", verbosity=0)
        scales = [Scale.REGION, Scale.GROUPEMENT, Scale.PAYS]
        territories = Territory.objects.filter(is_active=True)
        for territory in sorted(territories, key=lambda t: scales.index(t.scale)):
            create_site(territory)
        load_figures(log=lambda *a: None)
        with transaction.atomic():
            Maker(list(Territory.objects.filter(site__isnull=False).select_related("site"))).make()
    del search["AUTO_UPDATE"]
    call_command("update_index", verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Maker:
    """Writes the pages, spread over territories, themes and audiences in turn."""

    def __init__(self, territories: list[Territory]):
        self.territories = territories
        self.locale = Locale.objects.get(language_code="fr")
        self.turn = cycle(territories)
        self.themes = list(Theme.objects.filter(locale=self.locale))
        self.audiences = list(Audience.objects.filter(locale=self.locale))
        self.communes = cycle(Commune.objects.order_by("insee")[:200])
        self.now = timezone.now()
        self.written = 0
        self.parents: dict[tuple[int, str], Page] = {}

    def make(self) -> None:
        self.images = cycle([self.image(n) for n in range(IMAGES)])
        self.region = next(t for t in self.territories if t.scale == Scale.REGION)
        self.axes()
        for n in range(OFFERS):
            self.offer(n)
        for model, number in SHEETS.items():
            for n in range(number):
                self.sheet(model, n)
        for n in range(NEWS):
            self.news(n)
        for n in range(EVENTS):
            self.event(n)
        self.bare()

    def add(self, model: type[Page], owner: Territory, slug: str, writer: Writer, **fields) -> Page:
        """Write a published page under the section `slug` of its owner’s site; a sheet, in her folder."""
        key = (owner.pk, slug)
        if key not in self.parents:
            sections = Page.objects.child_of(owner.site.root_page)
            self.parents[key] = folder_of(owner) if model in SHEETS else sections.get(slug=slug)
        self.written += 1
        published = self.now - timedelta(hours=self.written)
        page = model(
            slug=f"{model._meta.model_name}-{self.written}",
            summary=writer.text(2)[:300],
            locale=self.locale,
            first_published_at=published,
            last_published_at=published,
            **({"title": f"{writer.title()}, {self.written}"} | fields),
        )
        return self.parents[key].add_child(instance=page)

    def image(self, number: int) -> SiteImage:
        """A picture with some detail, as heavy to describe as a photograph."""
        picture = Image.effect_noise((1600, 1000), 12 * number + 20).convert("RGB")
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=70)
        image = SiteImage(
            title=f"Image {number}",
            description="Un motif de points.",
            credit="Dessin du banc d’essai",
            file=ImageFile(file, name=f"image-{number}.jpg"),
        )
        image.save()
        return image

    def axes(self) -> None:
        for number in (1, 2):
            writer = Writer(number)
            aims = [("aim", writer.sentence()) for _ in range(4)]
            StrategicAxis.objects.create(
                number=number, title=writer.title(), aims=aims, locale=self.locale
            )

    def offer(self, n: int) -> None:
        writer = Writer(1_000 + n)
        page = self.add(
            OfferPage,
            self.region,
            "etre-accompagne",
            writer,
            territory=self.region,
            hook=writer.title()[:60] if n < 5 else "",
            promise=writer.text(2),
            body=writer.body(4),
        )
        page.audiences.set(self.audiences[n % 4 : n % 4 + 2])
        page.save()

    def sheet(self, model: type[Page], n: int) -> None:
        writer = Writer(10_000 + self.written)
        owner = next(self.turn)
        fields = {
            "territory": owner,
            "authors": owner.site_name,
            "body": writer.body(5),
            "reviewed_on": self.now.date() - timedelta(days=n % 400),
            "links": [("link", {"label": "La source", "url": "https://exemple.bzh/source"})],
        }
        if model is ActivityPage:
            fields |= {
                "intention": writer.text(2),
                "duration": (45, 90, 120, 200, 400)[n % 5],
                "group_min": 5 + n % 20,
                "group_max": 20 + n % 40,
                "steps": [
                    (
                        "step",
                        {
                            "title": writer.title()[:90],
                            "minutes": 15,
                            "instructions": writer.text(3),
                        },
                    )
                    for _ in range(4)
                ],
            }
        elif model is ProjectPage:
            fields |= {"need": writer.html(2), "commune": next(self.communes)}
        page = self.add(model, owner, "ressources", writer, **fields)
        start = n % len(self.themes)
        page.themes.set(self.themes[start : start + 2])
        page.audiences.set([self.audiences[n % len(self.audiences)]])
        page.save()

    def news(self, n: int) -> None:
        writer = Writer(20_000 + n)
        page = self.add(
            NewsPage,
            next(self.turn),
            "actualites",
            writer,
            date=self.now.date() - timedelta(days=n // 3),
            cover=next(self.images) if n % 2 == 0 else None,
            body=writer.body(5),
            everywhere=n % 40 == 0,
        )
        self.spread(page, n)
        page.save_revision().publish()  # draws its images, as at any publication

    def event(self, n: int) -> None:
        writer = Writer(30_000 + n)
        # Far enough in time for a database that is kept for months.
        start = self.now + timedelta(days=200 + n if n % 3 else -n - 1, hours=2)
        page = self.add(
            EventPage,
            next(self.turn),
            "agenda",
            writer,
            start=start,
            end=start + timedelta(hours=3),
            commune=next(self.communes),
            place="Maison des associations",
            body=writer.body(3),
        )
        self.spread(page, n)

    def spread(self, page: Page, n: int) -> None:
        """Every second page is also listed by two other sites."""
        if n % 2:
            return
        others = self.territories[n % 20], self.territories[(n + 7) % 20]
        Diffusion.objects.bulk_create(
            Diffusion(page_id=page.pk, territory=other, state=Diffusion.State.ACCEPTED)
            for other in others
            if other.pk != page.territory_id
        )

    def bare(self) -> None:
        """The bare page, on a Wagtail site of its own: a body as long as that of a sheet."""
        page = BarePage(
            title="Une page nue", slug="nue", locale=self.locale, body=Writer(7).html(5)
        )
        Page.get_first_root_node().add_child(instance=page)
        Site.objects.create(
            hostname=BARE_HOST, port=self.region.site.port, site_name="Page nue", root_page=page
        )
