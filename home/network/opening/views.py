"""Screens of the region: opening a site, and what an opening made."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from territories.models import Territory
from territories.ownership.scope import scope_of
from territories.team.people import groups_of, members, state_of

from .form import OpeningForm
from .run import open_site
from .todo import todo_of


class RegionView(WagtailAdminTemplateMixin):
    """A screen for whoever keeps all territories, read or sent; anybody else is refused."""

    header_icon = "site"

    def dispatch(self, request, *args, **kwargs):
        if not scope_of(request.user).is_region:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        listing = {"url": reverse("territoires:index"), "label": "Territoires et sites"}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, listing, here]


class OpeningView(RegionView, FormView):
    """One form, and the site is there."""

    page_title = "Ouvrir un site"
    template_name = "network/admin/site_open.html"
    form_class = OpeningForm

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "submit_button_label": "Ouvrir le site",
            "submit_button_active_label": "Ouverture…",
            "action_url": self.request.path,
            "media": kwargs.get("form", self.get_form()).media,
        }

    def form_invalid(self, form):
        messages.error(self.request, "Aucun site n’est ouvert : corrigez ce qui est signalé.")
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            open_site(form.territory, data["hostname"], data["people"], self.request.user)
        except (IntegrityError, ValidationError):
            form.add_error(
                None, "Ce code ou cette adresse vient d’être pris : choisissez-en un autre."
            )
            return self.form_invalid(form)
        messages.success(self.request, f"Le site « {form.territory.site_name} » est ouvert.")
        return redirect("site_opened", form.territory.code)


class OpenedView(RegionView, TemplateView):
    """What a site is made of, and the first steps of its team."""

    page_title = "Site ouvert"
    template_name = "network/admin/site_opened.html"

    def setup(self, request, code: str, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        territories = Territory.objects.select_related("site__root_page", "collection", "workflow")
        self.territory = get_object_or_404(territories, code=code, site__isnull=False)

    def get_page_subtitle(self) -> str:
        return self.territory.site_name

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        territory = self.territory
        groups = groups_of([territory.pk])
        people = get_user_model().objects.filter(pk__in=members(groups))
        return super().get_context_data(**kwargs) | {
            "territory": territory,
            "pages": Page.objects.child_of(territory.site.root_page).order_by("path"),
            "groups": groups,
            "people": [
                (person, state_of(person)) for person in people.order_by("last_name", "first_name")
            ],
            "todos": todo_of([territory.pk]),
            "former_hosts": list(territory.former_hosts.all()),
            "former_names": list(territory.former_names.all()),
        }
