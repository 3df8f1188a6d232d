"""Links inside the network that lead nowhere: to a page gone or offline, to a document gone."""

from collections.abc import Collection

from django.db.models import Exists, Model, OuterRef
from wagtail.documents import get_document_model
from wagtail.models import Page

from ..faults import Fault, Indicator
from ..references import owned_links, written_links


def find(territories: Collection[int]) -> list[Fault]:
    pages = _broken(Page, territories)
    ids = {target for *_, target in pages}
    rows = Page.objects.filter(pk__in=ids).values_list("pk", "title") if ids else ()
    titles = dict(rows)
    faults = [
        Fault(owner, model, pk, _words(titles.get(target))) for owner, model, pk, target in pages
    ]
    for owner, model, pk, _ in _broken(get_document_model(), territories):
        faults.append(Fault(owner, model, pk, "lien vers un document supprimé"))
    return faults


def _broken(target: type[Model], territories: Collection[int]):
    present = target._default_manager.filter(pk=OuterRef("target_id"))
    if target is Page:
        present = present.filter(live=True)
    return owned_links(written_links(target).filter(~Exists(present)), territories)


def _words(title: str | None) -> str:
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
