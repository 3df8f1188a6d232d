"""Writing what was planned: pages through revisions, so that everything that listens hears of them.

A page that exists is left alone: somebody may have corrected it. A standard page that the site came
with is filled only while it has no revision, that is while nobody has written in it.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from resources.centre.folders import folder_of
from resources.centre.models import ResourcePage, SheetFolderPage
from territories.models import Diffusion, Territory

from .documents import attachment
from .errors import ContentError
from .images import make_image
from .library import Library
from .plan import Planned

STATES = {
    "acceptee": (Diffusion.State.ACCEPTED, False),
    "epinglee": (Diffusion.State.ACCEPTED, True),
    "proposee": (Diffusion.State.PROPOSED, False),
    "masquee": (Diffusion.State.HIDDEN, False),
}


class Writer:
    """Writes planned pages, and knows those that exist already by their address."""

    def __init__(self, library: Library):
        self.library = library
        self.homes: dict[int, Page] = {
            t.pk: t.site.root_page
            for t in Territory.objects.filter(site__isnull=False).select_related("site__root_page")
        }
        # Folders of sheets have the address of their centre.
        pages = Page.objects.not_exact_type(SheetFolderPage).defer_streamfields()
        self.known: dict[str, Page] = {page.url_path: page for page in pages}

    def url_path(self, site: Territory, path: str) -> str:
        home = self.homes[site.pk].url_path
        return f"{home}{path}/" if path else home

    def find(self, site: Territory, path: str) -> Page | None:
        return self.known.get(self.url_path(site, path))

    def write(self, plans: list[Planned]) -> int:
        """Fill, then make what is missing in order, then publish; return the number of pages written."""
        filled = [(plan, page) for plan in plans if plan.fills and (page := self._fill(plan))]
        for plan, page in filled:
            self._finish(plan, page)
        made = [(plan, page) for plan in plans if not plan.fills and (page := self._make(plan))]
        # Published from last to first: what comes first in a file is the most recent on the site.
        for plan, page in reversed(made):
            self._finish(plan, page)
        return len(filled) + len(made)

    def _fill(self, plan: Planned) -> Page | None:
        existing = self.find(plan.site, plan.path)
        if existing is None:
            raise ContentError(plan.where, "cette page devrait exister déjà (create_site)")
        if existing.latest_revision_id:
            return None
        page = existing.specific
        if not isinstance(page, plan.model):
            raise ContentError(plan.where, f"cette page est d’un autre genre : {type(page)}")
        for name, value in plan.fields.items():
            setattr(page, name, value)
        return page

    def _make(self, plan: Planned) -> Page | None:
        if self.find(plan.site, plan.path) is not None:
            return None
        parent = self._parent(plan)
        page = plan.model(slug=plan.slug, live=False, **plan.fields)
        page.has_unpublished_changes = True
        if plan.image:
            page.cover = make_image(plan.image)
        for name, values in plan.relations.items():
            getattr(page, name).set(values)
        if plan.tags:
            page.tags.add(*plan.tags)
        try:
            self._check_streams(page)
            parent.add_child(instance=page)
        except ValidationError as error:
            raise ContentError(plan.where, _words(error)) from error
        self.known[page.url_path] = page
        return page

    def _parent(self, plan: Planned) -> Page:
        """The page above in the address; of a sheet, the folder of its territory."""
        if issubclass(plan.model, ResourcePage):
            return folder_of(plan.fields["territory"])
        parent = self.find(plan.site, plan.parent_path)
        if parent is None:
            raise ContentError(plan.where, f"aucune page « {plan.parent_path} » pour la porter")
        return parent

    def _check_streams(self, page: Page) -> None:
        """Streams are checked by forms only: do it here, so that an editor can save the page."""
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))

    def _finish(self, plan: Planned, page: Page) -> None:
        # Its children were added after it was read: saved as it is, it would have none.
        page.refresh_from_db(fields=["numchild"])
        name, slugs = plan.related
        if slugs:
            setattr(page, name, [("page", self._sheet(plan, slug)) for slug in slugs])
        if plan.documents:
            page.attachments = [attachment(self.library, key) for key in plan.documents]
        if plan.activity:
            page.activity = self._sheet(plan, plan.activity).specific
        try:
            if plan.fills or slugs or plan.documents:
                self._check_streams(page)
            # A new page was checked when it was added; only a filled one is still to check.
            revision = page.save_revision(clean=plan.fills)
            if not plan.is_draft:
                revision.publish()
        except ValidationError as error:
            raise ContentError(plan.where, _words(error)) from error
        if plan.after:
            plan.after(page)
        Diffusion.objects.bulk_create(
            Diffusion(
                page_id=page.pk,
                territory=territory,
                state=STATES[word][0],
                pinned=STATES[word][1],
                decided_at=None if word == "proposee" else timezone.now(),
            )
            for word, territories in plan.diffusion.items()
            for territory in territories
        )

    def _sheet(self, plan: Planned, slug: str) -> Page:
        for section in ("ressources", "parcours-administrateurs"):
            page = self.find(self.library.region, f"{section}/{slug}")
            if page is not None:
                return page
        raise ContentError(plan.where, f"aucune fiche « {slug} »")


def _words(error: ValidationError) -> str:
    if hasattr(error, "as_json_data"):
        return str(error.as_json_data())
    return str(getattr(error, "message_dict", error.messages))
