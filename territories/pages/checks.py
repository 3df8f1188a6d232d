"""House rules of pages, as system checks with a hint."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.admin.panels import FieldPanel, Panel, PanelGroup
from wagtail.models import Page
from wagtail.search import index

from .models import TerritorialPage
from .types import our_page_models


def _field_panels(panels: Iterable[Panel]) -> Iterator[FieldPanel]:
    for panel in panels:
        if isinstance(panel, PanelGroup):
            yield from _field_panels(panel.children)
        elif isinstance(panel, FieldPanel):
            yield panel


def unexplained_fields(model: type[Page]) -> list[str]:
    """Fields of a page type's form that no sentence explains to editors."""
    panels = [*model.content_panels, *model.promote_panels, *model.settings_panels]
    fields = {field.name: field for field in model._meta.get_fields()}
    fields |= model.base_form_class.base_fields
    return [
        panel.field_name
        for panel in _field_panels(panels)
        if not (panel.help_text or fields[panel.field_name].help_text)
    ]


def page_problems(model: type[Page]) -> list[checks.CheckMessage]:
    """What a page type lacks to be one of ours."""
    if not issubclass(model, TerritorialPage):
        return [
            checks.Error(
                f"{model._meta.label} n’a pas de territoire.",
                hint="Faites-en une TerritorialPage, une DiffusablePage ou une SharedPage.",
                id="territories.E001",
            )
        ]
    problems: list[checks.CheckMessage] = []
    filters = {f.field_name for f in model.get_search_fields() if isinstance(f, index.FilterField)}
    if "territory" not in filters and "territory_id" not in filters:
        problems.append(
            checks.Error(
                f"{model._meta.label} ne se filtre pas par territoire dans la recherche.",
                hint="Commencez search_fields par *TerritorialPage.search_fields.",
                id="territories.E002",
            )
        )
    if model.is_creatable and not model.get_page_description():
        problems.append(
            checks.Warning(
                f"{model._meta.label} ne dit pas à quoi ce type de page sert.",
                hint="Écrivez page_description : une phrase, lue au moment de choisir.",
                id="territories.W004",
            )
        )
    if unexplained := unexplained_fields(model):
        problems.append(
            checks.Warning(
                f"{model._meta.label} : champs sans explication : {', '.join(unexplained)}.",
                hint="Donnez à chacun un help_text, dans le modèle ou dans son panneau.",
                id="territories.W005",
            )
        )
    if model.is_shown:
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            problems.append(
                checks.Warning(
                    f"{model._meta.label} n’a pas de gabarit {model.template}.",
                    hint="Écrivez-le dans templates/<app>/<page_model>.html.",
                    id="territories.W003",
                )
            )
    return problems


@checks.register(checks.Tags.models)
def check_pages(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Every page type is territorial, filtered by territory, explained, and has its template."""
    labels = {config.label for config in app_configs or apps.get_app_configs()}
    models = [model for model in our_page_models() if model._meta.app_label in labels]
    return [problem for model in models for problem in page_problems(model)]
