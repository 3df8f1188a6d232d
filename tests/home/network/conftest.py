"""Who merges and renames, and sites with something of everything."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from core.models import SiteImage
from territories.models import Contact, Diffusion
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory, section
from tests.factories.offers import LocalOfferFactory
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.resources import ToolPageFactory
from tests.factories.territories import EpciFactory

State = Diffusion.State


@pytest.fixture
def boss(network):
    return make_person(network.region)


@pytest.fixture(params=["groupement", "pays", "referent", "translator", "nobody"])
def stranger(request, network, client):
    """Somebody who is not of the region's communication, signed in unless she is nobody."""
    people = {
        "groupement": lambda: make_person(network.ess_35),
        "pays": lambda: make_person(network.vitre),
        "referent": lambda: make_person(network.region, REFERENT),
        "translator": make_translator,
    }
    if request.param in people:
        client.force_login(people[request.param]())


@pytest.fixture
def rich(network):
    """Fougères, with something of everything; it goes to Vitré."""
    leaving = network.fougeres
    NewsPageFactory(territory=leaving, title="Fête de la laine", slug="fete")
    NewsPageFactory(territory=leaving, title="Assemblée", slug="assemblee")
    NewsPageFactory(territory=network.vitre, title="Assemblée de Vitré", slug="assemblee")
    NewsPageFactory(territory=leaving, title="À relire", slug="brouillon", live=False)
    EventPageFactory(territory=leaving, slug="marche")
    parent = ContentPageFactory(territory=leaving, title="Nos lieux", slug="lieux")
    ContentPageFactory(territory=leaving, parent=parent, title="La halle", slug="halle")
    ContentPageFactory(
        territory=leaving,
        parent=section(leaving, "mentions-legales"),
        title="Crédits",
        slug="credits",
    )
    ToolPageFactory(territory=leaving, title="Boîte à outils")
    Contact.objects.create(territory=leaving, name="Accueil")
    EpciFactory(pays=leaving)
    LocalOfferFactory(territory=leaving)
    make_person(leaving, username="awen")
    make_person(leaving, REFERENT, username="yann")
    SiteImage.objects.create(
        title="Halle", file=get_test_image_file(), credit="x", collection=leaving.collection
    )
    return network


@pytest.fixture
def named(network):
    """Texts of Vitré that name it, and some that do not."""
    vitre = network.vitre
    NewsPageFactory(territory=vitre, title="Du neuf", summary="En pays de Vitré, ça bouge")
    NewsPageFactory(territory=vitre, title="Rien à voir", summary="La ville de Vitré")
    NewsPageFactory(territory=network.fougeres, title="Voisins", summary="Au pays de Vitré")
    draft = ContentPageFactory(territory=vitre, title="Histoire")
    draft.body = [("text", '<p>Le <a href="http://vitre.test/agenda/">programme</a></p>')]
    draft.save_revision()
    Contact.objects.create(territory=vitre, name="Accueil", note="Bureau du PAYS DE VITRE\u0301")
    return network
