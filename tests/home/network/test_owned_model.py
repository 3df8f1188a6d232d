"""A model added later is declared in one place, and all that acts on territories knows it."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.permissions import policy_registry

from home.network.departure.archive import archive_of
from home.network.merging.plan import plan_merge
from home.network.merging.run import merge
from home.network.renaming.plan import NAMES, plan_renaming
from territories.models import Territory
from territories.ownership.checks import ownership_problems
from territories.ownership.guide import chapter_text
from territories.rights.sync import sync_permissions
from tests.factories.people import REFERENT, make_person
from tests.matrix.tables import OWNED_MARKS, ROW_ACTIONS, owned_table

from .loans import LOANS, Loan, lending


@pytest.fixture
def loans(network):
    """Of two pays: a projector each, and an exhibition of one of them; the first is back."""
    today = timezone.localdate()
    with lending():
        rows = [
            ("v1", network.vitre, "Un projecteur", 0),
            ("f1", network.fougeres, "Un projecteur", 1),
            ("f2", network.fougeres, "L’exposition du pays de Fougères", 1),
        ]
        for code, territory, what, days in rows:
            Loan.objects.create(
                code=code,
                territory=territory,
                what=what,
                borrower=f"{code}@exemple.test",
                return_on=today + timedelta(days=days),
            )
        sync_permissions()
        yield network


def zipped(territory, reader) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(archive_of(territory, reader))))


def test_the_check_has_nothing_to_say(network):
    assert [problem.id for problem in ownership_problems(Loan)] == ["territories.E010"]
    with lending():
        assert ownership_problems(Loan) == []


def test_teams_have_the_rights_on_their_own_rows(loans):
    policy = policy_registry.get_by_type(Loan)
    team, other = make_person(loans.vitre), make_person(loans.cornouaille)
    referent = make_person(loans.vitre, REFERENT)
    row = Loan.objects.get(code="v1")
    assert policy.user_has_permission_for_instance(team, "change", row)
    assert not policy.user_has_permission_for_instance(other, "change", row)
    assert not policy.user_has_permission(referent, "change")
    assert not policy.user_has_permission(team, "add")
    assert list(policy.instances_user_has_permission_for(team, "change")) == [row]


def test_a_merger_follows_the_rule(loans, boss):
    plan = plan_merge(loans.fougeres, loans.vitre)
    assert (plan.figures["Prêts"], plan.left["Prêts"]) == (1, 1)
    merge(loans.fougeres, loans.vitre, boss, plan.fingerprint)
    kept = Loan.objects.filter(territory=loans.vitre).values_list("code", flat=True)
    assert sorted(kept) == ["f2", "v1"]


def test_a_renaming_lists_the_texts_that_name_the_territory(loans):
    fougeres = Territory.objects.select_related("site").get(pk=loans.fougeres.pk)
    names = dict.fromkeys(NAMES, "Coglais") | {"site_name": "ESS du Coglais"}
    plan = plan_renaming(fougeres, names, fougeres.site.hostname)
    told = [mention.label for mention in plan.to_review if mention.kind == "prêt"]
    assert told == ["L’exposition du pays de Fougères"]


def test_the_zip_has_the_rows_that_its_reader_may_read_without_what_must_be_erased(loans):
    archive = zipped(loans.fougeres, make_person(loans.fougeres))
    rows = json.loads(archive.read("donnees/prets.json"))
    assert [row["in_capitals"] for row in rows] == [
        "UN PROJECTEUR",
        "L’EXPOSITION DU PAYS DE FOUGÈRES",
    ]
    assert not [row for row in rows if "borrower" in row]
    assert "Prêts" in archive.read("index.html").decode()
    # A person to whom the rows are not given finds the file empty.
    referent = make_person(loans.fougeres, REFERENT)
    assert json.loads(zipped(loans.fougeres, referent).read("donnees/prets.json")) == []


def test_the_purge_empties_what_is_due_and_only_that(loans, capsys):
    for _ in range(2):
        call_command("purge_personal_data")
        told = capsys.readouterr().out
    assert dict(Loan.objects.values_list("code", "borrower")) == {
        "v1": "",
        "f1": "f1@exemple.test",
        "f2": "f2@exemple.test",
    }
    assert "Prêts : 0 lignes effacées" in told, "once is enough"


def test_the_guide_and_the_matrix_have_its_rows(loans):
    (line,) = [line for line in chapter_text().splitlines() if line.startswith("| Prêts |")]
    assert line == (
        "| Prêts | communication | passent au pays qui reste, sauf ce qu’il a déjà | oui "
        "| courriel : le jour du retour |"
    )
    marks = OWNED_MARKS[LOANS.team]
    assert owned_table(LOANS).splitlines() == [f"{action} {marks}" for action in ROW_ACTIONS]
