"""Migrations hold what tables are made of: no blocks, no words (decision 0094)."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from wagtail.blocks import CharBlock, StreamBlock
from wagtail.fields import StreamField as WagtailStreamField

from core.autodetector import WordlessAutodetector
from core.checks.migrations import migration_faults, own_migrations
from core.fields import StreamField
from core.own_apps import own_app_labels


def changes(**after) -> list:
    """Operations that bring a small model of ours from three plain columns to `after`."""
    before = {
        "name": models.CharField("nom", max_length=20, help_text="Un mot.", choices=[("a", "A")]),
        "body": StreamField(StreamBlock([("text", CharBlock())]), blank=True),
        "owner": models.ForeignKey("core.User", models.CASCADE, verbose_name="compte"),
    }

    def state(fields, **options) -> ProjectState:
        found = ProjectState.from_apps(apps)
        key = models.BigAutoField(primary_key=True)
        found.add_model(ModelState("core", "Toy", [("id", key), *fields.items()], options))
        return found

    start = state(before, verbose_name="jouet")
    WordlessAutodetector(ProjectState(), start)  # what migrations would have kept of it
    questions = MigrationQuestioner(specified_apps={"core"})
    end = state(before | after, verbose_name="joujou")
    detector = WordlessAutodetector(start, end, questions)
    found = detector.changes(graph=_Graph()).get("core", [])
    return [operation for migration in found for operation in migration.operations]


class _Graph:
    """A graph with nothing before: only what differs between two states matters here."""

    nodes: dict = {}
    root_nodes = leaf_nodes = staticmethod(lambda app=None: [])


def test_words_cost_no_migration():
    words = {"help_text": "Deux mots.", "choices": [("b", "B")], "error_messages": {"blank": "?"}}
    assert not changes(
        name=models.CharField("libellé", max_length=20, **words),
        owner=models.ForeignKey("core.User", models.CASCADE, verbose_name="personne"),
    )


def test_blocks_cost_no_migration():
    blocks = StreamBlock([("text", CharBlock(label="Mots")), ("more", CharBlock())])
    assert not changes(body=StreamField(blocks, blank=True, min_num=1))


@pytest.mark.parametrize(
    "field",
    [
        models.CharField("nom", max_length=21, help_text="Un mot.", choices=[("a", "A")]),
        models.CharField("nom", max_length=20, null=True),
        models.TextField("nom"),
    ],
)
def test_columns_are_seen(field):
    assert [type(operation).__name__ for operation in changes(name=field)] == ["AlterField"]


def test_other_apps_keep_their_words():
    """Wagtail's migrations are made by Wagtail: their state is compared word by word."""
    state = ProjectState.from_apps(apps)
    WordlessAutodetector(ProjectState(), state)
    assert state.models["wagtailcore", "page"].fields["title"].help_text
    assert "verbose_name" not in state.models["home", "contentpage"].options
    assert not state.models["home", "contentpage"].fields["summary"].help_text


def test_the_state_of_a_stream_has_no_blocks():
    field = StreamField(StreamBlock([("text", CharBlock())]), blank=True, max_num=3)
    _name, path, arguments, options = field.deconstruct()
    assert path == "core.fields.StreamField"
    assert (arguments, options) == ([], {"blank": True})
    assert field.clone().to_python("[]") is not None


def test_our_migrations_carry_no_blocks():
    assert {path.parent.parent.name for path in own_migrations()} >= {"centre", "pages", "core"}
    assert [fault for path in own_migrations() for fault in migration_faults(path)] == []


def test_a_migration_with_blocks_is_refused(tmp_path):
    path = tmp_path / "0002_body.py"
    _name, written, arguments, options = WagtailStreamField([("text", CharBlock())]).deconstruct()
    path.write_text(f"field = {written}({arguments}, {options})")
    (fault,) = migration_faults(path)
    assert fault.id == "core.E021"
    path.write_text("field = core.fields.StreamField(blank=True)")
    assert migration_faults(path) == []


def test_one_or_two_migrations_for_each_app():
    """Made anew once, before there was data to keep; later ones add to these."""
    for label in own_app_labels():
        names = list(Path(apps.get_app_config(label).path, "migrations").glob("0001*.py"))
        models_of_app = list(apps.get_app_config(label).get_models())
        assert len(names) == bool(models_of_app), label
