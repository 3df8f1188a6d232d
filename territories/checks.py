"""House rules of pages, as system checks with a hint."""

from django.apps import apps
from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models
from wagtail.search import index

from .models import TerritorialPage

OURS = ("home", "offers", "resources", "territories")


def our_page_models() -> list[type]:
    """Page types of this project, in a stable order."""
    found = [model for model in get_page_models() if model._meta.app_label in OURS]
    return sorted(found, key=lambda model: model._meta.label)


def unshown_models() -> list[type]:
    """Those that hold no page to read: what they lead to is found by itself."""
    return [model for model in our_page_models() if not getattr(model, "is_shown", True)]


def page_problems(model: type) -> list[checks.CheckMessage]:
    """What a page type lacks to be one of ours."""
    if not issubclass(model, TerritorialPage):
        return [
            checks.Error(
                f"{model._meta.label} n'a pas de territoire.",
                hint="Faites-en une TerritorialPage, une DiffusablePage ou une SharedPage.",
                id="territories.E001",
            )
        ]
    problems = []
    filters = {f.field_name for f in model.get_search_fields() if isinstance(f, index.FilterField)}
    if "territory" not in filters and "territory_id" not in filters:
        problems.append(
            checks.Error(
                f"{model._meta.label} ne se filtre pas par territoire dans la recherche.",
                hint="Commencez search_fields par *TerritorialPage.search_fields.",
                id="territories.E002",
            )
        )
    if model.is_shown:
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            problems.append(
                checks.Warning(
                    f"{model._meta.label} n'a pas de gabarit {model.template}.",
                    hint="Écrivez-le dans templates/<app>/<page_model>.html.",
                    id="territories.W003",
                )
            )
    return problems


@checks.register(checks.Tags.models)
def check_pages(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Every page type is territorial, filtered by territory, and has its template."""
    labels = {config.label for config in app_configs or apps.get_app_configs()}
    models = [model for model in our_page_models() if model._meta.app_label in labels]
    return [problem for model in models for problem in page_problems(model)]
