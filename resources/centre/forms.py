"""Forms of the resource centre in the admin: few questions, sensible answers already there."""

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from core.page_forms import BasePageForm
from core.upstream import slug_is_available
from territories.ownership.forms import limit_contacts
from territories.review.publication_rules import region_first

from .addresses import address_taken


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
