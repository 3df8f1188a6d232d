"""Forms of the service offer in the admin."""

from django.db.models import Q

from territories.models import Contact
from territories.ownership.forms import OwnedForm
from territories.ownership.scope import scope_of
from territories.tree import tree


class LocalOfferForm(OwnedForm):
    """A local offer: its contacts are the territory's own, or published ones of those above it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = scope_of(self.for_user).communicates
        above = {t.pk for pk in own for t in tree().ancestors(pk)}
        offered = Q(territory__in=own) | Q(territory__in=above, is_published=True)
        if self.instance.pk:
            offered |= Q(local_offers=self.instance)
        self.fields["contacts"].queryset = Contact.objects.filter(offered).distinct()
