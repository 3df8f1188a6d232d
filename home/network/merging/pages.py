"""Which pages of a site move to another, which are set aside, and where old addresses lead."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from territories.former.addresses import kept_path
from territories.models import SharedSectionPage, Territory

from ..opening.provisioning import ORDER

UNDER_HOME = 3


@dataclass(frozen=True, slots=True)
class Move:
    """A page that moves with all below it; `slug` is its name in the new address.

    Without a parent: the home of a language that the kept site does not have. It stays where it is,
    beside the sites' roots, and becomes that site's.
    """

    page: Page
    parent_id: int | None
    slug: str
    below: int

    @property
    def is_renamed(self) -> bool:
        """Whether its name was taken in the place it goes to."""
        return self.parent_id is not None and self.slug != self.page.slug


@dataclass(slots=True)
class PagesPlan:
    """What happens to the pages of a site.

    `aside`: pages left behind, offline, with their twins. `there`: ids of the pages of the kept site.
    """

    moves: list[Move] = field(default_factory=list)
    aside: list[tuple[Page, Page | None]] = field(default_factory=list)
    addresses: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    moved: list[Page] = field(default_factory=list)
    there: set[int] = field(default_factory=set)

    @property
    def twins(self) -> dict[int, int]:
        """The page that takes over from each page set aside, where one does."""
        return {page.pk: twin.pk for page, twin in self.aside if twin}


def _homes(home: Page) -> list[Page]:
    """A site's home, then its homes in other languages."""
    homes = home.get_translations(inclusive=True).select_related("locale").order_by("path")
    return sorted(homes, key=lambda page: page.pk != home.pk)


def branches(tops: list[Page]) -> QuerySet[Page]:
    """Some pages and all that stands below them."""
    inside = Q(pk__in=[])
    for top in tops:
        inside |= Q(path__startswith=top.path)
    return Page.objects.filter(inside).order_by("path")


def tree_of(home: Page) -> QuerySet[Page]:
    """All the pages of a site, its homes in other languages and what stands below them included."""
    return branches(_homes(home))


class _Reader:
    """Walk two trees together, the leaving one and the staying one."""

    def __init__(self, leaving: Territory, staying: Territory):
        self.code, self.new_code = leaving.code, staying.code
        self.root, self.new_root = leaving.site.root_page, staying.site.root_page
        _, *self.homes = old = _homes(self.root)
        _, *self.new_homes = new = _homes(self.new_root)
        tree = branches(old).prefetch_related("view_restrictions")
        self.pages = list(tree.select_related("locale"))
        there = list(branches(new))
        self.children: dict[str, list[Page]] = {}
        for page in (*self.pages, *there):
            self.children.setdefault(page.path[: -page.steplen], []).append(page)
        self.taken: dict[int, set[str]] = {}
        self.plan = PagesPlan(there={page.pk for page in there})

    def read(self) -> PagesPlan:
        self.plan.aside.append((self.root, self.new_root))
        self._below(self.root, self.new_root)
        self._other_languages()
        moved = {move.page.path for move in self.plan.moves}
        self.plan.moved = [
            page for page in self.pages if any(page.path.startswith(path) for path in moved)
        ]
        self._addresses()
        return self.plan

    def _other_languages(self) -> None:
        twins = {home.locale_id: home for home in self.new_homes}
        for home in self.homes:
            if twin := twins.get(home.locale_id):
                self.plan.aside.append((home, twin))
                self._below(home, twin)
                continue
            beside = Page.objects.filter(depth=home.depth).values_list("slug", flat=True)
            slug = self._free(f"{self.new_code}-{home.locale.language_code}", set(beside))
            self.plan.moves.append(Move(home, None, slug, home.get_descendant_count()))

    def _below(self, page: Page, target: Page) -> None:
        twins = {child.slug: child for child in self.children.get(target.path, [])}
        taken = self.taken.setdefault(target.pk, set(twins))
        for child in self.children.get(page.path, []):
            twin = twins.get(child.slug)
            if self._is_standard(child, twin):
                self.plan.aside.append((child, twin))
                if twin:
                    self._below(child, twin)
                continue
            slug = self._free(child.slug, taken)
            taken.add(slug)
            self.plan.moves.append(Move(child, target.pk, slug, child.get_descendant_count()))

    @staticmethod
    def _is_standard(child: Page, twin: Page | None) -> bool:
        """Made with every site: the kept site has its own. A reserved page moves as it is."""
        if child.depth != UNDER_HOME or child.view_restrictions.all():
            return False
        if child.specific_class is SharedSectionPage:
            return True
        return bool(twin and child.slug in ORDER and twin.content_type_id == child.content_type_id)

    def _free(self, slug: str, taken: set[str]) -> str:
        found, number = slug, 1
        while found in taken:
            ending = f"-{self.code}" if number == 1 else f"-{self.code}-{number}"
            found, number = f"{slug[: 255 - len(ending)]}{ending}", number + 1
        return found

    def _addresses(self) -> None:
        here = self.root.url_path.rstrip("/")
        twins = self.plan.twins
        mounts = [page for page, _ in self.plan.aside if page.specific_class is SharedSectionPage]
        for page in self.pages:
            # A section's address is answered by the same section of the kept site.
            is_below = page.path.startswith(self.root.path) and page.pk != self.root.pk
            if page.live and is_below and page not in mounts:
                path = kept_path(page.url_path.removeprefix(here))
                self.plan.addresses[path] = twins.get(page.pk, page.pk)
        for row in Redirect.objects.filter(site__root_page=self.root):
            path = kept_path(row.old_path)
            if path == "/" or path in self.plan.addresses:
                continue
            if row.redirect_page_id:
                self.plan.addresses[path] = twins.get(row.redirect_page_id, row.redirect_page_id)
            elif row.redirect_link:
                self.plan.links[path] = row.redirect_link


def plan_pages(leaving: Territory, staying: Territory) -> PagesPlan:
    """Read what would happen to the pages of `leaving`; nothing is changed."""
    return _Reader(leaving, staying).read()


def is_reserved(territory: Territory) -> bool:
    """Whether a whole site, in some language, is under a view restriction."""
    homes = territory.site.root_page.get_translations(inclusive=True)
    return PageViewRestriction.objects.filter(page__in=homes).exists()
