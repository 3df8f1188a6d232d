"""« Réglages du site » : what a team says of itself, then its menus, texts and banner in each language."""

from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.actions.edit import EditAction
from wagtail.admin import messages
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.contrib.settings.forms import SiteSwitchForm
from wagtail.contrib.settings.views import EditView as SettingsEditView
from wagtail.log_actions import log
from wagtail.models import Site
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import EditView, UnpublishView

from ..ownership.views import OwnedSnippetViewSet
from ..tree.languages import FRENCH
from .settings import TerritorySettings
from .texts import SiteTexts
from .texts_panels import site_texts_form

# Action of the log: which fields changed is kept with it.
CHANGED = "territories.settings.edit"


def settings_url(site: Site) -> str:
    """Where the settings of a site are changed."""
    return SiteSwitchForm.get_change_url(site, TerritorySettings)


def texts_of(site: Site) -> QuerySet[SiteTexts]:
    """Texts of a site: French, then the languages that it speaks now."""
    spoken = [FRENCH, *TerritorySettings.for_site(site).languages]
    texts = SiteTexts.objects.filter(site=site, locale__language_code__in=spoken)
    return texts.select_related("locale", "site")


def texts_url(texts: SiteTexts) -> str:
    """Where these menus and texts are changed."""
    return reverse(SiteTextsViewSet.url_namespace + ":edit", args=[texts.pk])


def other_screens(site: Site, here: SiteTexts | None = None) -> list[HeaderButton]:
    """Buttons from one screen of a site's settings to the others."""
    buttons = []
    if here is not None:
        buttons.append(
            HeaderButton("Coordonnées et choix du site", settings_url(site), icon_name="site")
        )
    every = list(texts_of(site))
    for texts in every:
        if here is None or texts.pk != here.pk:
            language = f" ({texts.locale.get_display_name().lower()})" if len(every) > 1 else ""
            label = f"Menus, textes et bandeau{language}"
            buttons.append(HeaderButton(label, texts_url(texts), icon_name="list-ul"))
    return buttons


# Wagtail's own sentence puts a name of several words after « Le(la) ».
NOT_SAVED = "Rien n’est enregistré : corrigez ce qui est signalé."


class SiteSettingsEditView(SettingsEditView):
    """Wagtail's screen of a setting, with its history and the way to the texts."""

    template_name = "territories/admin/site_settings.html"
    history_url_name = "site_settings_history"
    success_message = "Réglages enregistrés : ils sont en ligne."
    error_message = NOT_SAVED

    def get_history_url(self) -> str:
        return reverse(self.history_url_name, args=[self.site.pk])

    def get_page_subtitle(self) -> str:
        return f"Réglages du site : {self.site.site_name}"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return other_screens(self.site)

    @property
    def action_class(self):
        return partial(EditAction, log_action=None)

    def save_instance(self):
        settings = super().save_instance()
        if self.form.has_changed():
            fields = [str(self.form.fields[name].label) for name in self.form.changed_data]
            log(settings, CHANGED, user=self.request.user, data={"fields": fields})
        return settings

    def get_success_message(self) -> str:
        return self.success_message

    def get_success_buttons(self):
        return [messages.button(self.object.full_url, "Voir le site", new_window=True)]


class SiteSettingsHistoryView(HistoryView):
    """Who changed what, and when, in the settings of a site."""

    model = TerritorySettings
    any_permission_required = ["change"]
    history_url_name = "site_settings_history"
    history_results_url_name = "site_settings_history_results"

    def get_object(self):
        site = get_object_or_404(
            policy_registry.get_by_type(self.model).sites_user_has_permission_for(
                self.request.user, "change"
            ),
            pk=self.kwargs["pk"],
        )
        return TerritorySettings.for_site(site)

    def get_edit_url(self, instance) -> str:
        return settings_url(instance.site)

    def get_history_url(self, instance) -> str:
        return reverse(self.history_url_name, args=[instance.site_id])

    def get_history_results_url(self, instance) -> str:
        return reverse(self.history_results_url_name, args=[instance.site_id])


class TextsSwitchForm(SiteSwitchForm):
    """From a site's texts to another's."""

    @classmethod
    def get_change_url(cls, site, model) -> str:
        return texts_url(site.french_texts[0])


class SiteTextsEditView(EditView):
    """The screen of a site's texts, with the choice of the site and the way to its other screens."""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return other_screens(self.object.site, self.object)

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_success_message(self, instance=None) -> str:
        if self.action == "publish":
            return "Textes publiés : ils sont en ligne."
        return "Brouillon gardé : le site montre toujours ce qui était publié."

    def get_error_message(self) -> str:
        return NOT_SAVED

    def get_success_buttons(self):
        return [messages.button(self.object.full_url, "Voir le site", new_window=True)]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        policy = policy_registry.get_by_type(self.model)
        sites = policy.sites_user_has_permission_for(self.request.user, "change")
        french = SiteTexts.objects.filter(locale__language_code=FRENCH)
        sites = [
            site
            for site in sites.prefetch_related(Prefetch("texts", french, to_attr="french_texts"))
            if site.french_texts
        ]
        if len(sites) > 1:
            here = next(site for site in sites if site.pk == self.object.site_id)
            context["site_switcher"] = TextsSwitchForm(here, self.model, sites=sites)
            context["media"] += context["site_switcher"].media
        return context


class NeverUnpublished(UnpublishView):
    """A site always has its texts: an action that `SitePolicy` gives to nobody."""

    permission_required = "unpublish"


class SiteTextsViewSet(OwnedSnippetViewSet):
    """Menus, texts and banner of each site, in each of its languages."""

    model = SiteTexts
    icon = "list-ul"
    url_prefix = "reglages/textes"
    url_namespace = "site_texts"
    menu_item_is_registered = True
    edit_view_class = SiteTextsEditView
    edit_template_name = "territories/admin/site_texts.html"
    unpublish_view_class = NeverUnpublished
    edit_handler = site_texts_form
    list_display = ["__str__"]

    def get_queryset(self, request) -> QuerySet[SiteTexts]:
        return SiteTexts.objects.select_related("site", "locale")
