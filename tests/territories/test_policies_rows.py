"""What belongs to a territory, on every channel of Wagtail's generic views: its team's, nobody else's."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import policy_registry

from offers.models import LocalOffer
from resources.centre.models import Adoption
from resources.training.models import Registration, TrainingSession
from territories.models import Contact, SiteTexts, Territory
from territories.ownership.declaration import Given
from territories.ownership.policies import TerritoryPolicy
from territories.ownership.registry import owned_models
from territories.ownership.views import owned_snippets
from tests.factories.offers import OfferPageFactory
from tests.factories.owned import make_row
from tests.factories.people import COMMUNICATION, REFERENT, make_person, make_translator
from tests.factories.territories import ContactFactory
from tests.factories.training import TrainingModulePageFactory, TrainingSessionFactory

MODELS = [owned.model for owned in owned_models(given=Given.ROWS)]
SNIPPETS = [model for model in MODELS if model is not Contact]
RECEIVED = [owned.model for owned in owned_models(given=Given.ROWS) if "add" in owned.refused]
# Views of one row, with what they do.
ROW_VIEWS = ["edit", "delete", "usage", "history"]


def address(model, view: str, *args) -> str:
    """The address of a view of the model's viewset."""
    if model is Contact:
        return reverse(f"contacts:{view.replace('list', 'index')}", args=args)
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def chooser(model, view: str, *args) -> str:
    return reverse(f"{model.snippet_viewset.get_chooser_admin_url_namespace()}:{view}", args=args)


@pytest.fixture
def sign_in(client):
    def sign(user):
        client.force_login(user)
        return client

    return sign


def shown(response) -> set:
    return {row.pk for row in response.context["object_list"]}


@pytest.mark.parametrize("model", MODELS)
def test_a_listing_shows_one_s_own_rows(network, sign_in, model):
    rows = {territory.code: make_row(model, territory).pk for territory in network.all}
    seen = {
        network.vitre: {"vitre"},
        network.ess_35: {"ess-35", "vitre", "fougeres"},
        network.region: set(rows),
    }
    for territory, codes in seen.items():
        client = sign_in(make_person(territory))
        wanted = {rows[code] for code in codes}
        assert shown(client.get(address(model, "list"))) == wanted, territory
        assert shown(client.get(address(model, "list_results"))) == wanted, territory
        # A filter on somebody else's territory is not an answer about it.
        other = client.get(address(model, "list"), {"territory": network.cornouaille.pk})
        assert shown(other) <= wanted
        search = client.get(address(model, "list"), {"q": "zanzibar"})
        assert shown(search) <= wanted


@pytest.mark.parametrize("model", MODELS)
def test_filters_offer_one_s_own(network, sign_in, model):
    for territory in network.all:
        make_row(model, territory)
    alone = sign_in(make_person(network.vitre)).get(address(model, "list"))
    html = alone.content.decode()
    for other in ("Cornouaille", "Fougères", "ESS 35"):
        assert other not in html
    if model is Registration:
        choices = alone.context["filters"].form.fields["session"].queryset
        assert {session.territory for session in choices} == {network.vitre}
        return
    assert "territory" not in (
        alone.context["filters"].form.fields if alone.context["filters"] else {}
    )
    several = sign_in(make_person(network.ess_35)).get(address(model, "list"))
    offered = several.context["filters"].form.fields["territory"].queryset
    assert {t.code for t in offered} == {"ess-35", "vitre", "fougeres"}


@pytest.mark.parametrize("view", ROW_VIEWS)
@pytest.mark.parametrize("model", MODELS)
def test_another_s_row_is_unknown(network, sign_in, model, view):
    mine, other = make_row(model, network.vitre), make_row(model, network.fougeres)
    client = sign_in(make_person(network.vitre))
    assert client.get(address(model, view, mine.pk)).status_code == 200
    for method in (client.get, client.post):
        response = method(address(model, view, other.pk))
        assert response.status_code == 404
        assert "Zanzibar" not in response.content.decode()
    assert client.get(address(model, view, 999_999)).status_code == 404
    assert model.objects.filter(pk=other.pk).exists()
    assert (
        sign_in(make_person(network.region)).get(address(model, view, other.pk)).status_code == 200
    )


@pytest.mark.parametrize("model", MODELS)
def test_own_rows_are_deleted(network, sign_in, model):
    row = make_row(model, network.vitre)
    client = sign_in(make_person(network.ess_35))
    assert client.post(address(model, "delete", row.pk)).status_code == 302
    assert not model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", SNIPPETS)
