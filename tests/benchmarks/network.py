"""The collective in years: thirty sites, three hundred people, thousands of pages.

The same at each run. What grows with time grows with the number of pages (archives, revisions, images,
faults); what a team works on does not (a few pages awaiting approval, of each kind, a few locked).
"""

import io
from collections import defaultdict
from datetime import timedelta
from itertools import cycle, pairwise

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page, TaskState, WorkflowState, WorkflowTask
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.models import SiteImage, User
from home.agenda.models import EventPage
from home.network.opening.provisioning import create_site
from home.news.models import NewsPage
from home.pages.models import ContentPage
from offers.models import LocalOffer, OfferPage
from resources.centre.folders import folder_of
from resources.centre.models import ActivityPage, ProjectPage, ResourceCentrePage, ToolPage
from territories.models import Diffusion, Scale, Territory

from .bulk import add_history, add_references, insert, total
from .words import Writer

SITES, EDITORS = 30, 300
# Types in turn: news and events make most of a site's archive, sheets go to the shared centre.
KINDS = (NewsPage, EventPage, NewsPage, ActivityPage, EventPage, ToolPage, NewsPage, ContentPage,
         EventPage, ProjectPage)  # fmt: skip
SHEETS = (ActivityPage, ToolPage, ProjectPage)
SECTIONS = {NewsPage: "actualites", EventPage: "agenda", ContentPage: "nous-connaitre"}
SHARED = "ressources"
# More than a page of the explorer from the start: the news of a pays, then every third page too, and the sheets of
# a groupement.
LONG, FULL, FROM_THE_START = "vitre", "ess-35", 60
# Teams that have one page of each kind awaiting approval; the others have one.
BUSY, AWAITING = ("bretagne", "ess-35", "vitre"), (NewsPage, EventPage, *SHEETS)


def build(pages: int) -> None:
    """Fill an empty, migrated database."""
    search = settings.WAGTAILSEARCH_BACKENDS["default"]
    search["AUTO_UPDATE"] = False
    with disable_reference_index_auto_update(), transaction.atomic():
        call_command("load_territories", verbosity=0)
        scales = [Scale.REGION, Scale.GROUPEMENT, Scale.PAYS]
        _complete(SITES)
        territories = Territory.objects.filter(is_active=True)
        for territory in sorted(territories, key=lambda t: (scales.index(t.scale), t.sort_order)):
            create_site(territory)
        archive = Archive()
        archive.people(EDITORS)
        archive.offers()
        archive.work()
        # What is there from the start comes beside: thirty sites alone are nearly 500 pages.
        archive.grow(pages - total() + 2 * FROM_THE_START)
    del search["AUTO_UPDATE"]


def _complete(number: int) -> None:
    """Pays to come, so that there are as many sites as announced."""
    parents = cycle(Territory.objects.filter(scale=Scale.GROUPEMENT, is_active=True))
    for n in range(number - Territory.objects.filter(is_active=True).count()):
        Territory.objects.create(
            code=f"pays-{n}",
            scale=Scale.PAYS,
            name=f"Pays numéro {n}",
            site_name=f"ESS pays numéro {n}",
            short_name=f"Numéro {n}",
            parent=next(parents),
            sort_order=100 + n,
        )


def sign_in(*logins: str) -> dict[str, str]:
    """Login → key of a session that is open for it."""
    keys = {}
    for login in logins:
        user = User.objects.get(username=login)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys[login] = session.session_key
    return keys


def addresses(*codes: str) -> dict[str, dict[str, str]]:
    """Code of a site → name of a screen → its address, for the communication of this site."""
    found = {}
    root = Territory.objects.get(code=LONG).site.root_page
    long = Page.objects.child_of(root).get(slug=SECTIONS[NewsPage]).pk
    centre = ResourceCentrePage.objects.get().pk
    for territory in Territory.objects.filter(code__in=codes).select_related("site__root_page"):
        is_pays = territory.scale == Scale.PAYS
        top = territory.site.root_page if is_pays else Page.get_first_root_node()
        found[territory.code] = {
            "dashboard": reverse("wagtailadmin_home"),
            "explorer, top": reverse("wagtailadmin_explore", args=[top.pk]),
            "explorer, long section": reverse("wagtailadmin_explore", args=[long]),
            "explorer, folders of sheets": reverse("wagtailadmin_explore", args=[centre]),
            "explorer, sheets": reverse("wagtailadmin_explore", args=[folder_of(territory).pk]),
            "page chooser": reverse("wagtailadmin_choose_page"),
            "page chooser, long section": reverse("wagtailadmin_choose_page_child", args=[long]),
            "health board": reverse("site_health"),
        }
    return found


