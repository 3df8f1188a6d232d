"""Listings of the admin: rows are read together, never one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from resources.centre.models import Adoption
from tests.factories.offers import LocalOfferFactory, WelcomeRequestFactory
from tests.factories.resources import ActivityPageFactory
from tests.factories.territories import (
    CommuneFactory,
    ContactFactory,
    EpciFactory,
    TerritoryFactory,
)
from tests.factories.training import RegistrationFactory, TrainingSessionFactory


def adoption(network, n: int) -> Adoption:
    return Adoption.objects.create(
        activity=ActivityPageFactory(), territory=network.vitre, date=timezone.localdate()
    )


def snippet(label: str) -> str:
    return f"wagtailsnippets_{label}:list"


# Name of the listing → what makes a row of it, and whatever the row points to.
LISTINGS = {
    "contacts:index": lambda network, n: ContactFactory(territory=TerritoryFactory()),
    "territoires:index": lambda network, n: TerritoryFactory(parent=network.ess_35),
    "intercommunalites:index": lambda network, n: EpciFactory(pays=TerritoryFactory()),
    "communes:index": lambda network, n: CommuneFactory(epci=EpciFactory(pays=network.vitre)),
    snippet("offers_localoffer"): lambda network, n: LocalOfferFactory(),
    snippet("offers_welcomerequest"): lambda network, n: WelcomeRequestFactory(),
    snippet("resources_adoption"): adoption,
    snippet("training_trainingsession"): lambda network, n: TrainingSessionFactory(),
    snippet("training_registration"): lambda network, n: RegistrationFactory(),
    "wagtailredirects:index": lambda network, n: Redirect.objects.create(
        old_path=f"/ancienne-{n}", redirect_page=network.vitre.site.root_page
    ),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_more_rows_ask_no_more_queries(name, network, admin_client):
    def queries() -> int:
        admin_client.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(reverse(name)).status_code == 200
        return len(captured)

    for n in range(3):
        LISTINGS[name](network, n)
    before = queries()
    for n in range(3, 9):
        LISTINGS[name](network, n)
    assert queries() <= before
