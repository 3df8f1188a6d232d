"""Who reads the answers to a site's forms."""

from wagtail import hooks

from territories.ownership.scope import scope_of

from .models import FormPage


@hooks.register("filter_form_submissions_for_user")
def own_answers(user, forms):
    """Answers are personal data: read by the territory's communication, not by all who edit its pages.

    A translator edits every page, and reads nobody's answers.
    """
    own = FormPage.objects.filter(territory__in=scope_of(user).communicates)
    return forms.filter(pk__in=own.values("pk"))