class Archive:
    """Writes what the sites of all territories hold; `grow` may be called again."""

    def __init__(self):
        self.locale = Locale.objects.get(language_code="fr")
        found = Territory.objects.filter(site__isnull=False, is_active=True)
        self.territories = list(found.select_related("site__root_page", "collection"))
        self.long = next(t for t in self.territories if t.code == LONG)
        self.full = next(t for t in self.territories if t.code == FULL)
        self.region = next(t for t in self.territories if t.scale == Scale.REGION)
        self.authors: dict[int, list[User]] = defaultdict(list)
        self.written = 0
        self.now = timezone.now()
        self.sections: dict[tuple[int, str], Page] = {}

    def people(self, number: int) -> None:
        """People of each territory's two groups; the first of each is named by the site's code."""
        users, groups = [], []
        for n in range(number):
            territory = self.territories[n % len(self.territories)]
            turn = n // len(self.territories)
            name = territory.code if not turn else f"{territory.code}-{turn}"
            users.append(User(username=name, password="!", last_name=f"Personne {n}"))
            groups.append(
                territory.communication_group_id if turn % 5 == 0 else territory.referent_group_id
            )
        User.objects.bulk_create(users)
        User.groups.through.objects.bulk_create(
            User.groups.through(user=user, group_id=group)
            for user, group in zip(users, groups, strict=True)
        )
        for n, user in enumerate(users):
            self.authors[self.territories[n % len(self.territories)].pk].append(user)

    def offers(self) -> None:
        """Ten offers, with their local forms."""
        parent = self.section(self.region, "etre-accompagne")
        for n in range(10):
            writer = Writer(n)
            offer = parent.add_child(
                instance=OfferPage(
                    title=f"{writer.title()}, offre {n}",
                    slug=f"offre-{n}",
                    territory=self.region,
                    locale=self.locale,
                    promise=writer.text(2),
                    last_published_at=self.now,
                )
            )
            offer.save_revision().publish()
            offer.refresh_from_db()
            adapted = offer.live_revision_id
            if n % 3 == 0:
                offer.save_revision().publish()
            LocalOffer.objects.bulk_create(
                LocalOffer(
                    offer=offer, territory=territory, text=writer.html(1), adapted_from_id=adapted
                )
                for territory in self.territories[n::2]
            )

    def section(self, territory: Territory, slug: str) -> Page:
        key = (territory.pk, slug)
        if key not in self.sections:
            root = territory.site.root_page
            self.sections[key] = Page.objects.child_of(root).get(slug=slug)
        return self.sections[key]

    def folder(self, territory: Territory) -> Page:
        """The territory's own in the shared centre."""
        key = (territory.pk, SHARED)
        if key not in self.sections:
            self.sections[key] = folder_of(territory)
        return self.sections[key]

    def grow(self, number: int) -> None:
        """Write so many pages more, with their history, their images and their diffusions."""
        images = self.images(number // 10)
        pages = [self.page(self.written + n, images) for n in range(number)]
        insert(pages)
        # Each seventh text leads to the page before it: kinds come in tens, so each kind has such texts.
        for n, (before, page) in enumerate(pairwise(pages), self.written):
            if n % 7 == 0:
                page.body = [
                    *Writer(n).body(1),
                    ("text", f'<p><a linktype="page" id="{before.pk}">voir aussi</a></p>'),
                ]
                page.save_base(raw=True)
        add_references(pages)
        add_history(pages, self.authors)
        self.spread(pages)
        self.written += number

    def images(self, number: int) -> list[SiteImage]:
        """Rows of images that share one file."""
        if not SiteImage.objects.exists():
            file = io.BytesIO()
            Image.effect_noise((800, 500), 40).convert("RGB").save(file, "JPEG", quality=60)
            image = SiteImage(title="Motif", description="Un motif.", credit="Banc d’essai")
            image.file = ImageFile(file, name="motif.jpg")
            image.save()
        model = SiteImage.objects.first()
        return SiteImage.objects.bulk_create(
            SiteImage(
                title=f"Image {n}",
                description="" if n % 20 == 0 else "Un motif de points.",
                credit="Banc d’essai",
                file=model.file.name,
                width=800,
                height=500,
                file_size=1000,
                collection=self.territories[n % len(self.territories)].collection,
            )
            for n in range(number)
        )

    def page(self, n: int, images: list[SiteImage]) -> Page:
        """The `n`-th page of the archive, not written yet."""
        model = KINDS[n % len(KINDS)]
        owner = self.territories[n % len(self.territories)]
        if n < FROM_THE_START:
            owner, model = self.long, NewsPage
        elif n < 2 * FROM_THE_START:
            # Of each kind, as later: what is compared is how many there are.
            owner, model = self.full, SHEETS[n % len(SHEETS)]
        elif n % 3 == 0:
            owner, model = self.long, NewsPage
        return self.page_of(owner, model, n, images)

    def page_of(self, owner: Territory, model: type[Page], n: int, images: list[SiteImage]) -> Page:
        """A page of a territory, not written yet: `n` chooses its words, its date, its images and its faults."""
        writer = Writer(50_000 + n)
        published = self.now - timedelta(hours=6 * (n % 4000) + 1)
        fields = {
            "title": f"{writer.title()}, {n}",
            "slug": f"{model._meta.model_name}-{n}",
            "summary": writer.text(1)[:300],
            "locale": self.locale,
            "territory": owner,
            "owner": self.authors[owner.pk][n % len(self.authors[owner.pk])],
            "live": n % 25 != 0,
            "has_unpublished_changes": n % 25 == 0,
            "first_published_at": published,
            "last_published_at": published,
            "latest_revision_created_at": published,
            "review_due": (self.now + timedelta(days=(n % 365) - 10)).date(),
            "cover": images[n % len(images)] if images and n % 4 == 0 else None,
            "body": writer.body(2),
        }
        if model is EventPage:
            start = published + timedelta(days=30)
            fields |= {"start": start, "end": start + timedelta(hours=3), "place": "Salle commune"}
        page = model(**fields)
        page.under = (
            self.section(owner, SECTIONS[model]) if model in SECTIONS else self.folder(owner)
        )
        return page

    def spread(self, pages: list[Page]) -> None:
        """Every fifth news or event is received by two other sites."""
        news = [page for page in pages if isinstance(page, NewsPage | EventPage)][::5]
        Diffusion.objects.bulk_create(
            (
                Diffusion(page_id=page.pk, territory=other, state=Diffusion.State.ACCEPTED)
                for n, page in enumerate(news)
                for other in (
                    self.territories[n % len(self.territories)],
                    self.territories[(n + 7) % len(self.territories)],
                )
                if other.pk != page.territory_id
            ),
            ignore_conflicts=True,
        )

    def work(self) -> None:
        """What each team has under way: pages that await approval, and one locked."""
        drafts, of = [], []
        for territory in self.territories:
            for model in AWAITING if territory.code in BUSY else AWAITING[:1]:
                draft = self.page_of(territory, model, len(drafts), [])
                draft.slug, draft.live = f"en-attente-{len(drafts)}", False
                draft.owner = self.authors[territory.pk][0]
                drafts.append(draft)
                of.append(territory)
        insert(drafts)
        add_history(drafts, self.authors)
        stored = Page.objects.in_bulk([draft.pk for draft in drafts])
        for draft, territory in zip(drafts, of, strict=True):
            draft = stored[draft.pk]
            author = self.authors[territory.pk][0]
            state = WorkflowState.objects.create(
                content_type=draft.content_type,
                content_object=draft,
                workflow=territory.workflow,
                requested_by=author,
            )
            state.current_task_state = TaskState.objects.create(
                workflow_state=state,
                revision=draft.latest_revision,
                task=WorkflowTask.objects.get(workflow=territory.workflow).task,
            )
            state.save()
            locked = self.section(territory, SECTIONS[ContentPage])
            Page.objects.filter(pk=locked.pk).update(
                locked=True, locked_by=author, locked_at=self.now
            )
