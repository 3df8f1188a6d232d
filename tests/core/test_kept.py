"""`{% kept %}`: parts of a page that stay rendered until a generation changes."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from core.generations import bump
from core.renewals import DECLARED, DeclaredGeneration
from core.templatetags import kept


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    kept._parts.clear()
    for name in ("sujet", "autre"):
        monkeypatch.setitem(DECLARED, name, DeclaredGeneration(name, "Pour ces tests."))


def render(
    site="1", text="un", source='{% kept "sujet autre" "pied" site %}{{ text }}{% endkept %}'
):
    return Template("{% load kept %}" + source).render(Context({"site": site, "text": text}))


def test_a_part_stays_until_one_of_its_generations_changes():
    assert [render(text="un"), render(text="deux")] == ["un", "un"]
    bump("ailleurs")
    assert render(text="deux") == "un"
    bump("autre")
    assert render(text="deux") == "deux"


def test_sites_and_languages_do_not_mix():
    assert render(site="1", text="un") == "un"
    assert render(site="2", text="deux") == "deux"
    with override("br"):
        assert render(site="1", text="unan") == "unan"
    assert render(site="1", text="trois") == "un"


def test_a_missing_key_leaves_the_part_unkept():
    assert [render(site=None, text="un"), render(site=None, text="deux")] == ["un", "deux"]


def test_what_is_inside_stays_escaped():
    assert render(text="<b>") == "&lt;b&gt;"
    assert render(text="<b>") == "&lt;b&gt;"


def test_a_part_grows_old(monkeypatch):
    render(text="un")
    now = kept.time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + kept.MAX_AGE + 1)
    assert render(text="deux") == "deux"


def test_parts_held_are_bounded(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 10)
    for number in range(1, 50):
        render(site=str(number))
    assert len(kept._parts) <= 10


def test_a_part_follows_declared_generations_only():
    with pytest.raises(TemplateSyntaxError, match="inconnue : ailleurs"):
        render(source='{% kept "sujet ailleurs" "pied" site %}{% endkept %}')


def test_a_part_needs_what_it_differs_by():
    with pytest.raises(TemplateSyntaxError):
        render(source='{% kept "sujet" "pied" %}{% endkept %}')