def test_bulk_deletion_leaves_and_hides_what_is_not_one_s_own(network, sign_in, model):
    mine, other = make_row(model, network.vitre), make_row(model, network.fougeres)
    client = sign_in(make_person(network.vitre))
    label = model._meta.label_lower.split(".")
    for ids in ([mine.pk, other.pk], ["all"]):
        url = reverse("wagtail_bulk_action", args=[*label, "delete"])
        page = client.get(url, {"id": ids})
        assert [item["item"] for item in page.context["items"]] == [mine]
        assert "Fougères" not in page.content.decode()
    query = "&".join(f"id={pk}" for pk in (mine.pk, other.pk))
    assert client.post(f"{url}?{query}").status_code == 302
    assert set(model.objects.values_list("pk", flat=True)) == {other.pk}


@pytest.mark.parametrize("model", SNIPPETS)
def test_choosers_offer_one_s_own(network, sign_in, model):
    mine, other = make_row(model, network.vitre), make_row(model, network.fougeres)
    client = sign_in(make_person(network.vitre))
    for view in ("choose", "choose_results"):
        response = client.get(chooser(model, view))
        assert [row.pk for row in response.context["results"]] == [mine.pk]
    assert client.get(chooser(model, "chosen", mine.pk)).status_code == 200
    for wrong in (other.pk, "abc"):
        assert client.get(chooser(model, "chosen", wrong)).status_code == 404
    chosen = client.get(chooser(model, "chosen_multiple"), {"id": [mine.pk, other.pk]}).json()
    assert [row["id"] for row in chosen["result"]] == [str(mine.pk)]


@pytest.mark.parametrize("model", SNIPPETS)
def test_the_translators_api_lists_one_s_own(network, sign_in, model):
    mine, other = make_row(model, network.vitre), make_row(model, network.fougeres)
    kind = [model._meta.app_label, model._meta.model_name]
    listing = reverse("wagtail_localize:snippets_api_listing", args=kind)
    client = sign_in(make_person(network.vitre))
    assert [row["id"] for row in client.get(listing).json()] == [mine.pk]
    for row, status in ((mine, 200), (other, 404)):
        detail = reverse("wagtail_localize:snippets_api_detail", args=[*kind, row.pk])
        assert client.get(detail).status_code == status
    assert sign_in(make_translator()).get(listing).json() == []


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", ["referent", "translator", "elsewhere"])
def test_others_find_nothing(network, sign_in, model, role):
    """Referents keep adoptions only, translators no row, and a neighbour's team nothing here."""
    row = make_row(model, network.vitre)
    person = {
        "referent": lambda: make_person(network.vitre, REFERENT),
        "translator": make_translator,
        "elsewhere": lambda: make_person(network.cornouaille),
    }[role]()
    client = sign_in(person)
    policy = policy_registry.get_by_type(model)
    may = role == "referent" and model is Adoption
    assert policy.user_has_permission_for_instance(person, "change", row) is may
    assert (AdminURLFinder(person).get_edit_url(row) is not None) is may
    assert (client.get(address(model, "edit", row.pk)).status_code == 200) is may
    listing = client.get(address(model, "list"))
    assert (listing.status_code == 200 and row.pk in shown(listing)) is may
    if model is not Contact:
        choice = client.get(chooser(model, "choose")).context["results"]
        assert (row.pk in [found.pk for found in choice]) is may


def test_referents_of_two_territories_and_the_team_of_one(network, sign_in):
    """Rights on a model come from one group; the territory still decides on each row."""
    user = make_person(network.vitre, COMMUNICATION)
    user.groups.add(network.cornouaille.referent_group)
    policy = policy_registry.get_by_type(Contact)
    assert {t.code for t in policy.territories(user)} == {"vitre"}
    assert {t.code for t in policy_registry.get_by_type(Adoption).territories(user)} == {
        "vitre",
        "cornouaille",
    }


def test_a_closed_territory_is_the_region_s(network):
    row = make_row(Contact, network.vitre)
    team, region = make_person(network.vitre), make_person(network.region)
    Territory.objects.filter(pk=network.vitre.pk).update(is_active=False)
    network.fougeres.save()  # the tree is read again
    policy = policy_registry.get_by_type(Contact)
    assert not policy.user_has_permission_for_instance(team, "change", row)
    assert policy.user_has_permission_for_instance(region, "change", row)
    assert row in policy.instances_user_has_permission_for(region, "change")


def test_nobody_without_an_account(network):
    row = make_row(Contact, network.vitre)
    policy = policy_registry.get_by_type(Contact)
    gone = make_person(network.vitre, is_active=False)
    for user in (AnonymousUser(), gone):
        assert not policy.user_has_permission_for_instance(user, "view", row)
        assert not policy.instances_user_has_permission_for(user, "view").exists()


def test_every_model_with_a_territory_has_the_policy():
    """A model added later, with a territory and a listing in the admin, must say whose rows are whose."""
    assert set(owned_snippets()) == {*SNIPPETS, SiteTexts}
    assert isinstance(policy_registry.get_by_type(Contact), TerritoryPolicy)


