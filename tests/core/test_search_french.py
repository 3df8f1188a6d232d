"""The analysis of French that the engines share."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelsearch.query import And, Not, Or, Phrase, PlainText

from core.search import analysis, french
from core.search.expressions import FTS5, TSQUERY, ExpressionCompiler, matches
from core.search.inclusive import RULES, open_forms
from core.search.vectors import vector


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("administrateur·trice·s", "administrateur administratrice"),
        ("directeur•rice", "directeur directrice"),
        ("acteurs/trices", "acteur actrice"),
        ("porteur.euse.s", "porteur porteuse"),
        ("porteur(se)s", "porteur porteuse"),
        ("nombreux·ses", "nombreux nombreuse"),
        ("chacun.e", "chacun chacune"),
        ("salarié(e)s", "salarié salariée"),
        ("salarié(es)", "salarié salariée"),
        ("salarié-e-s", "salarié salariée"),
        ("élu·es", "élu élue"),
        ("citoyen·ne·s", "citoyen citoyenne"),
        ("professionnel.le.s", "professionnel professionnelle"),
        ("actif·ve", "actif active"),
        ("conseiller·ère", "conseiller conseillère"),
        ("bénévole·s", "bénévole"),
        ("association(s)", "association"),
        ("ADMINISTRATEUR·TRICE·S", "ADMINISTRATEUR ADMINISTRAtrice"),
        ("S.C.I.C.", "SCIC."),
        ("Penmarc’h", "Penmarch"),
        # Left alone.
        ("29.5", "29.5"),
        ("et/ou", "et/ou"),
        ("moi-même", "moi-même"),
        ("e-mail", "e-mail"),
        ("est-ce", "est-ce"),
        ("2,5/an", "2,5/an"),
        ("ess-bretagne.org", "ess-bretagne org"),
    ],
)
def test_inclusive_forms_and_acronyms(written, opened):
    assert open_forms(written) == opened


@pytest.mark.parametrize(
    "family",
    [
        ("économie", "economie", "Économie", "l’économie", "L'ÉCONOMIE", "d'économies"),
        ("administrateur", "administratrice", "administrateurs", "administrateur·trice"),
        ("porteur", "porteuse", "porteurs", "porteur.euse.s"),
        ("scic", "S.C.I.C.", "SCIC", "S.C.I.C"),
        ("conseillère", "conseillere", "conseiller", "conseillers"),
        ("coopérative", "coopératif", "coopératives"),
        ("cœur", "coeur", "cœurs"),
        ("local", "locaux", "locale"),
        ("salarié", "salariée", "salariés"),
        ("Penmarc'h", "penmarch", "PENMARC’H"),
        ("créateur", "créatrice"),
    ],
)
def test_one_term_for_a_family(family):
    assert len({frozenset(french.terms(word)) for word in family}) == 1


def test_words_that_must_stay_apart():
    apart = ("port", "portail", "pays", "paysan", "commune", "monnaie", "économie", "écologie")
    assert len({tuple(french.terms(word)) for word in apart}) == len(apart)


def test_stop_words_say_nothing():
    assert french.terms("L’économie de la mer, et des îles") == ["econom", "mer", "ile"]
    assert french.query_terms("de la") == []
    assert french.completion_query("maison de l'e") == [("maison", "0maison"), ("e", "0e")]
    assert "ete" in french.terms("un été")


@given(st.text())
def test_any_text_gives_plain_terms(text):
    for term in french.terms(french.clean(text)):
        assert re.fullmatch(r"[^\W_]+", term)
    expression = ExpressionCompiler(FTS5).compile(PlainText(text)).expression
    assert expression.count('"') % 2 == 0
    assert ExpressionCompiler(TSQUERY).compile(PlainText(text)).expression.count("'") % 2 == 0


def test_long_texts_take_linear_time():
    started = time.process_time()
    for text in ("a" * 100_000, "a.e" * 30_000, "é" * 50_000 + ".e", ("mot·e " * 20_000)):
        french.terms(text)
    assert time.process_time() - started < 5
    assert len(french.clean("a" * 10_000)) == french.MAX_QUERY_LENGTH
    assert len(french.query_terms("x" + " y".join(map(str, range(500))))) <= french.MAX_QUERY_TERMS


def test_expressions():
    compile_ = ExpressionCompiler(FTS5).compile
    mer, ile = PlainText("mer"), PlainText("île")
    assert compile_(mer & ~ile).expression == '("mer" NOT "ile")'
    assert compile_(~mer) == ('"mer"', True)
    assert compile_(~mer & ~ile) == ('("mer" OR "ile")', True)
    assert compile_(Or([mer, Not(ile)])) == ('("ile" NOT "mer")', True)
    assert compile_(And([PlainText("de la"), mer])).expression == '"mer"'
    assert compile_(PlainText("de la")) == ("", False)
    assert compile_(PlainText("mer île", operator="or")).expression == '("mer" OR "ile")'
    assert compile_(Phrase("circuits courts")).expression == '"circuit court"'


def test_matches_reads_a_text_as_the_engines_do():
    text = french.terms("Des circuits courts en mer")
    assert matches(PlainText("mer court"), text)
    assert matches(Phrase("circuit court"), text)
    assert not matches(Phrase("court circuit"), text)
    assert not matches(PlainText("mer") & ~PlainText("circuit"), text)


def test_synonyms(settings):
    settings.SEARCH_SYNONYMS = ["SCIC, société coopérative d’intérêt collectif", "seul"]
    asked = ExpressionCompiler(FTS5).compile(PlainText("scic mer")).expression
    assert asked == '(("scic" OR "societ coperatif interet colectif") AND "mer")'
    assert matches(PlainText("Société coopérative d'intérêt collectif"), french.terms("une SCIC"))
    assert "ess_synonyms" in analysis.french_settings()["analysis"]["filter"]


def test_vectors_of_postgresql():
    assert vector([("mer", "A"), ("ile", ""), ("mer", "D")]) == "'mer':1A,3D 'ile':2"
    assert vector([]) == ""
    assert vector([(str(number), "") for number in range(100)], most=2) == "'0':1 '1':2"


def test_rules_are_written_for_java_too():
    for rule in RULES:
        assert "\\" not in rule.java_replacement
        assert "?P<" not in rule.pattern
