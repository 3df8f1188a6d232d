"""One address of each kind of page, on given sites of an install.

    python -m tests.browser.pages bretagne ess-35 vitre            one address a line
    python -m tests.browser.pages --json vitre                     kinds, addresses and page ids

Read from the database that the environment names, as `manage.py` does: run it with the settings of
the server whose pages are wanted. Of each type the fullest page is taken, the site's own rather
than the region's.
"""

import argparse
import json
import os
import sys
from urllib.parse import urlencode

# Addresses that are no pages of the tree, by what they show.
OTHERS = {
    "recherche": "/recherche/?q=association",
    "recherche vide": "/recherche/?q=zzyzx",
    "recherche, toute la Bretagne": "/recherche/?q=association&ou=partout",
    "agenda, toute la Bretagne": "/agenda/?ou=partout",
    "nouvelles, toute la Bretagne": "/actualites/?ou=partout",
    "plan du site": "/plan-du-site/",
    "trouver": "/trouver/",
    "trouver : une commune": "/trouver/?q=quimper",
    "trouver : plusieurs": "/trouver/?q=35500",
    "trouver : rien": "/trouver/?q=zzyzx",
    "page introuvable": "/cette-page-n-existe-pas/",
}


def _fullest(pages):
    """The page with most content, among the first ones."""
    return max((page.specific for page in pages[:40]), key=lambda p: len(p.to_json()), default=None)


def _path_below(page, home) -> str:
    return "/" + page.url_path.removeprefix(home.url_path)


def kinds_of(territory, region) -> dict[str, dict]:
    """Kind of page → its address on the territory's site, and the page's id."""
    from territories.models import SharedSectionPage
    from territories.pages.types import our_page_models

    home, shared_home = territory.site.root_page, region.site.root_page
    mounted = set(SharedSectionPage.objects.child_of(home).live().values_list("slug", flat=True))
    found = {}
    for model in our_page_models():
        if model is SharedSectionPage:
            continue
        pages = model.objects.live().public()
        page, base = _fullest(pages.descendant_of(home, inclusive=True)), home
        if page is None:
            page, base = _fullest(pages.descendant_of(shared_home)), shared_home
            if page is None or _path_below(page, base).split("/")[1] not in mounted:
                continue
        url = territory.site.root_url + _path_below(page, base)
        found[model._meta.verbose_name] = {"url": url, "id": page.pk, "model": model.__name__}
    return found


def _filtered(region) -> dict[str, str]:
    """The catalogue with filters chosen, and the observatory of another territory."""
    from resources.observatory.queries import territories_with_figures
    from territories.models import Theme

    theme = Theme.objects.filter(locale__language_code="fr").first()
    others = {
        "catalogue filtré": f"/ressources/?{urlencode({'theme': theme.code, 'genre': 'tool'})}"
    }
    others["catalogue sans réponse"] = "/ressources/?q=zzyzx"
    with_figures = [t for t in territories_with_figures() if t.pk != region.pk]
    if with_figures:
        code = with_figures[0].code
        others["observatoire d'un territoire"] = f"/observatoire/{code}/"
        others["tableau de l'observatoire"] = f"/observatoire/{code}/chiffres/"
    return others


def page_list(codes: list[str]) -> dict[str, dict[str, dict]]:
    """Site's code → kind of page → address, id of the page and name of its model if it has one.

    :raises LookupError: a code is no territory's, or has no site.
    """
    from territories.models import Scale, Territory

    rows = Territory.objects.filter(site__isnull=False).select_related("site__root_page")
    territories = {territory.code: territory for territory in rows}
    if missing := [code for code in codes if code not in territories]:
        raise LookupError(f"Pas de site pour : {', '.join(missing)}")
    region = next(t for t in territories.values() if t.scale == Scale.REGION)
    result = {}
    for code in codes:
        territory = territories[code]
        others = OTHERS | _filtered(region)
        result[code] = kinds_of(territory, region) | {
            kind: {"url": territory.site.root_url + path} for kind, path in others.items()
        }
    return result


def main(argv: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sites", nargs="*", default=["bretagne", "ess-35", "vitre"])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    try:
        found = page_list(options.sites)
    except LookupError as error:
        sys.exit(str(error))
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        # Kinds that answer with an error are of no use to a list of pages to measure.
        urls = [
            entry["url"]
            for kinds in found.values()
            for kind, entry in kinds.items()
            if kind != "page introuvable"
        ]
        print("\n".join(dict.fromkeys(urls)))


if __name__ == "__main__":
    main()
