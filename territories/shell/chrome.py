"""What surrounds every page of a site: name, menu, network, footer. Computed once per generation."""

from typing import Any

from wagtail.models import Page, Site

from core.generations import Remembered
from core.renewals import page_changed
from core.search.privacy import exclude_private

from ..pages.mounts import STRUCTURE
from ..pages.shared import SharedSectionPage
from ..tree import tree
from ..tree.languages import FRENCH
from ..tree.models import Territory
from .alerts import alerts_for, is_shown
from .blocks import NETWORKS
from .links import links_of, named_pages, named_urls
from .settings import TerritorySettings
from .texts import SiteTexts

type Unsaved = TerritorySettings | SiteTexts


def _texts(site: Site, language: str, unsaved: SiteTexts | None) -> dict[str, tuple[Any, str]]:
    """Texts of a site in a language, each with its own: French where it says nothing in this one."""
    rows = SiteTexts.objects.filter(site=site).select_related("locale")
    by_language = {row.locale.language_code: row for row in rows}
    if unsaved:
        by_language[unsaved.locale.language_code] = unsaved
    chosen = [(by_language[c], c) for c in (language, FRENCH) if c in by_language]
    fields = ("tagline", "intro", "hours", "menu", "footer_links")
    return {
        f: next(((v, code) for row, code in chosen if (v := getattr(row, f))), ("", language))
        for f in fields
    }


def _links(stream, site: Site) -> list[dict[str, str]]:
    links = []
    for block in stream or []:
        page = block.value["page"]
        if page and not is_shown(page):
            continue
        url = page.specific.get_url(current_site=site) if page else block.value["url"]
        if url:
            links.append({"title": block.value["label"] or page.title, "url": url})
    return links


def _network(here: Territory | None) -> tuple[dict | None, list[dict[str, Any]]]:
    def entry(territory: Territory) -> dict[str, Any]:
        return {
            "site_name": territory.site_name,
            "short_name": territory.short_name,
            "code": territory.code,
            "accent": territory.accent,
            "url": f"{territory.site.root_url}/" if territory.site else "",
            "here": here is not None and territory.pk == here.pk,
        }

    structure = tree()
    region = structure.region
    if region is None:
        return None, []
    groupements = [
        entry(g) | {"pays": [entry(p) for p in structure.children(g.pk)]}
        for g in structure.children(region.pk)
        if g.scale == "groupement"
    ]
    return entry(region), groupements


def _tagline(territory: Territory) -> str:
    above = [t.site_name for t in territory.ancestors()]
    return f"avec {' et '.join(above)}" if above else ""


def _build(site_id: int, language: str, unsaved: Unsaved | None = None) -> dict[str, Any]:
    site = Site.objects.select_related("root_page__locale").get(pk=site_id)
    territory = tree().by_site.get(site_id)
    found = _texts(site, language, unsaved if isinstance(unsaved, SiteTexts) else None)
    texts = {name: value for name, (value, _) in found.items()}
    settings = (
        unsaved if isinstance(unsaved, TerritorySettings) else TerritorySettings.for_site(site)
    )
    children = list(exclude_private(Page.objects.child_of(site.root_page).live()))
    by_slug = {page.slug: page for page in children}

    def standard(slug: str) -> dict[str, str] | None:
        page = by_slug.get(slug)
        return page and {"title": page.title, "url": f"/{page.slug}/"}

    spoken = {name: code for name, (_, code) in found.items()}
    menu = _links(texts["menu"], site)
    footer_links = _links(texts["footer_links"], site)
    if not menu:
        menu = [
            {"title": "Accueil", "url": "/"},
            *({"title": p.title, "url": f"/{p.slug}/"} for p in children if p.show_in_menus),
        ]
        spoken["menu"] = site.root_page.locale.language_code
    if not footer_links:
        footer_links = links_of("footer", standard)
        spoken["footer_links"] = site.root_page.locale.language_code
    region, groupements = _network(territory)
    contact = standard(named_pages.get("contact", ""))
    accessibility = standard(named_pages.get("accessibility", ""))
    return {
        **named_urls,
        "site": site,
        "territory": territory,
        "home_url": "/",
        "tagline": texts["tagline"] or (_tagline(territory) if territory else ""),
        "menu": menu,
        # What is not in the language of the page says in which it is.
        "languages_of": {name: code for name, code in spoken.items() if code != language},
        "region": region,
        "groupements": groupements,
        "pays_count": sum(len(groupement["pays"]) for groupement in groupements),
        "contact": {
            "intro": texts["intro"],
            "hours": texts["hours"],
            "email": settings.email,
            "phone": settings.phone,
            "address": settings.address,
            "contact_url": contact["url"] if contact else "",
        },
        "social": [
            {"title": NETWORKS[block.value["network"]], "url": block.value["url"]}
            for block in settings.social
        ],
        "footer_links": footer_links,
        "legal_links": links_of("legal", standard),
        "accessibility": accessibility
        and {"label": settings.get_accessibility_display(), "url": accessibility["url"]},
    }


_chrome = Remembered(STRUCTURE, _build)


def _load_linked_paths() -> frozenset[str]:
    """Tree paths of the pages that some menu, footer or banner names."""
    texts = SiteTexts.objects.only("menu", "footer_links", "alert_page")
    blocks = [b for row in texts for s in (row.menu, row.footer_links) for b in s.raw_data]
    ids = {pk for block in blocks if (pk := block["value"].get("page"))}
    ids |= {row.alert_page_id for row in texts if row.alert_page_id}
    return frozenset(Page.objects.filter(pk__in=ids).values_list("path", flat=True))


_linked_paths = Remembered(STRUCTURE, _load_linked_paths)


def is_in_shell(page: Page) -> bool:
    """Whether a change of this page may change a menu or a footer: its title, its address."""
    return page.depth <= 3 or any(path.startswith(page.path) for path in _linked_paths())


def _is_in_shell_or_mount(instance: Page, **kwargs) -> bool:
    return is_in_shell(instance) or issubclass(instance.specific_class, SharedSectionPage)


STRUCTURE.renewed_by(
    page_changed(
        "pages of the first levels, mounts, pages named by a menu, a footer or a banner",
        when=_is_in_shell_or_mount,
    )
)


def chrome_for(
    site: Site, path: str, language: str = FRENCH, unsaved: Unsaved | None = None
) -> dict[str, Any]:
    """Context of the page shell (the contract is told in docs/components.md).

    `path` marks the current entry of the menu: the deepest whose address starts it. `header_key` and
    `footer_key` hold all that the header and the footer differ by, apart from the language: the
    templates keep them rendered (`{% kept %}`).

    :param unsaved: settings or texts of this site that somebody is writing: the shell as they would
        make it, of which nothing is kept anywhere.
    """
    if unsaved and unsaved.site_id != site.pk:
        unsaved = None
    chrome = dict(_build(site.pk, language, unsaved) if unsaved else _chrome(site.pk, language))
    matches = [m["url"] for m in chrome["menu"] if m["url"] != "/" and path.startswith(m["url"])]
    current = max(matches, key=len, default="/" if path == "/" else "")
    chrome["menu"] = [m | {"current": m["url"] == current} for m in chrome["menu"]]
    texts = unsaved if isinstance(unsaved, SiteTexts) else None
    chrome["alerts"] = alerts_for(chrome["territory"], language, texts)
    chrome["footer_key"] = chrome["header_key"] = ""
    if not unsaved:
        chrome["footer_key"] = f"{site.pk}"
        chrome["header_key"] = (
            f"{site.pk} {current} {path == current} {path == chrome.get('search_url')}"
        )
    return chrome
