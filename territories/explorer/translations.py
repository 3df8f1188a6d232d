from wagtail.admin.ui.components import Component


class TranslationsPanel(Component):
    """Where whoever translates, and publishes nothing, begins."""

    name = "translations"
    template_name = "territories/admin/translations_panel.html"
    order = 110
