"""Forms of the admin for territories: what is corrected by hand is marked so."""

from wagtail.admin.forms import WagtailAdminModelForm

from ..tree.models import Accent, Scale


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
    """The code and the scale never change; names change with the site that bears them, elsewhere."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if accent := self.fields.get("own_accent"):
            above = "la région" if self.instance.scale == Scale.GROUPEMENT else "son groupement"
            accent.choices = [("", f"Comme {above}"), *Accent.choices]
        if self.instance.pk:
            names = ("name", "short_name", "site_name", "name_br") if self.instance.site_id else ()
            for name in ("code", "scale", *names):
                if name in self.fields:
                    self.fields[name].disabled = True
        if self.instance.scale != Scale.REGION:
            self.fields.pop("reviews_sheets", None)
