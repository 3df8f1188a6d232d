"""The form of a site's menus, texts and banner."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
)

from ..tree import tree
from ..tree.models import Scale
from .alerts import alerts_for


class InheritedAlertPanel(Panel):
    """What the site shows now of another's: nothing to do about it, but good to know."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "territories/admin/inherited_alert.html"

        def _inherited(self) -> list[dict[str, Any]]:
            territory = tree().by_site.get(self.instance.site_id)
            return [alert for alert in alerts_for(territory) if alert["source"]]

        def is_shown(self) -> bool:
            return bool(self._inherited())

        def get_context_data(self, parent_context=None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"alerts": self._inherited()}


class SiteTextsForm(WagtailAdminModelForm):
    """Nothing stands below a pays: it is not asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        territory = tree().by_site.get(self.instance.site_id)
        if territory and territory.scale == Scale.PAYS:
            self.fields.pop("alert_cascades", None)


site_texts_form = ObjectList(
    [
        MultiFieldPanel(
            [
                InheritedAlertPanel(),
                FieldPanel("alert_text"),
                FieldRowPanel([FieldPanel("alert_from"), FieldPanel("alert_to")]),
                FieldPanel("alert_level"),
                FieldRowPanel([PageChooserPanel("alert_page"), FieldPanel("alert_url")]),
                FieldPanel("alert_cascades"),
            ],
            "Bandeau d’alerte",
            icon="warning",
        ),
        MultiFieldPanel([FieldPanel("tagline"), FieldPanel("menu")], "En haut de chaque page"),
        MultiFieldPanel(
            [FieldPanel("intro"), FieldPanel("hours"), FieldPanel("footer_links")],
            "En bas de chaque page",
        ),
    ],
    base_form_class=SiteTextsForm,
)
