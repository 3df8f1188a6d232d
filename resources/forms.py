"""Forms of the resource centre in the admin: few questions, sensible answers already there."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from territories.models import Territory
from territories.scope import territories_of

WHICH_TERRITORY = "Choisissez le territoire qui propose cette fiche."


def limit_territory(form: forms.ModelForm, user, message: str) -> None:
    """Offer only the user's own territories (and the current one), the first answer being hers."""
    field = form.fields.get("territory")
    if field is None:
        return
    own = territories_of(user)
    current = Territory.objects.filter(pk=form.instance.territory_id)
    field.queryset = Territory.objects.filter(pk__in=own.values("pk")) | current
    field.required = True
    field.error_messages["required"] = message
    if not form.instance.territory_id:
        mine = list(own[:2])
        # The one who may write for a single territory is not asked which.
        field.initial = mine[0] if len(mine) == 1 else None


class SheetForm(WagtailAdminPageForm):
    """A sheet: its territory is among those of its author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit_territory(self, self.for_user, WHICH_TERRITORY)


class AdoptionForm(WagtailAdminModelForm):
    """« Nous l'avons animée »."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit_territory(self, self.for_user, "Choisissez le territoire où elle a été animée.")
