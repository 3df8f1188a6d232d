"""Generations are declared once, with all that renews them (decision 0109)."""

import ast

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db.models.signals import post_save

from core import renewals
from core.generations_table import BEGIN, END, table, with_table
from core.renewals import DECLARED, Connection, DeclaredGeneration, declare, saved
from territories.models import Contact, Territory

FOLDERS = ("site/core", "territories", "offers", "resources", "home")


def test_the_table_of_the_documentation_is_that_of_the_declarations():
    page = (settings.BASE_DIR / "docs/architecture.md").read_text(encoding="utf-8")
    assert with_table(page) == page, "manage.py generations_table"
    assert set(DECLARED) == {
        *("catalogue", "contacts", "figures", "geography", "host:", "listings"),
        *("local-offers", "privacy", "sheets", "structure", "territories"),
    }


def test_the_table_stands_between_its_marks(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs/architecture.md"
    page.write_text(f"Avant\n{BEGIN}vieux\n{END}Après\n")
    call_command("generations_table", verbosity=0)
    assert page.read_text() == f"Avant\n{BEGIN}{table()}{END}Après\n"
    with pytest.raises(ValueError, match="marks"):
        with_table("Sans marque")


def _renews(path) -> bool:
    """Whether a module calls `renew()` of a generation, or `bump()`."""
    calls = [
        node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    ]
    # A generation of its own kind, which does more when it is renewed.
    calls = [call for call in calls if ast.unparse(call) != "super().renew"]
    return any(
        (isinstance(call, ast.Attribute) and call.attr in ("renew", "bump"))
        or (isinstance(call, ast.Name) and call.id == "bump")
        for call in calls
    )


def test_whoever_renews_by_hand_is_told_in_the_declaration():
    own = {"core.generations", "core.renewals"}
    found = {
        ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts).removeprefix("site.")
        for folder in FOLDERS
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if _renews(path)
    }
    declared = {r.module for g in DECLARED.values() for r in g.renewals if r.module}
    assert found - own == declared


def test_a_generation_is_declared_once_and_before_signals_are_connected(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="too late"):
        declare("neuve", "Rien.")
    with pytest.raises(ImproperlyConfigured, match="too late"):
        DECLARED["figures"].renewed_by(saved(Territory))
    monkeypatch.setattr(renewals, "_connected", [])
    with pytest.raises(ImproperlyConfigured, match="twice"):
        declare("figures", "Autre chose.")


def test_whole_pages_are_renewed_after_what_they_are_made_of():
    names = [connection.generation.name for connection in renewals.connections()]
    first = names.index("host:")
    assert set(names[first:]) == {"host:"}


def test_a_condition_is_asked_with_the_arguments_of_the_signal(renewed):
    generation = DeclaredGeneration("essai", "Pour ce test.")
    renewal = saved(Territory, when=lambda instance, **kwargs: instance.code == "oui")
    connection = Connection(generation, renewal, post_save, Territory)
    connection.receive(post_save, sender=Territory, instance=Territory(code="non"))
    assert renewed == []
    connection.receive(post_save, sender=Territory, instance=Territory(code="oui"))
    assert renewed == ["essai"]


def test_models_may_be_told_by_a_function_once_every_app_has_started():
    def registered():
        """rows that somebody registers"""
        return models

    models: list = []
    renewal = saved(Territory, registered)
    models.append(Contact)
    assert renewal.models() == [Territory, Contact]
    assert renewal.words == "`Territory`, rows that somebody registers"
    assert saved(lambda: []).models() == []


def test_a_model_may_be_told_by_its_label():
    by_label, by_class = saved("territories.Territory"), saved(Territory)
    assert by_label.models() == by_class.models() == [Territory]
    assert by_label.words == by_class.words == "`Territory`"
