"""A factory of the sixth kind's sheets."""

from tests.factories.resources import SheetFactory

from .models import RecipePage


class RecipePageFactory(SheetFactory):
    class Meta:
        model = RecipePage
