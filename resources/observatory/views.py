"""The observatory's addresses: a territory's figures, and the same as CSV."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from core.page_registry import view_for
from resources.centre.models import StudyPage
from territories.models import Territory
from territories.tree import tree
from territories.tree.requests import territory_for_request

from . import export
from .models import ObservatoryPage
from .overview import overview
from .queries import figures_of, has_figures, nearest_with_figures, territories_with_figures
from .wording import figure_row

MOST_STUDIES = 3
# Lines of the table of all figures on one page: the region has a hundred.
TABLE_ROWS = 25


def _known(code: str) -> Territory:
    """The territory of that code. Raises `Http404` when unknown or without figures."""
    territory = tree().by_code.get(code)
    if territory is None or not has_figures(territory):
        raise Http404("Aucun chiffre pour ce territoire.")
    return territory


def _studies(territory: Territory, request: HttpRequest) -> list[dict[str, str]]:
    pages = StudyPage.objects.visible_in(territory).filter(territory=territory)
    return [
        {"title": study.title, "url": study.get_url(request), "traits": " · ".join(study.traits())}
        for study in pages.order_by("-published_year", "title")[:MOST_STUDIES]
    ]


def _context(
    page: ObservatoryPage, request: HttpRequest, shown: Territory | None, here: Territory | None
) -> dict[str, Any]:
    base_url = page.get_url(request)
    context: dict[str, Any] = {
        "base_url": base_url,
        "shown": shown,
        "missing_here": here if shown is not None and here is not None and shown != here else None,
        "choices": territories_with_figures(),
    }
    if shown is None:
        return context
    data = overview(shown)
    return context | {
        "data": data,
        "heading": _("L’ESS %(where)s, en chiffres") % {"where": shown.locative},
        "csv_url": f"{base_url}{shown.code}/csv/",
        "everything_url": f"{base_url}csv/",
        "table_url": f"{base_url}{shown.code}/chiffres/",
        "studies": _studies(shown, request),
    }


def _trail(page: ObservatoryPage, base_url: str) -> list[dict[str, str]]:
    """Trail to what stands under the observatory, which stands right under the home."""
    return [{"title": _("Accueil"), "url": "/"}, {"title": page.title, "url": base_url}]


@view_for(ObservatoryPage, "territory")
def territory_view(page: ObservatoryPage, request: HttpRequest, code: str | None) -> HttpResponse:
    """The figures of the territory `code`, or of the site's own one for None."""
    here = territory_for_request(request) or page.origin or tree().region
    asked = request.GET.get("territoire", "")
    if asked and has_figures(tree().by_code.get(asked)):
        return HttpResponseRedirect(f"{page.get_url(request)}{asked}/")
    shown = _known(code) if code else nearest_with_figures(here)
    context = _context(page, request, shown, None if code else here)
    # A visitor of a pays is also in its groupement and in the region.
    context["is_here"] = here is not None and shown in [here, *here.ancestors()]
    # Every territory has one canonical address, whatever the site; the region's is the page itself.
    context["canonical_url"] = page.full_url
    if shown is not None and shown.pk != page.territory_id:
        context["canonical_url"] = f"{page.full_url}{shown.code}/"
        context["page_description"] = _(
            "L’emploi et les structures de l’ESS %(where)s : chaque chiffre avec son année et sa source."
        ) % {"where": shown.locative}
    if code and shown:
        context["breadcrumbs"] = [*_trail(page, context["base_url"]), {"title": shown.name}]
    return page.render(request, context_overrides=context)


@view_for(ObservatoryPage, "table")
def table_view(page: ObservatoryPage, request: HttpRequest, code: str) -> HttpResponse:
    """Everything published about the territory `code`, source by source."""
    territory = _known(code)
    base_url = page.get_url(request)
    own_url = f"{base_url}{territory.code}/"
    figures = Paginator(figures_of(territory), TABLE_ROWS).get_page(request.GET.get("page"))
    page_query = f"?page={figures.number}" if figures.number > 1 else ""
    context = {
        "shown": territory,
        "heading": _("L’ESS %(where)s : tous les chiffres publiés") % {"where": territory.locative},
        "page_description": _(
            "Tous les chiffres publiés de l’ESS %(where)s, en tableau et en CSV, source par source."
        )
        % {"where": territory.locative},
        "page_obj": figures,
        "rows": [figure_row(figure) for figure in figures],
        "csv_url": f"{own_url}csv/",
        "csv_columns": export.COLUMNS.items(),
        "canonical_url": f"{page.full_url}{territory.code}/chiffres/{page_query}",
        "breadcrumbs": [
            *_trail(page, base_url),
            {"title": territory.name, "url": own_url},
            {"title": _("Tous les chiffres")},
        ],
    }
    return page.render(
        request,
        context_overrides=context,
        template="observatory/all_figures.html",
    )


@view_for(ObservatoryPage, "csv")
def csv_view(page: ObservatoryPage, code: str | None) -> HttpResponse:
    """The figures of the territory `code`, or of every place for None, as a file to keep."""
    territory = _known(code) if code else None
    response = HttpResponse(
        export.csv_bytes(territory), content_type="text/csv; charset=utf-8; header=present"
    )
    response["Content-Disposition"] = f'attachment; filename="{export.filename(territory)}"'
    return response


@view_for(ObservatoryPage, "codes")
def codes_for_sitemap(page: ObservatoryPage) -> list[str]:
    """Codes of the territories that have an address below this page; the page itself is its owner's."""
    return [t.code for t in territories_with_figures() if t.pk != page.territory_id]
