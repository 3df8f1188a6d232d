"""Private parts of other packages are named in one place, and are still what we take them for."""

import ast
import inspect
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.query import ModelIterable
from django.http import HttpResponse
from django.utils.module_loading import import_string
from wagtail import hooks
from wagtail.models import Page
from wagtail.query import SpecificIterable

from core import upstream
from core.models import SiteDocument
from tests.factories.home import ContentPageFactory

FOLDERS = ("site/core", "site/config", "territories", "offers", "resources", "home")
# Written with an underscore, and documented all the same.
DOCUMENTED = {"_meta", "_default_manager", "_base_manager", "_replace", "_asdict"}
# What we keep on a request for its own length.
ON_REQUEST = {"_changes_at", "_territory"}
# Search backends subclass modelsearch's, which documents no part of itself.
SEARCH = "site/core/search/"
PLACE = "site/core/upstream.py"


def _sources():
    root = Path(settings.BASE_DIR)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            name = str(path.relative_to(root))
            if "/migrations/" not in name and name != PLACE:
                yield name, ast.parse(path.read_text())


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


def _own_names(tree: ast.Module) -> set[str]:
    """Names that a file gives itself: functions, attributes of classes and of `self`, variables of the module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("self", "cls")
        ):
            names.add(node.attr)
    return names


def _overridden() -> set[str]:
    return {name for methods in upstream.PROTECTED.values() for name in methods}


def test_private_attributes_are_named_in_one_place():
    trees = dict(_sources())
    own = set().union(*map(_own_names, trees.values()))
    known = own | ON_REQUEST | _overridden()
    found = {
        f"{name}: {node.attr}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and _is_private(node.attr)
        and node.attr not in known
        and not name.startswith(SEARCH)
    }
    assert found == set()


def test_no_class_of_others_is_changed_elsewhere():
    found = set()
    for name, tree in _sources():
        imported = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and not node.level
            for alias in node.names
            if alias.name[0].isupper()
        }
        found |= {
            f"{name}: {target.value.id}.{target.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id in imported
        }
    assert found == set()


@pytest.mark.parametrize(
    ("owner", "name", "arguments"),
    [
        (owner, name, arguments)
        for owner, methods in upstream.PROTECTED.items()
        for name, arguments in methods.items()
    ],
)
def test_protected_methods_take_what_we_give_them(owner, name, arguments):
    method = getattr(import_string(owner), name)
    assert tuple(inspect.signature(method).parameters)[: len(arguments)] == arguments


@pytest.mark.usefixtures("network")
class TestPages:
    def test_parent(self, network, django_assert_num_queries):
        page = ContentPageFactory(parent=network.vitre.site.root_page)
        page, parent = Page.objects.get(pk=page.pk), network.vitre.site.root_page
        upstream.remember_parent(page, parent)
        with django_assert_num_queries(0):
            assert page.get_parent() is parent

    def test_parents_of_rows(self, network, django_assert_num_queries):
        pages = [ContentPageFactory(parent=network.vitre.site.root_page) for _ in range(2)]
        rows = list(Page.objects.filter(pk__in=[page.pk for page in pages]))
        with django_assert_num_queries(1):
            upstream.read_parents(rows)
            upstream.read_parents(rows)
            assert {row.get_parent().pk for row in rows} == {network.vitre.site.root_page_id}

    def test_workflow_states(self, network, django_assert_num_queries):
        page = network.vitre.site.root_page
        upstream.remember_workflow_states(page, [])
        with django_assert_num_queries(0):
            assert page.current_workflow_state is None
            assert not page.workflow_in_progress

    def test_slug(self, network):
        home = network.vitre.site.root_page
        page = ContentPageFactory(parent=home, slug="une-page")
        assert not upstream.slug_is_available(Page, "une-page", home)
        assert upstream.slug_is_available(Page, "une-page", home, page)
        assert upstream.slug_is_available(Page, "une-autre", home)

    def test_slug_as_the_model_has_it(self, network):
        class Anywhere:
            @staticmethod
            def _slug_is_available(slug, parent_page, page=None):
                return True

        home = network.vitre.site.root_page
        ContentPageFactory(parent=home, slug="une-page")
        assert upstream.slug_is_available(Anywhere, "une-page", home)

    def test_urls_below(self, network):
        page = ContentPageFactory(parent=network.vitre.site.root_page, slug="une-page")
        below = ContentPageFactory(parent=page, slug="dessous")
        upstream.update_urls_below(page, page.url_path, "/ailleurs/une-page/")
        below.refresh_from_db()
        assert below.url_path == "/ailleurs/une-page/dessous/"

    def test_iterable(self):
        class OtherRows(SpecificIterable):
            def __iter__(self):
                yield "other"

        rows = upstream.read_rows_with(Page.objects.specific(), OtherRows, SpecificIterable)
        assert list(rows) == ["other"]
        assert list(rows.filter(pk=1)) == ["other"]  # clones too
        plain = upstream.read_rows_with(Page.objects.all(), OtherRows, SpecificIterable)
        assert plain._iterable_class is ModelIterable


def test_field_without_words():
    field = models.CharField("nom", error_messages={"required": "Il manque."}, max_length=3)
    upstream.forget_label(field)
    assert field.deconstruct()[3] == {"max_length": 3}


def test_replaced_hook():
    def theirs():
        """Registered by another app."""

    def ours():
        """In its place."""

    with hooks.register_temporarily("test_replaced_hook", theirs):
        upstream.replace_hook("test_replaced_hook", theirs, ours)
        assert hooks.get_hooks("test_replaced_hook") == [ours]
        upstream.replace_hook("test_replaced_hook", ours, theirs)


def test_wrapped_method():
    class Theirs:
        def answer(self, number):
            return number

    @upstream.wrap_method(Theirs, "answer")
    def doubled(original, self, number):
        return 2 * original(self, number)

    assert Theirs().answer(3) == 6
    with pytest.raises(AttributeError):
        upstream.wrap_method(Theirs, "gone")(doubled)


def test_policy_of_an_answer(rf):
    from django.middleware.csp import ContentSecurityPolicyMiddleware

    response = HttpResponse()
    upstream.set_csp(response, {"default-src": ["'none'"]})
    upstream.set_csp(response, {"default-src": ["*"]})  # too late
    ContentSecurityPolicyMiddleware(lambda request: response).process_response(
        rf.get("/"), response
    )
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
def test_new_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = SiteDocument(title="Notes", file=ContentFile(b"Bonjour", name="notes.txt"))
    assert upstream.is_new_file(document.file)
    document.save()
    assert not upstream.is_new_file(document.file)
    assert not upstream.is_new_file(SiteDocument().file)
