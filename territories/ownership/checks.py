"""House rule: what belongs to a territory, or is personal, is declared."""

from django.apps import apps
from django.core import checks
from django.db.models import EmailField, Field, GenericIPAddressField, Model
from wagtail.models import Collection, Site

from core.own_apps import own_app_labels

from ..tree.models import Territory
from .registry import declaration_of

# A territory has one site and one collection: what is of these is its own.
WAYS = (Territory, Site, Collection)
PERSONAL_TYPES = (EmailField, GenericIPAddressField)
PERSONAL_NAMES = {"phone", "first_name", "last_name", "recipients"}


def ways(model: type[Model]) -> list[Field]:
    """Relations of a model, inherited ones included, that lead straight to a territory, its site or its collection."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.related_model in WAYS]


def personal_fields(model: type[Model]) -> list[str]:
    """Fields that hold personal data by their type or their name. (« name » is a person's or a thing's: the
    declaration says.)"""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, PERSONAL_TYPES) or field.name in PERSONAL_NAMES
    ]


def _error(model: type[Model], words: str, hint: str, number: int) -> checks.CheckMessage:
    return checks.Error(
        f"{model._meta.label} {words}", hint=hint, obj=model, id=f"territories.E{number:03}"
    )


def ownership_problems(model: type[Model]) -> list[checks.CheckMessage]:
    """What a model of ours leaves unsaid."""
    relations, personal = ways(model), personal_fields(model)
    owned = declaration_of(model)
    if owned is None:
        if not (relations or personal):
            return []
        names = ", ".join([*(field.name for field in relations), *personal])
        return [
            _error(
                model,
                f"appartient à un territoire ou tient des données personnelles ({names}), et rien ne le déclare.",
                "Écrivez declare(Owned(…)) dans le module owned.py de son application.",
                10,
            )
        ]
    problems = []
    for field in relations:
        if field.related_model is Territory and owned.merge_of(field.name) is None:
            problems.append(
                _error(
                    model,
                    f"ne dit pas ce que deviennent ses lignes à une fusion ({field.name}).",
                    "Ajoutez un Merge à sa déclaration, avec ce champ.",
                    11,
                )
            )
    told = owned.personal.fields if owned.personal else ()
    if untold := [name for name in personal if name not in told]:
        problems.append(
            _error(
                model,
                f"ne dit pas jusqu’à quand il garde des données personnelles ({', '.join(untold)}).",
                "Ajoutez Personal à sa déclaration, avec ces champs.",
                12,
            )
        )
    return problems


@checks.register(checks.Tags.models)
def check_ownership(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """territories.E010, E011, E012: a model of ours belongs to a territory, or is personal, and does not say all."""
    labels = set(own_app_labels()) & {
        config.label for config in app_configs or apps.get_app_configs()
    }
    models = [model for model in apps.get_models() if model._meta.app_label in labels]
    return [problem for model in models for problem in ownership_problems(model)]
