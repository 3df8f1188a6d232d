"""Forms of the resource centre in the admin: few questions, sensible answers already there."""

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from core.page_forms import BasePageForm
from core.upstream import slug_is_available
from territories.ownership.forms import OwnedForm, limit_contacts
from territories.ownership.scope import scope_of
from territories.review.publication_rules import region_first

from .addresses import address_taken

ONCE_READ = "Cochez après relecture : elle paraît alors dans le journal de l’animation."
COMMUNICATION_READS = (
    "La communication de votre territoire la relit, puis la publie. "
    "Une reprise déjà publiée que vous modifiez attend de nouveau cette relecture."
)


class SheetForm(BasePageForm):
    """A sheet: its address is no other sheet's, in whichever folder; its territory is its folder's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("contact", "contacts"):
            if name in self.fields:
                limit_contacts(self, name, self.for_user)

    def clean(self):
        # Past Wagtail's own check, which knows the pages of one folder. Once it stands somewhere,
        # the page checks its address itself.
        super(WagtailAdminPageForm, self).clean()
        slug = self.cleaned_data.get("slug")
        model = type(self.instance)
        if not self.instance.path and not slug_is_available(model, slug, self.parent_page):
            self.add_error("slug", address_taken(slug))
        self.refuse_planned_address()
        return self.cleaned_data


class SheetCopyForm(CopyForm):
    """A copy of a sheet needs an address that is no other sheet's, and waits for the region where sheets do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if region_first(self.user, self.page):
            self.fields.pop("publish_copies", None)

    def clean(self):
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page")
        model = self.page.specific_class
        if slug and parent and not slug_is_available(model, slug, parent):
            self.add_error("new_slug", address_taken(slug))
        return cleaned


class AdoptionForm(OwnedForm):
    """« Nous l’avons animée ». Whoever refers writes it; the territory's communication reads it, then publishes it."""

    which_territory = "Choisissez le territoire où elle a été animée."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.publishes_for = scope_of(self.for_user).communicates
        published = self.fields["is_published"]
        published.disabled = not self.publishes_for
        published.help_text = ONCE_READ if self.publishes_for else COMMUNICATION_READS

    def clean(self):
        cleaned = super().clean()
        territory = cleaned.get("territory")
        if territory and territory.pk not in self.publishes_for and self.has_changed():
            # What was read is not what she has just written.
            cleaned["is_published"] = False
        return cleaned
