"""A site orders and hides the bands of its home; no band is ever lost."""

import re

import pytest
from django.template.loader import get_template
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError

from home.bands import BANDS, BandStreamBlock, ordered_bands, standard_order
from home.models import HomePage
from tests.factories.home import EventPageFactory, NewsPageFactory

stream = BandStreamBlock()


def chosen(*pairs):
    return stream.normalize([("band", {"band": n, "is_shown": shown}) for n, shown in pairs])


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 id="([a-z-]+)"', html)


@pytest.fixture
def home(network):
    NewsPageFactory(territory=network.region)
    EventPageFactory(territory=network.region)
    return HomePage.objects.get(pk=network.region.site.root_page_id)


def test_every_band_has_its_template():
    for band in ordered_bands(()):
        get_template(band.template)


def test_a_home_never_ordered_has_the_standard_order():
    assert [band.name for band in ordered_bands(())] == list(BANDS)


def test_what_was_never_ranked_comes_last():
    names = [band.name for band in ordered_bands(chosen(("news", True), ("offers", False)))]
    assert names[0] == "news"
    assert "offers" not in names
    assert names[1:] == [name for name in BANDS if name not in ("news", "offers")]


def test_the_visitor_reads_the_order_of_the_site(home, network, get):
    assert headings(get(network.region).content.decode())[0] == "pays-titre"
    home.bands = chosen(("news", True), ("pays", False))
    home.save_revision().publish()
    html = get(network.region).content.decode()
    assert headings(html)[:2] == ["nouvelles", "agenda"]
    assert "#pays" not in html


def test_another_site_keeps_its_own_order(home, network, get):
    before = headings(get(network.ess_35).content.decode())
    home.bands = chosen(("news", True))
    home.save_revision().publish()
    assert headings(get(network.ess_35).content.decode()) == before


def test_a_band_twice_is_refused_at_its_place():
    with pytest.raises(StreamBlockValidationError) as refused:
        stream.clean(chosen(("news", True), ("body", True), ("news", False)))
    assert list(refused.value.block_errors) == [2]
    message = refused.value.block_errors[2].block_errors["band"].messages
    assert message == ["Cette bande est déjà plus haut : gardez l’une des deux."]


def test_the_form_shows_the_standard_order_to_begin_with(home, admin_client):
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    form = response.context["form"]
    shown = [child.value["band"] for child in form["bands"].value()]
    assert shown == [value["band"] for _, value in standard_order()]