# --- Forms ------------------------------------------------------------------------


def contact_data(**changes) -> dict:
    return {"name": "Accueil", "role": "welcome", "email": "a@exemple.test", **changes}


def test_the_only_territory_is_not_asked_nor_taken_from_the_browser(network, sign_in):
    client = sign_in(make_person(network.vitre))
    html = client.get(address(Contact, "add")).content.decode()
    assert 'name="territory"' not in html
    response = client.post(address(Contact, "add"), contact_data(territory=network.fougeres.pk))
    assert response.status_code == 302
    assert Contact.objects.get().territory == network.vitre


def test_a_groupement_chooses_among_its_own(network, sign_in):
    client = sign_in(make_person(network.ess_35))
    assert 'name="territory"' in client.get(address(Contact, "add")).content.decode()
    refused = client.post(address(Contact, "add"), contact_data(territory=network.cornouaille.pk))
    assert refused.status_code == 200
    assert refused.context["form"].errors["territory"]
    client.post(address(Contact, "add"), contact_data(territory=network.vitre.pk))
    assert Contact.objects.get().territory == network.vitre


def test_a_second_local_offer_is_refused_in_words(network, sign_in):
    row = make_row(LocalOffer, network.vitre)
    client = sign_in(make_person(network.vitre))
    response = client.post(address(LocalOffer, "add"), {"offer": row.offer_id, "text": "null"})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_contacts_offered_to_a_local_offer(network, sign_in):
    mine = ContactFactory(territory=network.vitre, is_published=False)
    above = ContactFactory(territory=network.ess_35)
    ContactFactory(territory=network.ess_35, is_published=False)
    ContactFactory(territory=network.fougeres)
    OfferPageFactory()
    form = sign_in(make_person(network.vitre)).get(address(LocalOffer, "add")).context["form"]
    assert set(form.fields["contacts"].queryset) == {mine, above}


def test_a_session_is_added_by_its_territory(network, sign_in):
    module = TrainingModulePageFactory()
    client = sign_in(make_person(network.vitre))
    assert client.get(address(TrainingSession, "add")).status_code == 200
    data = {"module": module.pk, "start": "2027-01-10 18:00", "end": "2027-01-10 20:00"}
    assert client.post(address(TrainingSession, "add"), data).status_code == 302
    session = TrainingSession.objects.get()
    assert (session.territory, session.module) == (network.vitre, module)


def test_an_old_draft_of_a_module_keeps_its_sessions(network):
    module = TrainingModulePageFactory()
    draft = module.save_revision()
    session = TrainingSessionFactory(module=module, territory=network.vitre)
    draft.publish()
    assert TrainingSession.objects.filter(pk=session.pk).exists()


@pytest.mark.parametrize("model", RECEIVED)
def test_what_visitors_sent_is_not_written_nor_rewritten(network, sign_in, model):
    row = make_row(model, network.vitre)
    client = sign_in(make_person(network.region))
    assert client.get(address(model, "add")).status_code == 302
    data = {"status": row.Status.choices[1][0], "email": "autre@exemple.test"}
    data["territory"] = network.vitre.pk
    assert client.post(address(model, "edit", row.pk), data).status_code == 302
    email, row.status = row.email, data["status"]
    row = model.objects.get(pk=row.pk)
    assert (row.email, row.status) == (email, data["status"])


# --- Exports ----------------------------------------------------------------------


def csv_of(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_exports_hold_one_s_own_and_no_formula(network, sign_in):
    mine = make_row(Registration, network.vitre)
    Registration.objects.filter(pk=mine.pk).update(organisation='=HYPERLINK("http://x")')
    make_row(Registration, network.fougeres)
    client = sign_in(make_person(network.vitre))
    text = csv_of(client.get(address(Registration, "list"), {"export": "csv"}))
    assert "Zanzibar-vitre" in text
    assert "Zanzibar-fougeres" not in text
    assert "'=HYPERLINK" in text
    content = b"".join(client.get(address(Registration, "list"), {"export": "xlsx"}))
    sheet = load_workbook(io.BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "Zanzibar-vitre" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_listings_keep_to_their_budget(network, sign_in, django_assert_max_num_queries):
    client = sign_in(make_person(network.ess_35))
    for model in MODELS:
        for territory in (network.ess_35, network.vitre, network.fougeres):
            make_row(model, territory)
        client.get(address(model, "list"))
        with django_assert_max_num_queries(40):
            client.get(address(model, "list"))


def test_time_of_a_session_is_read_in_french(network, sign_in):
    start = timezone.make_aware(timezone.datetime(2027, 1, 10, 18))
    TrainingSessionFactory(territory=network.vitre, start=start)
    html = (
        sign_in(make_person(network.vitre)).get(address(TrainingSession, "list")).content.decode()
    )
    assert "10 janvier 2027 18:00" in html
