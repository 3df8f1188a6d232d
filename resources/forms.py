"""Forms of the resource centre in the admin: few questions, sensible answers already there."""

from wagtail.admin.forms import WagtailAdminPageForm

from territories.forms import OwnedForm, limit_contacts, limit_territory
from territories.scope import territories_of

WHICH_TERRITORY = "Choisissez le territoire qui propose cette fiche."


class SheetForm(WagtailAdminPageForm):
    """A sheet: its territory is among those of its author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit_territory(self, territories_of(self.for_user), WHICH_TERRITORY)
        for name in ("contact", "contacts"):
            if name in self.fields:
                limit_contacts(self, name, self.for_user)


class AdoptionForm(OwnedForm):
    """« Nous l'avons animée »."""

    which_territory = "Choisissez le territoire où elle a été animée."
