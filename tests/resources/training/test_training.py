"""The administrators' path: stages, modules, sessions, and how to register."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from resources.training.models import TrainingSession
from tests.factories.home import section
from tests.factories.resources import ToolPageFactory
from tests.factories.training import (
    RegistrationFactory,
    TrainingModulePageFactory,
    TrainingSessionFactory,
)

PATH = "/parcours-administrateurs/"


@pytest.fixture
def module(network):
    return TrainingModulePageFactory(
        territory=network.region,
        title="Lire des comptes",
        slug="lire-des-comptes",
        stage="training",
        cfga_module="Finances",
        prerequisites="Aucun",
        aims=[("aim", "Comprendre un bilan")],
    )


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_path_has_three_stages_and_their_modules(network, get, module):
    path = section(network.region, "parcours-administrateurs")
    # Whatever the apostrophe, the text goes with its stage.
    path.stages = [("stage", {"title": "Espaces d’échanges", "text": "Parler entre pairs."})]
    path.save()
    html = page_of(get(network.vitre, PATH))
    assert [html.index(stage) for stage in ("Accueil</h3>", "Formation</h3>", "Parler entre")]
    assert 'href="/parcours-administrateurs/lire-des-comptes/"' in html
    assert html.count("Pas encore de module publié à cette étape.") == 2


def test_a_draft_or_private_module_is_never_listed(network, get, module):
    draft = TrainingModulePageFactory(title="Brouillon", live=False)
    TrainingSessionFactory(module=draft)
    private = TrainingModulePageFactory(title="Réservé")
    TrainingSessionFactory(module=private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    html = page_of(get(network.vitre, PATH))
    assert "Brouillon" not in html
    assert "Réservé" not in html
    assert get(network.vitre, f"{PATH}{draft.slug}/").status_code == 404


def test_sessions_to_come_are_listed_with_place_and_seats(network, get, module):
    session = TrainingSessionFactory(module=module, territory=network.cornouaille, capacity=12)
    RegistrationFactory(session=session, status="confirmed")
    RegistrationFactory(session=session, status="attended")
    RegistrationFactory(session=session, status="cancelled")
    RegistrationFactory(session=session, status="waiting")
    html = page_of(get(network.vitre, PATH))
    assert "Maison des associations · ESS pays de Cornouaille · 10 places restantes" in html
    assert "10 places restantes" in page_of(get(network.vitre, f"{PATH}{module.slug}/"))


def test_a_full_session_says_so_and_one_without_capacity_says_nothing(network, get, module):
    full = TrainingSessionFactory(module=module, capacity=1)
    RegistrationFactory(session=full)
    RegistrationFactory(session=full)
    TrainingSessionFactory(module=module, capacity=None, place="Ailleurs")
    html = page_of(get(network.vitre, PATH))
    assert "· complet" in html
    assert "Ailleurs · ESS Bretagne<" in html


def test_a_past_session_is_not_listed(network, get, module):
    start = timezone.now() - timedelta(days=2)
    TrainingSessionFactory(module=module, start=start, place="Hier")
    assert "Hier" not in page_of(get(network.vitre, PATH))
    assert "Aucune date n’est annoncée" in page_of(get(network.vitre, f"{PATH}{module.slug}/"))


def test_a_sample_session_says_it_is_one(network, get, module):
    TrainingSessionFactory(module=module, is_sample=True)
    assert "<strong>Exemple.</strong>" in page_of(get(network.vitre, PATH))


def test_the_address_of_an_online_session_stays_between_those_who_come(network, get, module):
    TrainingSessionFactory(module=module, place="", link="https://visio.test/secret")
    html = page_of(get(network.vitre, f"{PATH}{module.slug}/"))
    assert "En visioconférence" in html
    assert "visio.test" not in html


def test_a_session_of_several_days_says_when_it_ends(network, get, module):
    start = timezone.now().replace(hour=8, minute=0) + timedelta(days=10)
    TrainingSessionFactory(module=module, start=start, end=start + timedelta(days=1, hours=8))
    assert " au " in page_of(get(network.vitre, PATH))


def test_a_module_says_what_it_is_and_how_to_register(network, get, module):
    html = page_of(get(network.vitre, f"{PATH}{module.slug}/"))
    for told in ("Comprendre un bilan", "1\u00a0h\u00a030", "Finances", "Formation"):
        assert told in html
    assert 'href="/contact/"' in html
    assert "<button" not in html.split("<main")[1].split("</main")[0]


def test_useful_sheets_are_those_a_visitor_may_read(network, get, module):
    shown = ToolPageFactory(title="Fiche montrée")
    draft = ToolPageFactory(title="Fiche cachée", live=False)
    module.sheets = [("page", shown), ("page", draft)]
    module.save()
    html = page_of(get(network.vitre, f"{PATH}{module.slug}/"))
    assert "Fiche montrée" in html
    assert "Fiche cachée" not in html


def test_a_session_cannot_end_before_it_starts(network, module):
    now = timezone.now()
    session = TrainingSession(
        module=module, territory=network.region, start=now, end=now - timedelta(hours=1)
    )
    with pytest.raises(ValidationError, match="finit avant de commencer"):
        session.full_clean()


@pytest.mark.parametrize(("address", "budget"), [("", 12), ("lire-des-comptes/", 12)])
def test_pages_keep_to_their_budget_of_queries(
    network, get, module, django_assert_max_num_queries, address, budget
):
    sheet = ToolPageFactory()
    module.sheets = [("page", sheet)]
    module.save()
    for _ in range(3):
        TrainingSessionFactory(module=module)
    for territory in (network.region, network.vitre):
        get(territory, f"{PATH}{address}?chaud")
        with django_assert_max_num_queries(budget):
            get(territory, f"{PATH}{address}")
