"""Forms of the admin for territories: what is corrected by hand is marked so."""

from wagtail.admin.forms import WagtailAdminModelForm

from ..models import Territory
from ..permissions import sync_permissions


class CorrectionForm(WagtailAdminModelForm):
    """Mark the row as corrected by hand when an attachment changes, so that no file undoes it."""

    attachments: tuple[str, ...] = ()

    def save(self, commit=True):
        # Unticking « corrigé à la main » is how the next file takes over again.
        if set(self.changed_data) & set(self.attachments):
            self.instance.locally_edited = True
        return super().save(commit)


class EpciForm(CorrectionForm):
    attachments = ("pays", "pays_confidence", "pays_source")


class CommuneForm(CorrectionForm):
    attachments = ("own_pays", "own_pays_confidence")


class TerritoryForm(WagtailAdminModelForm):
    """The code and the scale never change; rights follow when the tree does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.previous_parent_id = self.instance.parent_id
        if self.instance.pk:
            for name in ("code", "scale"):
                if name in self.fields:
                    self.fields[name].disabled = True

    def save(self, commit=True):
        territory = super().save(commit)
        if commit and {"parent", "site_name", "is_active"} & set(self.changed_data):
            concerned = Territory.objects.filter(pk__in=[territory.pk, self.previous_parent_id])
            sync_permissions(*concerned)
        return territory
