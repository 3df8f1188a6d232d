"""Hooks of the explorer. Imported by `territories.wagtail_hooks`."""

from django.urls import reverse
from wagtail import hooks
from wagtail.permissions import page_permission_policy

from ..ownership.scope import scope_of
from .pages import SitePageViewSet
from .sites import TRANSLATES, choosable
from .translations import TranslationsPanel

REGION_REPORTS = ("wagtailadmin_reports:site_history", "wagtailadmin_reports:page_types_usage")


@hooks.register("register_admin_viewset", order=10)
def register_pages():
    """After Wagtail's own, which it replaces."""
    return SitePageViewSet()


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others(pages, request):
    return choosable(request.user, pages)


@hooks.register("construct_explorer_page_queryset")
def hide_way_to_sheets(parent_page, pages, request):
    """Sheets are kept below the region's home: to whoever cannot change it, the menu of pages would offer to.

    « Fiches » opens them.
    """
    if not parent_page.is_root():
        return pages
    kept = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    return pages.filter(pk__in=kept.values("pk"))


@hooks.register("construct_reports_menu")
def hide_reports_of_all(request, menu_items):
    refused = set()
    if not scope_of(request.user).is_region:
        refused |= {reverse(name) for name in REGION_REPORTS}
    if not request.user.has_perm(TRANSLATES):
        refused.add(reverse("wagtail_localize:translations_report"))
    menu_items[:] = [item for item in menu_items if item.url not in refused]


@hooks.register("construct_homepage_panels")
def add_translations_panel(request, panels):
    """Whoever writes in the name of a territory begins elsewhere."""
    if request.user.has_perm(TRANSLATES) and not scope_of(request.user).writes:
        panels.append(TranslationsPanel())


@hooks.register("construct_settings_menu")
def hide_wagtail_styleguide(request, menu_items):
    """For those who develop; « Guide de style » (reports) is the teams' own."""
    if not request.user.is_superuser:
        url = reverse("wagtailstyleguide")
        menu_items[:] = [item for item in menu_items if item.url != url]
