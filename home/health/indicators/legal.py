"""The pages that the law asks of a site: there, online, and without the words that wait for the team's."""

import json
from collections.abc import Collection

from wagtail.models import Page

from territories.models import Territory

from ...models import ContentPage
from ...standard_texts import TO_COMPLETE
from ..faults import Fault, Indicator

REQUIRED = {
    "mentions-legales": "mentions légales",
    "donnees-personnelles": "données personnelles",
    "accessibilite": "accessibilité",
}


def find(territories: Collection[int]) -> list[Fault]:
    roots = Territory.objects.filter(pk__in=territories, site__isnull=False)
    pages = ContentPage.objects.filter(depth=3, slug__in=REQUIRED)
    open_to_all = set(pages.live().without_private().values_list("pk", flat=True))
    present = {
        (page.path[: -Page.steplen], page.slug): page
        for page in pages.only("pk", "path", "slug", "body")
    }
    faults = []
    for territory, root, path in roots.values_list(
        "pk", "site__root_page", "site__root_page__path"
    ):
        for slug, words in REQUIRED.items():
            page = present.get((path, slug))
            if page is None:
                faults.append(Fault(territory, Page, root, f"page absente : {words}"))
            elif page.pk not in open_to_all:
                faults.append(Fault(territory, Page, page.pk, "hors ligne, ou réservée"))
            elif TO_COMPLETE in json.dumps(list(page.body.raw_data), ensure_ascii=False):
                faults.append(Fault(territory, Page, page.pk, f"contient encore « {TO_COMPLETE} »"))
    return faults


INDICATOR = Indicator(
    slug="mentions-legales",
    label="Mentions légales",
    title="Pages légales absentes ou à compléter",
    help="Chaque site doit dire qui le publie et qui l’héberge, ce qu’il fait des données "
    f"personnelles, et où en est son accessibilité. Remplacez chaque « {TO_COMPLETE} ».",
    none="complètes",
    one="1 page",
    many="{} pages",
    find=find,
)
