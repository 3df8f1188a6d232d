"""All that this project uses of Django, Wagtail, treebeard and wagtail-localize beyond what they promise.

Nobody else names their underscore attributes or puts a function in the place of theirs: `tests/core/test_upstream.py`
looks, and fails when one of these parts changes with a new version. Each says what would end it; where no issue is
named, none was found. Methods that our subclasses override or call are in `PROTECTED`, told by the class that has them.

Search backends stand apart, in `core.search`: modelsearch is made to be subclassed, and documents no part of it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Field, QuerySet
from django.db.models.fields.files import FieldFile
from django.http import HttpResponseBase
from wagtail import hooks
from wagtail.models import Page, WorkflowState

# Methods with one underscore that our subclasses override or call, and the arguments that they take.
PROTECTED = {
    # What a permission is asked for: « publish » of a site's settings is « change » (`SitePolicy`).
    "wagtail.permission_policies.sites.SitePermissionPolicy": {
        "_get_permission_codenames": ("self", "actions"),
        "_user_has_global_permission": ("self", "user", "actions"),
    },
    # The place to which the admin's API moves or copies (`review.admin_restrictions`).
    "wagtail.admin.api.actions.move.MovePageAPIAction": {
        "_action_from_data": ("self", "instance", "data"),
    },
    "wagtail.admin.api.actions.copy.CopyPageAPIAction": {
        "_action_from_data": ("self", "instance", "data"),
    },
    # The words in which a token is refused, which no constant holds (`core.middleware.CsrfMiddleware`).
    "django.middleware.csrf.CsrfViewMiddleware": {
        "_bad_token_message": ("self", "reason", "token_source"),
    },
    # An address is free in the whole resource centre, or nowhere (`resources.centre.models.sheet`).
    "wagtail.models.Page": {
        "_slug_is_available": ("slug", "parent_page", "page"),
        "_check_slug_is_unique": ("self",),
    },
    # The first column of a list, with its buttons (`team.views`).
    "wagtail.admin.views.generic.IndexView": {
        "_get_title_column_class": ("self", "column_class"),
    },
    # A widget whose template stands in the project's folder (`diffusion.forms`).
    "django.forms.Widget": {
        "_render": ("self", "template_name", "context", "renderer"),
    },
}


def remember_parent(page: Page, parent: Page | None) -> None:
    """Tell a page its parent, where treebeard's `get_parent()` looks first: no query for each row of a list."""
    page._cached_parent_obj = parent


def read_parents(rows: Iterable[Page]) -> None:
    """Read the parents of pages in one query; nothing when it was done. (`annotate_parent_page` says it under its own name alone.)"""
    rows = list(rows)
    if rows and not hasattr(rows[0], "_parent_page"):
        Page.objects.annotate_parent_page(rows)
        for row in rows:
            remember_parent(row, row._parent_page)


def remember_workflow_states(page: Page, states: list[WorkflowState]) -> None:
    """Tell a page the reviews under way, where Wagtail looks first.

    `PageQuerySet.prefetch_workflow_states()` does so for rows of a query; there is nothing for one page.
    """
    page._current_workflow_states = states


def forget_label(field: Field) -> None:
    """Take its label and messages away from a copy of a field, which `deconstruct()` reads where they were given."""
    field.verbose_name = field._verbose_name = None
    field.error_messages = field._error_messages = None


def read_rows_with(queryset: QuerySet, iterable: type, instead_of: type) -> QuerySet:
    """Have the rows of a queryset made by `iterable` where they were to be made by `instead_of`; else leave it as it is.

    Django has no public way to say how rows become objects.
    """
    if queryset._iterable_class is instead_of:
        queryset._iterable_class = iterable
    return queryset


def slug_is_available(
    model: type[Page], slug: str, parent: Page | None, page: Page | None = None
) -> bool:
    """Whether a page of this model may have this slug under `parent`: what Wagtail asks when it cleans a page.

    :param page: the page itself, where it stands already.
    """
    return model._slug_is_available(slug, parent, page)


def update_urls_below(page: Page, old: str, new: str) -> None:
    """Rewrite the addresses of all that stands below a page whose own `url_path` was `old` and is `new`.

    Wagtail does so when the slug of a page changes (`Page.save`), or its parent (`Page.move`), not on demand.
    """
    page._update_descendant_url_paths(old, new)


def replace_hook(name: str, theirs: Callable, ours: Callable) -> None:
    """Put `ours` in the place of a function that another app registered; where it is not registered, do nothing.

    Wagtail has no `hooks.unregister`, which the discussion of wagtail/wagtail#3335 proposes.
    """
    hooks._hooks[name] = [
        (ours if function is theirs else function, order) for function, order in hooks._hooks[name]
    ]


def wrap_method(owner: type, name: str) -> Callable[[Callable], Callable]:
    """Decorator: `fn(original, self, ...)` answers where the method `name` of a class of theirs did.

    For classes that are named in so many places of theirs that a subclass would not be seen.
    """

    def decorate(fn: Callable) -> Callable:
        original = getattr(owner, name)

        def method(self, *args: Any, **kwargs: Any) -> Any:
            return fn(original, self, *args, **kwargs)

        setattr(owner, name, method)
        return fn

    return decorate


def set_csp(response: HttpResponseBase, policy: dict) -> None:
    """Give an answer another Content-Security-Policy than `SECURE_CSP`, unless a view has already.

    Django's `csp_override` does so for one view; our rule is for every address that begins like another.
    """
    if not hasattr(response, "_csp_config"):
        response._csp_config = policy


def is_new_file(file: FieldFile) -> bool:
    """Whether the file of a field was just given, and is not in the storage yet (as `FileField.pre_save` asks)."""
    return bool(file) and not file._committed
