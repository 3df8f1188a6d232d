"""When an axis or a local form changes, the pages that show it go."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from core.generations import bump
from territories.models import Contact
from territories.signals import empty_all_pages

from .local_forms import GENERATION
from .models import LocalOffer, StrategicAxis


def offers_changed(**kwargs) -> None:
    """An axis shows on every site; a local form on its territory's and on those below."""
    bump(GENERATION)
    empty_all_pages()


def contact_changed(**kwargs) -> None:
    """A contact was published, corrected or withdrawn (territories empties the pages by itself)."""
    bump(GENERATION)


def connect() -> None:
    for signal in (post_save, post_delete):
        for model in (LocalOffer, StrategicAxis):
            signal.connect(
                offers_changed, sender=model, dispatch_uid=f"offers.{model.__name__}.{id(signal)}"
            )
        signal.connect(contact_changed, sender=Contact, dispatch_uid=f"offers.contact.{id(signal)}")
    m2m_changed.connect(offers_changed, sender=LocalOffer.contacts.through)
