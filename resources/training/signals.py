"""Pages are made again when a date of a module changes, or a seat is taken or freed."""

from django.db.models.signals import post_delete, post_save

from territories.signals import empty_all_pages

from .models import Registration, TrainingSession


def session_changed(sender, **kwargs) -> None:
    """A date of a module, or a seat taken or freed."""
    empty_all_pages()


def connect() -> None:
    for signal in (post_save, post_delete):
        for model in (TrainingSession, Registration):
            signal.connect(session_changed, sender=model)
