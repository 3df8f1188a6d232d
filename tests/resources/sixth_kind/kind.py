"""What recipes declare to the resource centre."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from resources.centre.catalogue.facets import DURATION, Facet
from resources.centre.registry import Kind, register
from resources.centre.sheets.common import facts

from .models import RecipePage, Tasting

SEASON = Facet(
    "saison",
    "Saison",
    "Saison",
    (("ete", "En été"), ("hiver", "En hiver")),
    codes=lambda page: [page.season] if page.season else [],
)


@register
class RecipeKind(Kind):
    model = RecipePage
    plural = "Recettes"
    order = 60
    is_on_home = True
    contact_roles = ("direction",)
    facets = (DURATION, SEASON)
    fields = ("duration", "season")
    counted = {Tasting: "recipe_id"}

    def listed(self, sheets: QuerySet) -> QuerySet:
        return sheets.annotate(times_cooked=Count("tastings"))

    def taken_up(self, page: Any) -> int:
        return page.times_cooked

    def taken_up_text(self, number: int) -> str:
        return f"cuisinée {number} fois"

    def side_lines(self, page: RecipePage) -> list[str]:
        return ["à table"]

    def place(self, page: RecipePage) -> str:
        return "En cuisine"

    def context(self, page: RecipePage, catalogue_url: str, request: HttpRequest) -> dict[str, Any]:
        return {"practical": facts(("Saison", page.season))}

    def structured_data(self, page: RecipePage) -> dict[str, Any]:
        return {"@type": "Recipe", "cookTime": f"PT{page.duration}M"}
