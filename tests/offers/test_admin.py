"""Axes, local forms, requests, indicators and figures in the admin: who may see and change them."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from offers.models import LocalOffer, StrategicAxis, WelcomeRequest
from resources.observatory.models import Figure, Indicator
from tests.factories.observatory import FigureFactory
from tests.factories.offers import LocalOfferFactory, StrategicAxisFactory, WelcomeRequestFactory

COMMON = (StrategicAxis, Indicator, Figure)
MODELS = (*COMMON, LocalOffer, WelcomeRequest)


def address(model, view: str, *args) -> str:
    return reverse(
        f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:{view}", args=args
    )


@pytest.fixture
def rows(network):
    return {
        StrategicAxis: StrategicAxisFactory(),
        LocalOffer: LocalOfferFactory(),
        WelcomeRequest: WelcomeRequestFactory(),
        Figure: (figure := FigureFactory(territory=network.region)),
        Indicator: figure.indicator,
    }


@pytest.fixture
def sign_in(client, network):
    """Sign in as the communication of a territory."""

    def sign(territory):
        user = get_user_model().objects.create_user(
            username=territory.code, email=f"{territory.code}@exemple.test", password="x"
        )
        user.groups.add(territory.communication_group)
        client.force_login(user)
        return client

    return sign


@pytest.mark.parametrize("model", MODELS)
def test_the_region_lists_and_edits(network, rows, sign_in, model):
    client = sign_in(network.region)
    assert client.get(address(model, "list")).status_code == 200
    assert client.get(address(model, "edit", rows[model].pk)).status_code == 200


@pytest.mark.parametrize("model", COMMON)
def test_a_pays_has_no_access_to_what_belongs_to_all(network, rows, sign_in, model):
    client = sign_in(network.vitre)
    for url in (address(model, "list"), address(model, "edit", rows[model].pk)):
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")


def test_nobody_writes_a_visitor_s_request(network, rows, sign_in):
    client = sign_in(network.region)
    assert client.get(address(WelcomeRequest, "add")).status_code == 302


def test_figures_are_filtered_by_territory_indicator_and_status(network, rows, sign_in):
    client = sign_in(network.region)
    FigureFactory(territory=network.vitre, value=None, status="secret")
    html = client.get(
        address(Figure, "list"), {"territory": network.vitre.pk, "status": "secret"}
    ).content.decode()
    assert "secret statistique" in html
    assert "13,7" not in html


def test_a_secret_figure_with_a_value_is_refused_in_french(network, rows, sign_in):
    client = sign_in(network.region)
    figure = rows[Figure]
    data = {
        "indicator": figure.indicator_id,
        "territory": network.region.pk,
        "breakdown": "ensemble",
        "status": "secret",
        "value": "0",
        "producer": "Insee",
        "source_url": "https://exemple.test/",
        "confidence": "certain",
    }
    response = client.post(address(Figure, "edit", figure.pk), data)
    assert "Une valeur couverte par le secret ne s’écrit pas." in response.content.decode()
    figure.refresh_from_db()
    assert figure.status == "published"
