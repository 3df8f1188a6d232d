"""House rule: a deployed site asks for a second factor."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def second_factor_is_required(app_configs, **kwargs):
    """Publishing and administering need a second factor wherever the sites are deployed."""
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    return [
        Error(
            "La double authentification n’est pas exigée de qui publie ou administre.",
            hint="Retirez SECOND_FACTOR_REQUIRED = False : seules la démonstration et les tests s’en passent.",
            id="core.E030",
        )
    ]
