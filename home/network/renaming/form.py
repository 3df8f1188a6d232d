"""The form of a renaming: the names of a territory, and the host of its site."""

from copy import copy

from django import forms

from territories.models import Territory

from .plan import NAMES


class RenamingForm(forms.ModelForm):
    """What a territory will be called; the plan says whether it may. The territory given is left as it is."""

    hostname = forms.CharField(
        label="Adresse du site",
        max_length=255,
        help_text="L’ancienne adresse continue de mener à la nouvelle.",
    )

    class Meta:
        model = Territory
        fields = NAMES

    def __init__(self, data, *, territory: Territory):
        super().__init__(
            data, instance=copy(territory), initial={"hostname": territory.site.hostname}
        )

    @property
    def names(self) -> dict[str, str]:
        """The names, once valid."""
        return {name: self.cleaned_data[name] for name in NAMES}
