"""Shared sections: one life, an address on each site, one canonical address."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.home import section


@pytest.fixture
def source(network):
    return section(network.region, "ressources")


def test_a_mounted_section_stays_on_the_visitor_s_site(network, get, source):
    html = get(network.vitre, "/ressources/").content.decode()
    assert "ESS pays de Vitré" in html
    assert '<link rel="canonical" href="http://bretagne.test/ressources/">' in html


def test_addresses_follow_the_site_of_the_request(network, rf, source):
    for territory, expected in ((network.vitre, "/ressources/"), (network.region, "/ressources/")):
        request = rf.get("/", headers={"host": territory.site.hostname})
        assert source.get_url(request) == expected
    assert source.full_url == "http://bretagne.test/ressources/"


def test_an_unpublished_source_is_not_found_anywhere(network, get, source):
    source.unpublish()
    assert get(network.vitre, "/ressources/").status_code == 404


def test_a_private_source_stays_private_where_it_is_mounted(network, get, source):
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert get(network.vitre, "/ressources/").status_code == 302


def test_a_sitemap_lists_only_what_its_site_owns(network, get):
    own = get(network.vitre, "/sitemap.xml").content.decode()
    assert "http://vitre.test/agenda/" in own
    assert "bretagne.test" not in own
    assert "/ressources/" not in own
    assert (
        "http://bretagne.test/ressources/" in get(network.region, "/sitemap.xml").content.decode()
    )


def test_an_unknown_address_under_a_mount_is_not_found(network, get):
    assert get(network.vitre, "/ressources/rien/").status_code == 404
