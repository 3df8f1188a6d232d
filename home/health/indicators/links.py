"""Links inside the network that lead nowhere: to a page gone or offline, to a document gone."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef
from wagtail.documents import get_document_model
from wagtail.models import Page

from offers.models import LocalOffer
from territories.models import SiteTexts

from ..faults import Fault, Indicator
from ..pages import owners
from ..references import content_type, written_links

SOURCES = (Page, SiteTexts, LocalOffer)


def find(territories: Collection[int]) -> list[Fault]:
    broken = {
        (kind, int(pk), target, what)
        for what in (Page, get_document_model())
        for kind, pk, target in _broken(what)
    }
    if not broken:
        return []
    titles = dict(
        Page.objects.filter(pk__in={t for *_, t, what in broken if what is Page}).values_list(
            "pk", "title"
        )
    )
    faults = []
    for model in SOURCES:
        kind = content_type(model).pk
        mine = [row for row in broken if row[0] == kind]
        known = _owners(model, {pk for _, pk, *_ in mine}, territories)
        faults += [
            Fault(known[pk], model, pk, _words(target, what, titles))
            for _, pk, target, what in sorted(mine, key=lambda row: row[1:3])
            if pk in known
        ]
    return faults


def _broken(target: type):
    live = target._default_manager.filter(pk=OuterRef("target_id"))
    if target is Page:
        live = live.filter(live=True)
    links = written_links(target, SOURCES).filter(~Exists(live))
    return links.values_list("base_content_type_id", "object_id", "target_id")


def _owners(model: type, ids: set[int], territories: Collection[int]) -> dict[int, int]:
    """Territory of each source that visitors may see."""
    if not ids:
        return {}
    if model is Page:
        return owners(ids, territories)
    if model is SiteTexts:
        texts = SiteTexts.objects.filter(pk__in=ids, site__territory__in=territories)
        return dict(texts.values_list("pk", "site__territory"))
    offers = LocalOffer.objects.filter(pk__in=ids, territory__in=territories, is_active=True)
    return dict(offers.values_list("pk", "territory"))


def _words(target: int, what: type, titles: dict[int, str]) -> str:
    if what is not Page:
        return "lien vers un document supprimé"
    title = titles.get(target)
    return f"lien vers « {title} », hors ligne" if title else "lien vers une page supprimée"


INDICATOR = Indicator(
    slug="liens-rompus",
    label="Liens rompus",
    title="Liens qui ne mènent nulle part",
    help="La page ou le document au bout du lien a été dépublié ou supprimé. Choisissez une autre "
    "destination, ou retirez le lien.",
    none="aucun lien",
    one="1 lien",
    many="{} liens",
    find=find,
)
