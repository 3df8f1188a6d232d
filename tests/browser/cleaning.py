"""Take out of a demonstration what a test made: `python -m tests.browser.cleaning CODE…`.

A code is a territory's, or the address of a home in another language.
"""

import os
import sys


def remove(codes: list[str]) -> None:
    """Remove territories with their sites, pages, teams and workflows, whose steps all territories share."""
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from wagtail.models import Page
    from wagtail_localize.models import TranslationContext, TranslationSource

    from territories.models import Territory
    from territories.pages.types import our_page_models

    kept = ("communication_group", "referent_group", "workflow", "collection", "site")
    with transaction.atomic():
        for page in Page.objects.filter(depth=2, slug__in=codes):
            for model in (TranslationSource, TranslationContext):
                model.objects.filter(object_id=page.translation_key).delete()
            page.specific.delete()
        for territory in Territory.objects.filter(code__in=codes):
            for model in our_page_models():  # its folder in the resource centre
                for page in model.objects.filter(territory=territory):
                    page.delete()
            others = [getattr(territory, name) for name in kept]
            get_user_model().objects.filter(email__startswith=f"{territory.code}@").delete()
            territory.delete()
            for other in filter(None, others):
                other.delete()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    remove(sys.argv[1:])
