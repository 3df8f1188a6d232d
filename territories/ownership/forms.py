"""Forms of what belongs to a territory: only one's own are offered, and nobody is asked the obvious."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import policy_registry

from ..tree.models import Territory
from .scope import scope_of

WHICH_TERRITORY = "Choisissez le territoire."


def limit_territory(
    form: forms.ModelForm, own: QuerySet[Territory], message: str = WHICH_TERRITORY
) -> None:
    """Offer only `own` territories (and the current one); settle the answer when there is one."""
    field: Any = form.fields.get("territory")
    if field is None:
        return
    current = form.instance.territory_id
    offered = (own | Territory.objects.filter(pk=current)) if current else own
    field.queryset = offered
    field.required = True
    field.error_messages["required"] = message
    possible = list(offered[:2])
    if len(possible) == 1:
        # Disabled: what a browser sends instead is not read (and `TerritoryPanel` does not ask).
        form.initial["territory"] = possible[0].pk
        field.disabled = True


def limit_contacts(form: forms.ModelForm, name: str, user) -> None:
    """Offer the contacts that everybody may read, and one's own; what was chosen stays."""
    chosen = form.initial.get(name) or []
    chosen = chosen if isinstance(chosen, list) else [chosen]
    offered = Q(is_published=True) | Q(territory__in=scope_of(user).communicates)
    offered |= Q(pk__in=[getattr(contact, "pk", contact) for contact in chosen])
    field: Any = form.fields[name]
    field.queryset = field.queryset.filter(offered)


class OwnedForm(WagtailAdminModelForm):
    """A row of a territory, written by those whom its model's `TerritoryPolicy` lets."""

    which_territory = WHICH_TERRITORY

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(self._meta.model)
        limit_territory(self, policy.territories(self.for_user), self.which_territory)


class TerritoryPanel(FieldPanel):
    """The choice of a territory, shown to those who have one to make."""

    def __init__(self, field_name: str = "territory", **kwargs):
        super().__init__(field_name, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            settled = self.bound_field is not None and self.bound_field.field.disabled
            return super().is_shown() and not settled
