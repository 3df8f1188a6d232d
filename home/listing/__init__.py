"""Lists cut into pages."""

from django.core.paginator import Page, Paginator

# Name of the generation that lists follow: any page of ours, who receives it, the axes.
GENERATION = "listings"


def paginate(request, items, per_page: int) -> Page:
    """Return the page asked for by `?page=`, the nearest one when it is wrong or out of range."""
    return Paginator(items, per_page).get_page(request.GET.get("page"))
