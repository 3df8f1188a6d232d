"""The head of the admin's dashboard: one's own site is named, and nothing is counted."""

import pytest
from django.urls import reverse

from tests.factories.people import REFERENT, make_person, make_translator


@pytest.mark.parametrize("role", ["communication", "referent"])
def test_the_dashboard_bears_the_name_of_ones_own_site(client, network, role):
    person = make_person(network.vitre, *([REFERENT] if role == "referent" else []))
    client.force_login(person)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    head = html.partition("<h1")[2].partition("</h1>")[0]
    assert "ESS pays de Vitré" in head
    assert 'class="w-summary' not in html


def test_the_network_head_reads_the_name_of_all(client, network):
    client.force_login(make_person(network.region))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "ESS Bretagne" in html.partition("<h1")[2].partition("</h1>")[0]


def test_whoever_translates_is_shown_where_to_begin(client, network):
    client.force_login(make_translator())
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtail_localize:translations_report") in html
    assert reverse("guide_chapter", args=["traduction"]) in html
    client.force_login(make_person(network.vitre))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Traduire une page" not in html
