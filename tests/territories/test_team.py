"""Teams: inviting, changing, leaving; who has access to what. Never other people's, never one's own rights."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry

from territories.team import access
from territories.team.people import may_manage
from tests.factories.people import COMMUNICATION, REFERENT, make_person, make_translator

User = get_user_model()


@pytest.fixture
def sign_in(client):
    def sign(user):
        client.force_login(user)
        return client

    return sign


def address(view: str, *args) -> str:
    return reverse(f"equipe:{view}", args=args)


def invitation(*groups, **changes) -> dict:
    return {
        "first_name": "Nolwenn",
        "last_name": "Exemple",
        "email": "nolwenn@exemple.test",
        "groups": [group.pk for group in groups],
        **changes,
    }


def named(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def offered(response) -> set[str]:
    return {group.name for group in response.context["form"].fields["groups"].queryset}


# --- What is offered, who is seen -----------------------------------------------------


def test_each_invites_into_her_own_teams(network, sign_in):
    vitre = {network.vitre.communication_group.name, network.vitre.referent_group.name}
    assert offered(sign_in(make_person(network.vitre)).get(address("add"))) == vitre
    ours = offered(sign_in(make_person(network.ess_35)).get(address("add")))
    assert vitre < ours
    assert len(ours) == 6
    region = offered(sign_in(make_person(network.region)).get(address("add")))
    assert len(region) == 13  # two groups for each of six territories, and translators


def test_a_lead_sees_the_people_of_her_teams(network, sign_in):
    lead = make_person(network.vitre)
    mine = make_person(network.vitre, REFERENT)
    elsewhere = [make_person(network.fougeres), make_person(network.ess_35), make_translator()]
    root = User.objects.create_superuser("racine", "racine@exemple.test", "x")
    root.groups.add(network.vitre.communication_group)
    client = sign_in(lead)
    for view in ("index", "index_results"):
        assert list(client.get(address(view)).context["object_list"]) == [mine]
        assert list(client.get(address(view), {"q": "exemple"}).context["object_list"]) == [mine]
    for other in (*elsewhere, root, lead):
        for view in ("edit", "delete", "resend"):
            assert client.get(address(view, other.pk)).status_code == 404
            data = invitation(network.vitre.referent_group)
            assert client.post(address(view, other.pk), data).status_code == 404


@pytest.mark.parametrize("role", ["referent", "translator"])
def test_those_without_a_team_have_no_screen(network, sign_in, role):
    person = make_translator() if role == "translator" else make_person(network.vitre, REFERENT)
    client = sign_in(person)
    for url in (address("index"), address("add"), reverse("access_report")):
        for method in (client.get, client.post):
            assert method(url).status_code == 302
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert address("index") not in menu
    assert reverse("access_report") not in menu
    assert not User.objects.filter(email="nolwenn@exemple.test").exists()


# --- Inviting -------------------------------------------------------------------------


def invited_link(message) -> str:
    return re.search(r"https?://[^/]+(/admin/password_reset/confirm/\S+)", message.body).group(1)


def test_an_invitation_opens_an_account_once_its_password_is_chosen(network, sign_in):
    client = sign_in(make_person(network.vitre))
    response = client.post(address("add"), invitation(network.vitre.referent_group), follow=True)
    assert "Invitation envoyée à nolwenn@exemple.test." in response.content.decode()
    person = User.objects.get(email="nolwenn@exemple.test")
    assert not person.has_usable_password()
    assert named(person) == {network.vitre.referent_group.name}
    [message] = mail.outbox
    assert message.to == ["nolwenn@exemple.test"]
    assert "Choisissez votre mot de passe" in message.body
    newcomer = Client()
    page = newcomer.get(invited_link(message), follow=True)
    password = "une-longue-phrase-de-passe"
    sent = {"new_password1": password, "new_password2": password}
    done = newcomer.post(page.request["PATH_INFO"], sent, follow=True).content.decode()
    assert ">Se connecter</a>" in done
    assert "Identifiant" not in done
    assert newcomer.login(username=person.get_username(), password=password)
    assert newcomer.get(reverse("wagtailadmin_home")).status_code == 200
    # The link serves once.
    used = Client().get(invited_link(message), follow=True)
    assert not used.context["validlink"]
    assert "demandez à l’équipe qui vous invite" in used.text


def test_nobody_is_invited_into_another_s_team(network, sign_in):
    client = sign_in(make_person(network.vitre))
    for group in (network.fougeres.referent_group, network.region.communication_group):
        response = client.post(address("add"), invitation(group))
        assert response.context["form"].errors["groups"]
    assert not User.objects.filter(email="nolwenn@exemple.test").exists()
    assert not mail.outbox


@pytest.mark.parametrize("missing", ["first_name", "last_name", "email", "groups"])
def test_what_is_missing_is_asked_in_french(network, sign_in, missing):
    data = invitation(network.vitre.referent_group)
    del data[missing]
    response = sign_in(make_person(network.vitre)).post(address("add"), data)
    assert response.status_code == 200
    [error] = response.context["form"].errors[missing]
    assert error in ("Champ requis.", "Choisissez au moins une équipe.")


def test_a_known_address_joins_without_a_word_about_the_rest(network, sign_in):
    known = make_person(network.cornouaille, first_name="Autre", last_name="Nom")
    User.objects.filter(pk=known.pk).update(email="Nolwenn@Exemple.test")
    client = sign_in(make_person(network.vitre))
    page = client.post(address("add"), invitation(network.vitre.referent_group), follow=True)
    html = page.content.decode()
    assert "Invitation envoyée à nolwenn@exemple.test." in html
    assert "Cornouaille" not in html
    known.refresh_from_db()
    assert (known.first_name, known.check_password("x")) == ("Autre", True)
    assert network.cornouaille.communication_group in known.groups.all()
    assert network.vitre.referent_group in known.groups.all()
    [message] = mail.outbox
    assert "Vous avez déjà un compte" in message.body
    assert "password_reset" not in message.body
    sheet = client.get(address("edit", known.pk)).content.decode()
    assert "Cornouaille" not in sheet


def test_a_technical_account_is_left_as_it_is(network, sign_in):
    root = User.objects.create_superuser("racine", "nolwenn@exemple.test", "x")
    client = sign_in(make_person(network.vitre))
    client.post(address("add"), invitation(network.vitre.communication_group))
    assert not root.groups.exists()
    assert User.objects.filter(email="nolwenn@exemple.test").count() == 1


def test_a_login_taken_by_another_address_is_not_hers(network, sign_in):
    User.objects.create_user("nolwenn@exemple.test", "ailleurs@exemple.test", "x")
    client = sign_in(make_person(network.vitre))
    client.post(address("add"), invitation(network.vitre.referent_group))
    person = User.objects.get(email="nolwenn@exemple.test")
    assert person.username == "nolwenn@exemple.test-2"
    assert [message.to for message in mail.outbox] == [["nolwenn@exemple.test"]]


def test_an_invitation_waits_for_its_mail_server(network, sign_in, queue):
    client = sign_in(make_person(network.vitre))
    page = client.post(address("add"), invitation(network.vitre.referent_group), follow=True)
    assert "Invitation envoyée à nolwenn@exemple.test." in page.text
    assert mail.outbox == []
    queue()
    assert [message.to for message in mail.outbox] == [["nolwenn@exemple.test"]]


def test_an_invitation_can_be_sent_again(network, sign_in):
    client = sign_in(make_person(network.vitre))
    client.post(address("add"), invitation(network.vitre.referent_group))
    person = User.objects.get(email="nolwenn@exemple.test")
    mail.outbox.clear()
    for view in (address("index"), address("edit", person.pk)):
        assert address("resend", person.pk) in client.get(view).text
    assert client.get(address("resend", person.pk)).status_code == 200
    page = client.post(address("resend", person.pk), follow=True)
    assert "Invitation renvoyée à nolwenn@exemple.test." in page.text
    assert len(mail.outbox) == 1


def test_who_has_a_password_is_not_sent_another_invitation(network, sign_in):
    member = make_person(network.vitre, REFERENT)
    client = sign_in(make_person(network.vitre))
    listed = client.get(address("index")).text
    assert address("resend", member.pk) not in listed
    assert "Retirer de l’équipe" in listed
    assert "Supprimer" not in listed
    assert client.post(address("resend", member.pk)).status_code == 404


def test_nobody_changes_her_own_address(network, sign_in):
    client = sign_in(make_person(network.vitre, REFERENT))
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-email"' not in html


# --- Changing and leaving --------------------------------------------------------------


def test_teams_change_among_one_s_own(network, sign_in):
    member = make_person(network.vitre, REFERENT)
    member.groups.add(network.cornouaille.referent_group)
    client = sign_in(make_person(network.vitre))
    data = invitation(network.vitre.communication_group, email="pirate@exemple.test")
    assert client.post(address("edit", member.pk), data).status_code == 302
    member.refresh_from_db()
    assert named(member) == {
        network.vitre.communication_group.name,
        network.cornouaille.referent_group.name,
    }
    # A name and an address are the region's to correct.
    assert (member.email, member.first_name) == ("vitre-referent_group@exemple.test", "")
    refused = client.post(
        address("edit", member.pk), invitation(network.region.communication_group)
    )
    assert refused.context["form"].errors["groups"]


def test_the_region_corrects_an_address_once(network, sign_in):
    member, other = make_person(network.vitre, REFERENT), make_person(network.fougeres)
    client = sign_in(make_person(network.region))
    data = invitation(network.vitre.referent_group)
    assert client.post(address("edit", member.pk), data).status_code == 302
    member.refresh_from_db()
    assert (member.email, member.first_name) == ("nolwenn@exemple.test", "Nolwenn")
    taken = client.post(address("edit", member.pk), data | {"email": other.email.upper()})
    assert taken.context["form"].errors["email"]


def test_who_leaves_her_last_team_has_no_account_any_more(network, sign_in):
    member = make_person(network.vitre, REFERENT)
    theirs = Client()
    theirs.force_login(member)
    client = sign_in(make_person(network.vitre))
    assert "Retirer de l’équipe" in client.get(address("edit", member.pk)).content.decode()
    assert client.get(address("delete", member.pk)).status_code == 200
    assert client.post(address("delete", member.pk)).status_code == 302
    member.refresh_from_db()
    assert (member.is_active, named(member)) == (False, set())
    assert theirs.get(reverse("wagtailadmin_home")).status_code == 302
    # Invited again, she chooses a new password.
    client.post(address("add"), invitation(network.vitre.referent_group, email=member.email))
    member.refresh_from_db()
    assert member.is_active
    assert not member.has_usable_password()


def test_who_has_another_team_keeps_her_account(network, sign_in):
    member = make_person(network.vitre, REFERENT)
    member.groups.add(network.cornouaille.referent_group)
    sign_in(make_person(network.vitre)).post(address("delete", member.pk))
    member.refresh_from_db()
    assert (member.is_active, named(member)) == (True, {network.cornouaille.referent_group.name})


def test_an_account_closed_on_purpose_stays_closed(network, sign_in):
    member = make_person(network.vitre, REFERENT, is_active=False)
    client = sign_in(make_person(network.vitre))
    client.post(address("add"), invitation(network.vitre.communication_group, email=member.email))
    member.refresh_from_db()
    assert not member.is_active


def test_what_was_done_is_told_in_the_log(network, sign_in):
    lead = make_person(network.vitre)
    client = sign_in(lead)
    client.post(address("add"), invitation(network.vitre.referent_group))
    person = User.objects.get(email="nolwenn@exemple.test")
    client.post(address("delete", person.pk))
    logs = registry.get_logs_for_instance(person)
    assert [(log.action, log.user) for log in logs] == [("team.left", lead), ("team.invited", lead)]


def test_wagtail_s_own_screens_of_accounts_stay_with_technical_accounts(network, sign_in):
    member = make_person(network.vitre, REFERENT)
    for territory in (network.vitre, network.ess_35, network.region):
        client = sign_in(make_person(territory))
        for url in (
            reverse("wagtailusers_users:index"),
            reverse("wagtailusers_users:edit", args=[member.pk]),
            reverse("wagtailusers_groups:index"),
            reverse("wagtailusers_groups:edit", args=[network.vitre.referent_group_id]),
        ):
            assert client.get(url).status_code in (302, 403), (territory, url)


# --- Who has access to what ---------------------------------------------------------------


def rows(response) -> dict[str, tuple[str, str]]:
    return {p.username: (p.teams, p.sites) for p in response.context["object_list"]}


def test_a_territory_sees_who_has_access_to_it(network, sign_in):
    lead = make_person(network.vitre, last_name="=1+1")
    both = make_person(network.vitre, REFERENT)
    both.groups.add(network.cornouaille.referent_group)
    make_person(network.fougeres)
    found = rows(sign_in(lead).get(reverse("access_report")))
    assert set(found) == {lead.username, both.username}
    assert "Cornouaille" not in found[both.username][0]


def test_the_region_sees_everybody_and_chooses_a_territory(network, sign_in):
    root = User.objects.create_superuser("racine", "racine@exemple.test", "x")
    people = [make_person(t) for t in (network.vitre, network.ess_35, network.fougeres)]
    people.append(make_translator())
    region = make_person(network.region)
    client = sign_in(region)
    found = rows(client.get(reverse("access_report")))
    assert set(found) == {p.username for p in (*people, region, root)}
    assert found["racine"] == ("", "tous les sites")
    assert found["traduction"] == ("Traduction", "tous les sites, sans publier")
    assert found["ess-35-com"][1] == "ESS 35, ESS pays de Fougères, ESS pays de Vitré"
    chosen = client.get(reverse("access_report_results"), {"territory": network.vitre.pk})
    assert set(rows(chosen)) == {"vitre-com"}


@pytest.mark.parametrize("wrong", ["abc", "999999"])
def test_a_wrong_filter_is_no_error(network, sign_in, wrong):
    client = sign_in(make_person(network.vitre))
    assert client.get(reverse("access_report"), {"territory": wrong}).status_code == 200


def test_the_report_is_exported_without_formulas(network, sign_in):
    client = sign_in(make_person(network.vitre, last_name="=1+1"))
    morning = datetime(2026, 11, 27, 3, 35, 57, 135606, tzinfo=UTC)
    User.objects.filter(last_name="=1+1").update(last_login=morning)
    make_person(network.fougeres)
    response = client.get(reverse("access_report"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "Dernière connexion" in text
    assert "'=1+1" in text
    # The hour of a clock in France.
    assert ",2026-11-27 04:35," in text
    assert "fougeres" not in text
    assert client.get(reverse("access_report"), {"export": "xlsx"}).status_code == 200


def test_the_report_says_who_has_a_second_factor(network, sign_in, monkeypatch):
    lead = make_person(network.vitre)
    other = make_person(network.vitre, REFERENT)
    monkeypatch.setattr(access, "has_second_factor", lambda ids: {lead.pk} & ids)
    people = sign_in(lead).get(reverse("access_report")).context["object_list"]
    assert {p.pk: p.second_factor for p in people} == {lead.pk: "oui", other.pk: "non"}


def test_the_report_asks_little_of_the_database(network, sign_in, django_assert_max_num_queries):
    for number in range(12):
        make_person(network.vitre, REFERENT, username=f"membre-{number}")
    client = sign_in(make_person(network.vitre))
    client.get(reverse("access_report"))
    with django_assert_max_num_queries(40):
        client.get(reverse("access_report"))
    with django_assert_max_num_queries(40):
        client.get(address("index"))


def test_who_manages(network):
    assert may_manage(make_person(network.vitre, COMMUNICATION))
    assert not may_manage(make_person(network.vitre, REFERENT))
