"""What a territory owns is declared: the check that refuses what is not, the rights and the chapter that follow."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from territories.models import Contact, TerritorialPage, Territory
from territories.ownership.checks import check_ownership, ownership_problems
from territories.ownership.declaration import Given, Merge, NotExported, Owned, Personal, Rule, Team
from territories.ownership.guide import CHAPTER, chapter_text
from territories.ownership.registry import declaration_of, declare, declared, owned_models
from territories.rights.roles import communication_role, referent_role, region_role, site_settings

ACTIONS = ("add", "change", "delete", "view")


def ids(model) -> list[str]:
    return [problem.id for problem in ownership_problems(model)]


def said(model, **parts) -> Owned:
    return Owned(model, team=Team.REGION, export=NotExported("c’est un essai"), **parts)


# --- The check ------------------------------------------------------------------------


def test_every_model_of_ours_says_what_it_must():
    assert check_ownership(None) == []
    assert owned_models()


@isolate_apps("territories")
def test_a_model_with_a_territory_and_no_declaration_is_refused():
    class Loan(models.Model):  # noqa: DJ008
        territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")

        class Meta:
            app_label = "territories"

    (problem,) = ownership_problems(Loan)
    assert problem.id == "territories.E010"
    assert "territory" in problem.msg
    assert "owned.py" in problem.hint
    with declared(said(Loan)):
        assert ids(Loan) == ["territories.E011"]
    with declared(said(Loan, merge=(Merge(Rule.MOVE),))):
        assert ids(Loan) == []


@isolate_apps("territories")
def test_so_is_one_that_inherits_it_or_names_several():
    class Lent(models.Model):
        giver = models.ForeignKey(Territory, models.CASCADE, related_name="+")

        class Meta:
            abstract = True
            app_label = "territories"

    class Loan(Lent):  # noqa: DJ008
        takers = models.ManyToManyField(Territory, related_name="+")

        class Meta:
            app_label = "territories"

    (problem,) = ownership_problems(Loan)
    assert "(giver, takers)" in problem.msg
    # What is said of the model that it inherits from is said of it; each relation has its rule.
    with declared(said(Lent, owner="giver", merge=(Merge(Rule.STAY),))):
        assert ids(Loan) == ["territories.E011"]


@isolate_apps("territories")
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("write_to", models.EmailField()),
        ("seen_from", models.GenericIPAddressField()),
        ("phone", models.CharField(max_length=30)),
    ],
)
def test_a_model_with_personal_data_and_no_declaration_is_refused(name, field):
    meta = type("Meta", (), {"app_label": "territories"})
    visitor = type("Visitor", (models.Model,), {name: field, "__module__": __name__, "Meta": meta})
    assert ids(visitor) == ["territories.E010"]
    with declared(said(visitor, owner="")):
        assert ids(visitor) == ["territories.E012"]
    with declared(said(visitor, owner="", personal=Personal((name,), "demain"))):
        assert ids(visitor) == []


@isolate_apps("territories")
def test_what_is_of_nobody_says_nothing():
    class Word(models.Model):  # noqa: DJ008
        name = models.CharField(max_length=30)

        class Meta:
            app_label = "territories"

    assert ids(Word) == []


# --- The registry ---------------------------------------------------------------------


def test_a_model_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        declare(said(Contact))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Merge(Rule.FIRST),
        lambda: Merge(Rule.MOVE, key="offer"),
        lambda: Merge(Rule.APART),
        lambda: said(Contact, owner="", given=Given.ROWS),
        lambda: said(Contact, owner="", names_territory=True),
    ],
)
def test_parts_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_pages_are_declared_together():
    pages = declaration_of(TerritorialPage)
    from_pages = [m for m in TerritorialPage.__subclasses__() if declaration_of(m) is pages]
    assert from_pages == TerritorialPage.__subclasses__()


# --- What follows ---------------------------------------------------------------------


def codenames(*models: str) -> set[str]:
    return {f"{action}_{model}" for model in models for action in ACTIONS}


def test_each_role_has_the_permissions_that_it_had():
    """Written by hand: a declaration that is changed by mistake is seen here."""
    files = {f"{a}_{kind}" for a in ("add", "change") for kind in ("siteimage", "sitedocument")}
    choose = {"choose_siteimage", "choose_sitedocument"}
    kept = ("contact", "localoffer", "registration", "trainingsession", "welcomerequest")
    communication, referent, region = communication_role(), referent_role(), region_role()
    assert set(communication.everywhere) == {"access_admin"} | codenames("adoption", *kept)
    assert set(referent.everywhere) == {"access_admin"} | codenames("adoption")
    assert set(communication.files) == set(referent.files) == files | choose
    assert set(communication.common_files) == set(referent.common_files) == choose
    assert set(region.files) == files | choose | {"delete_siteimage", "delete_sitedocument"}
    assert set(communication.sites) == set(region.sites) == set(site_settings())
    assert set(site_settings()) == {"change_territorysettings", "change_sitetexts"}
    assert referent.sites == ()
    assert set(communication.everywhere) <= set(region.everywhere)
    assert not set(region.everywhere) & {*site_settings(), "change_user", "add_siteimage"}
    assert {"add_theme", "change_territory", "delete_figure"} <= set(region.everywhere)


def test_the_chapter_of_the_guide_says_what_is_declared():
    """`manage.py write_owned_chapter` writes it again."""
    assert CHAPTER.read_text(encoding="utf-8") == chapter_text()
