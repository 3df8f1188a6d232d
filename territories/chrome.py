"""What surrounds every page of a site: name, menu, network, footer. Computed once per generation."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page, Site

from core.generations import Remembered

from .blocks import NETWORKS
from .models import SiteTexts, Territory, TerritorySettings
from .mounts import GENERATION
from .tree import tree

# The legal pages that every site has, by slug, and where they stand in the footer.
LEGAL_SLUGS = ("mentions-legales", "donnees-personnelles", "ecoconception")
SITE_PLAN = {"title": "Plan du site", "url": "/plan-du-site/"}
ACCESSIBILITY_SLUG = "accessibilite"
CONTACT_SLUG = "contact"


def _texts(site: Site, language: str) -> dict[str, SiteTexts]:
    """Texts of a site in a language, falling back to French, field by field."""
    rows = SiteTexts.objects.filter(site=site).select_related("locale")
    by_language = {row.locale.language_code: row for row in rows}
    chosen = [by_language[c] for c in (language, "fr") if c in by_language]
    fields = ("tagline", "intro", "hours", "menu", "footer_links")
    return {f: next((v for row in chosen if (v := getattr(row, f))), "") for f in fields}


def _links(stream, site: Site) -> list[dict[str, str]]:
    links = []
    for block in stream or []:
        page = block.value["page"]
        if page and not page.live:
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


def _standard_links(standard: Callable[[str], dict | None]) -> list[dict[str, str]]:
    """Foot of a site whose team has chosen none: what can be followed without leaving an address."""
    pages = (standard("actualites"), standard("parcours-administrateurs"))
    feeds = (
        {"title": "Suivre les nouvelles (flux Atom)", "url": "/flux/nouvelles/"},
        {"title": "S’abonner à l’agenda (iCal)", "url": "/flux/agenda.ics"},
    )
    return [link for link in (*pages, *feeds) if link]


def _build(site_id: int, language: str) -> dict[str, Any]:
    site = Site.objects.select_related("root_page").get(pk=site_id)
    territory = tree().by_site.get(site_id)
    texts = _texts(site, language)
    settings = TerritorySettings.for_site(site)
    children = list(Page.objects.child_of(site.root_page).live())
    by_slug = {page.slug: page for page in children}

    def standard(slug: str) -> dict[str, str] | None:
        page = by_slug.get(slug)
        return page and {"title": page.title, "url": f"/{page.slug}/"}

    menu = _links(texts["menu"], site) or [
        {"title": "Accueil", "url": "/"},
        *({"title": p.title, "url": f"/{p.slug}/"} for p in children if p.show_in_menus),
    ]
    region, groupements = _network(territory)
    contact = standard(CONTACT_SLUG)
    accessibility = standard(ACCESSIBILITY_SLUG)
    return {
        "site": site,
        "territory": territory,
        "home_url": "/",
        "tagline": texts["tagline"] or (_tagline(territory) if territory else ""),
        "menu": menu,
        "search_url": "/recherche/",
        "finder_url": "/trouver/",
        "suggest_url": "/trouver/suggestions/",
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
        "footer_links": _links(texts["footer_links"], site) or _standard_links(standard),
        "legal_links": [*(link for s in LEGAL_SLUGS if (link := standard(s))), SITE_PLAN],
        "accessibility": accessibility
        and {"label": settings.get_accessibility_display(), "url": accessibility["url"]},
    }


_chrome = Remembered(GENERATION, _build)


def _load_linked_paths() -> frozenset[str]:
    """Tree paths of the pages that some menu or footer names."""
    links = SiteTexts.objects.only("menu", "footer_links")
    blocks = [b for row in links for s in (row.menu, row.footer_links) for b in s.raw_data]
    ids = {pk for block in blocks if (pk := block["value"].get("page"))}
    return frozenset(Page.objects.filter(pk__in=ids).values_list("path", flat=True))


_linked_paths = Remembered(GENERATION, _load_linked_paths)


def is_in_shell(page: Page) -> bool:
    """Whether a change of this page may change a menu or a footer: its title, its address."""
    return page.depth <= 3 or any(path.startswith(page.path) for path in _linked_paths())


def _load_alerts() -> dict[int, SiteTexts]:
    rows = SiteTexts.objects.exclude(alert_text="").filter(locale__language_code="fr")
    return {row.site_id: row for row in rows}


_alerts = Remembered(GENERATION, _load_alerts)


def alert_for(territory: Territory | None) -> dict[str, str] | None:
    """The banner to show now: the site's own, else the nearest one from above that cascades."""
    if territory is None:
        return None
    rows = _alerts()
    if not rows:
        return None
    for above in [territory, *territory.ancestors()]:
        row = rows.get(above.site_id)
        if row and row.alert_is_on() and (above is territory or row.alert_cascades):
            return {
                "level": row.alert_level,
                "title": row.get_alert_level_display(),
                "text": row.alert_text,
                "url": "",
            }
    return None


def chrome_for(site: Site, path: str, language: str = "fr") -> dict[str, Any]:
    """Context of the page shell (the contract is told in docs/components.md).

    `path` marks the current entry of the menu: the deepest whose address starts it. `header_key` and
    `footer_key` hold all that the header and the footer differ by, apart from the language: the
    templates keep them rendered (`{% kept %}`).
    """
    chrome = dict(_chrome(site.pk, language))
    matches = [m["url"] for m in chrome["menu"] if m["url"] != "/" and path.startswith(m["url"])]
    current = max(matches, key=len, default="/" if path == "/" else "")
    chrome["menu"] = [m | {"current": m["url"] == current} for m in chrome["menu"]]
    chrome["alert"] = alert_for(chrome["territory"])
    chrome["footer_key"] = f"{site.pk}"
    chrome["header_key"] = f"{site.pk} {current} {path == current} {path == chrome['search_url']}"
    return chrome
