"""When a figure changes, what we remember of the figures and the pages that show them go."""

from django.db.models.signals import post_delete, post_save

from core.generations import bump
from territories.signals import empty_all_pages

from .models import Figure, Indicator
from .queries import GENERATION


def figures_changed(**kwargs) -> None:
    """Forget every text made of figures; homes show one too, so every site's pages go."""
    bump(GENERATION)
    empty_all_pages()


def connect() -> None:
    for signal in (post_save, post_delete):
        for model in (Figure, Indicator):
            signal.connect(
                figures_changed, sender=model, dispatch_uid=f"figures.{model.__name__}.{id(signal)}"
            )
