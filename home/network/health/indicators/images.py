"""Images without alternative text: in the territory's collection, or shown by one of its pages."""

from collections.abc import Collection as Ids

from django.db.models import BigIntegerField
from django.db.models.functions import Cast, Trim
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from territories.models import Scale, Territory

from ..faults import Fault, Indicator
from ..pages import owners
from ..references import content_type

# Blocks that ask for a text of their own, in place, when the image has none.
SELF_DESCRIBED = (".figure.", ".gallery.")
KEPT_IN = "dans vos images"


def find(territories: Ids) -> list[Fault]:
    image_model = get_image_model()
    silent = image_model.objects.filter(is_decorative=False).alias(text=Trim("description"))
    silent = silent.filter(text="").order_by("pk")
    rows = list(silent.values_list("pk", "collection__path"))
    if not rows:
        return []
    holders = _holders()
    found: dict[tuple[int, int], str] = {}
    for pk, path in rows:
        holder = _holder(path, holders)
        if holder is not None and holder in territories:
            found[holder, pk] = KEPT_IN
    for owner, pk in _shown({pk for pk, _ in rows}, territories):
        found.setdefault((owner, pk), "montrée sur l’une de vos pages")
    return [
        Fault(owner, image_model, pk, f"sans texte de remplacement, {where}")
        for (owner, pk), where in sorted(found.items())
    ]


def _holders() -> dict[str, int]:
    """Path of a territory's collection → its id; "" → the region, which keeps what is nobody's."""
    rows = Territory.objects.values_list("pk", "scale", "collection__path")
    found = {}
    for pk, scale, path in rows:
        if path:
            found[path] = pk
        if scale == Scale.REGION:
            found[""] = pk
    return found


def _holder(path: str, holders: dict[str, int]) -> int | None:
    return holders.get(next((p for p in holders if p and path.startswith(p)), ""))


def _shown(images: set[int], territories: Ids) -> list[tuple[int, int]]:
    """Pairs of a territory and of an image that one of its live pages shows."""
    references = ReferenceIndex.objects.filter(
        to_content_type=content_type(get_image_model()),
        to_object_id__in=list(map(str, images)),
        base_content_type=content_type(Page),
    )
    for block in SELF_DESCRIBED:
        references = references.exclude(model_path__contains=block)
    rows = references.annotate(
        page=Cast("object_id", BigIntegerField()), image=Cast("to_object_id", BigIntegerField())
    )
    rows = list(rows.values_list("content_type", "page", "image").distinct())
    known = owners([row[:2] for row in rows], territories)
    return [(known[page], image) for _, page, image in rows if page in known]


INDICATOR = Indicator(
    slug="images-sans-texte",
    label="Images sans texte",
    title="Images sans texte de remplacement",
    help="Dites ce que montre l’image à qui ne la voit pas ; si elle n’apporte rien, cochez « image "
    "décorative ».",
    none="aucune image",
    one="1 image",
    many="{} images",
    find=find,
)
