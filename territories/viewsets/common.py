"""What the listings share."""

from wagtail.admin.ui.tables import StatusTagColumn

from ..models import Confidence

# What a listing says; « certain » is the rule and needs no tag of its own colour.
WORDS = {Confidence.CERTAIN: "certain", Confidence.LIKELY: "probable", Confidence.GUESS: "supposé"}


def confidence_column(field: str, label: str) -> StatusTagColumn:
    """A tag that says how sure an attachment is: striking unless it is certain."""
    return StatusTagColumn(
        field,
        label=label,
        accessor=lambda row: WORDS[getattr(row, field)],
        primary=lambda row: getattr(row, field) != Confidence.CERTAIN,
        sort_key=field,
    )
