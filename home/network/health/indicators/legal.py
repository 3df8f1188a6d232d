"""The pages that the law asks of a site: there, online, and without the words that wait for the team's."""

import json
from collections.abc import Collection

from django.db.models import Exists, OuterRef
from wagtail.models import Page

from home.pages.models import ContentPage
from territories.tree import tree

from ...standard_texts import TO_COMPLETE
from ..faults import Fault, Indicator

UNDER_HOME = 3
REQUIRED = {
    "mentions-legales": "mentions légales",
    "donnees-personnelles": "données personnelles",
    "accessibilite": "accessibilité",
}


def find(territories: Collection[int]) -> list[Fault]:
    pages = ContentPage.objects.filter(depth=UNDER_HOME, slug__in=REQUIRED)
    for_all = Exists(ContentPage.objects.live().without_private().filter(pk=OuterRef("pk")))
    present = {
        (page.territory_id, page.slug): page
        for page in pages.filter(territory__in=territories)
        .annotate(for_all=for_all)
        .only("pk", "slug", "territory", "body")
    }
    faults = []
    for territory, site in ((pk, tree().by_id[pk].site) for pk in territories):
        for slug, words in REQUIRED.items() if site else ():
            page = present.get((territory, slug))
            if page is None:
                faults.append(Fault(territory, Page, site.root_page_id, f"page absente : {words}"))
            elif not page.for_all:
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
