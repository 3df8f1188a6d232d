"""The form of a renaming: the names of a territory, and the host of its site."""

from copy import copy

from django import forms

from territories.models import Territory

from ..hosts import free_host
from .plan import NAMES


class RenamingForm(forms.ModelForm):
    """What a territory will be called. The territory given is left as it is."""

    hostname = forms.CharField(
        label="Adresse du site",
        max_length=255,
        help_text="L’ancienne adresse continue de mener à la nouvelle.",
    )

    class Meta:
        model = Territory
        fields = NAMES

    def __init__(self, data, *, territory: Territory):
        self.territory = territory
        super().__init__(
            data, instance=copy(territory), initial={"hostname": territory.site.hostname}
        )

    def clean_hostname(self) -> str:
        """Its own host, a free one, or one that it had."""
        return free_host(self.cleaned_data["hostname"], taker=self.territory)

    @property
    def names(self) -> dict[str, str]:
        """The names, once valid."""
        return {name: self.cleaned_data[name] for name in NAMES}
