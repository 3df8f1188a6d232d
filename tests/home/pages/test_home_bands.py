"""A site orders and hides the bands of its home; no band is ever lost."""

import re

import pytest
from django.template.loader import get_template
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.pages.bands import BANDS, BandStreamBlock, ordered_bands
from home.pages.models import HomePage
from tests.factories.home import EventPageFactory, NewsPageFactory
from tests.factories.people import make_person

stream = BandStreamBlock()


def chosen(*pairs):
    return stream.normalize(
        [("band", {"band": n, "state": "shown" if shown else "hidden"}) for n, shown in pairs]
    )


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


@pytest.mark.parametrize(
    ("role", "missing"), [("region", set()), ("ess_35", {"axes"}), ("vitre", {"axes", "pays"})]
)
def test_the_form_shows_the_standard_order_to_begin_with(network, admin_client, role, missing):
    page = getattr(network, role).site.root_page
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    children = response.context["form"]["bands"].value()
    shown = [child.value["band"] for child in children]
    assert len({child.id for child in children} - {None}) == len(shown)
    assert shown == [name for name in BANDS if name not in missing]


def test_choosing_an_order_goes_through_the_form(network, client, get):
    client.force_login(make_person(network.vitre))
    page = network.vitre.site.root_page
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    order = [("statement", "shown"), ("news", "shown"), ("offers", "hidden")]
    data = {
        "title": page.title,
        "slug": page.slug,
        "statement": rich_text("<p>Nous sommes là.</p>"),
        "body": streamfield([]),
        "bands": streamfield([("band", {"band": b, "state": s}) for b, s in order]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    response = client.post(url, nested_form_data(data))
    assert response.status_code == 302, response.context["form"].errors
    client.logout()
    html = get(network.vitre).content.decode()
    assert html.index("Nous sommes là.") < html.index('id="nouvelles"')
