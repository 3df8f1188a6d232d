"""The style guide page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.blocks import BodyStreamBlock
from core.templatetags.brand import ACCENTS, DEFAULT_ACCENT, KINDS

from . import samples


def block_samples(request: HttpRequest) -> list[dict]:
    """Each block offered to editors, drawn from its preview value."""
    context = {"preview": True, "request": request}
    return [
        {
            "name": name,
            "label": block.label,
            "description": block.meta.description,
            "group": block.meta.group,
            "html": block.render(block.get_preview_value(), context),
        }
        for name, block in BodyStreamBlock().child_blocks.items()
    ]


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component and block, worn by the accent asked for in `?couleur=`."""
    accent = request.GET.get("couleur", "")
    if accent not in ACCENTS:
        accent = DEFAULT_ACCENT
    context = {
        **samples.components(),
        "chrome": samples.chrome(accent),
        "accent": accent,
        "accents": [{"code": code, **samples.ACCENT_NAMES[code]} for code in ACCENTS],
        "kinds": KINDS,
        "blocks": block_samples(request),
        "noindex": True,
        "page": {"title": "Guide de style"},
    }
    return render(request, "styleguide/page.html", context)
