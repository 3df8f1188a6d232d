"""/trouver/ : from a commune or a postcode to who answers there. Works without JavaScript."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ..tree import tree
from ..tree.requests import territory_for_request
from .answer import answer_for
from .index import Place, index
from .nearby import nearby
from .search import Finding, Match, State, clean, find, place_for, suggest

TEMPLATE = "territories/finder.html"


def _address(place: Place) -> str:
    return f"{reverse('finder:finder')}?commune={place.insee}"


def _detail(match: Match) -> str:
    """What tells a commune from its namesakes: postcodes, former name, pays."""
    parts = [", ".join(match.place.postcodes[:3])]
    if match.former_name:
        parts.append(_("où se trouve %(former)s") % {"former": match.former_name})
    if territory := match.place.territory:
        parts.append(territory.site_name)
    return " · ".join(part for part in parts if part)


def _choices(matches: tuple[Match, ...]) -> list[dict[str, str]]:
    return [{"title": m.place.name, "url": _address(m.place), "meta": _detail(m)} for m in matches]


def _what_is_wrong(found: Finding) -> tuple[str, str]:
    """Title and sentence for a search that found no commune."""
    if not index().places:
        return (
            _("La liste des communes manque"),
            _(
                "Ce site ne connaît encore aucune commune. Qui l’installe lance « manage.py load_territories »."
            ),
        )
    if found.state is State.TOO_LONG:
        return (
            _("C’est trop long pour un nom de commune"),
            _("Tapez seulement le nom de votre commune, ou son code postal."),
        )
    if found.department:
        return (
            _("Nous ne connaissons pas « %(query)s »") % {"query": found.query},
            _(
                "Ce code commence comme ceux du département %(name)s (%(code)s), mais aucune commune "
                "ne le porte. Essayez avec le nom de votre commune."
            )
            % {"name": found.department_name, "code": found.department},
        )
    if found.postcode:
        return (
            _("%(postcode)s n’est pas un code postal de Bretagne") % {"postcode": found.postcode},
            _(
                "Nos sites couvrent les Côtes-d’Armor, le Finistère, l’Ille-et-Vilaine et le Morbihan. "
                "Vérifiez le code, ou écrivez à l’équipe régionale."
            ),
        )
    return (
        _("Aucune commune de Bretagne ne s’appelle « %(query)s »") % {"query": found.query},
        _("Vérifiez l’orthographe, ou essayez avec le code postal."),
    )


def _context(found: Finding, request: HttpRequest) -> dict[str, Any]:
    """Context of the page for what was found."""
    context: dict[str, Any] = {"finding": found, "query": found.query, "noindex": True}
    context["page_description"] = _(
        "Dites-nous votre commune ou votre code postal : nous vous disons qui vous accueille."
    )
    if site := Site.find_for_request(request):
        context["canonical_url"] = site.root_url + reverse("finder:finder")
    if found.state is State.ONE and found.place:
        answer = answer_for(found.place)
        here = territory_for_request(request)
        context |= {
            "answer": answer,
            "is_here": answer and here and answer.main.pk == here.pk,
            "sections": nearby(answer.main, request) if answer else [],
            "title": found.place.name,
        }
    elif found.state is State.SEVERAL:
        context["choices"] = _choices(found.matches)
        context["title"] = ngettext(
            "%(count)s commune possible", "%(count)s communes possibles", found.total
        ) % {"count": found.total}
        context["hidden"] = found.total - len(found.matches)
        context["common"] = found.common
    elif found.state in (State.NOTHING, State.TOO_LONG):
        context["title"], context["message"] = _what_is_wrong(found)
        context["choices"] = _choices(found.matches)
        context["region"] = tree().region
    return context


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """The form, the answer, or the question to ask. GET parameters: `q` (free text), `commune`."""
    insee = request.GET.get("commune", "")
    status = 200
    if insee:
        place = place_for(insee)
        found = (
            Finding(State.ONE, place.name, place) if place else Finding(State.NOTHING, clean(insee))
        )
        status = 200 if place else 404
    else:
        found = find(request.GET.get("q", ""))
    context = _context(found, request)
    if found.state is State.EMPTY:
        context["noindex"] = False
        context["title"] = _("Trouver mon interlocuteur")
        context["asked"] = "q" in request.GET
    else:
        context["page_description"] = f"{context['title']}. {context['page_description']}"
    response = render(request, TEMPLATE, context, status=status)
    if "q" in request.GET:
        # Anything may be typed: the shared cache has no use for it.
        patch_cache_control(response, private=True, max_age=0)
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Suggestions while typing, as JSON: `label`, `value`, `detail`, `url` of up to 8 communes."""
    matches = suggest(request.GET.get("q", ""))
    names = [match.place.name for match in matches]
    rows = []
    for match in matches:
        place = match.place
        twin = names.count(place.name) > 1
        rows.append(
            {
                "label": place.name,
                "value": f"{place.name} ({place.department})" if twin else place.name,
                "detail": _detail(match),
                "url": _address(place),
            }
        )
    response = JsonResponse({"suggestions": rows})
    patch_cache_control(response, private=True, max_age=300)
    return response
