"""The screens of the health board: who sees what, in how many queries, and where a figure leads."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from home.network.health.columns import PUBLICATION
from home.network.health.indicators import BY_SLUG
from territories.rights.roles import TRANSLATORS
from tests.factories.home import ContentPageFactory
from tests.factories.offers import LocalOfferFactory, OfferPageFactory
from tests.factories.resources import ToolPageFactory

BOARD = reverse("site_health")
YESTERDAY = timezone.localdate() - timedelta(days=1)
# Role → the sites that it sees, by attribute of `network`.
SEEN = {
    "region": ["region", "ess_35", "finistere", "vitre", "fougeres", "cornouaille"],
    "ess_35": ["ess_35", "vitre", "fougeres"],
    "vitre": ["vitre"],
    "referent": [],
    "translator": [],
}


def list_url(territory, slug: str) -> str:
    return reverse("site_health_list", args=[territory.code, slug])


@pytest.fixture
def sign_in(client, network):
    """Sign in with a role."""

    def sign(role: str):
        user = get_user_model().objects.create_user(role, password="x")
        groups = {
            "referent": network.vitre.referent_group,
            "translator": Group.objects.get(name=TRANSLATORS),
        }
        user.groups.add(groups.get(role) or getattr(network, role).communication_group)
        client.force_login(user)
        return client

    return sign


def refused(response) -> bool:
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("role", SEEN)
def test_each_sees_the_sites_that_she_publishes(role, sign_in, network):
    client = sign_in(role)
    response = client.get(BOARD)
    if not SEEN[role]:
        assert refused(response)
    else:
        seen = {line.territory.code for line in response.context["object_list"]}
        assert seen == {getattr(network, name).code for name in SEEN[role]}
    in_menu = BOARD in client.get(reverse("wagtailadmin_home")).content.decode()
    assert in_menu == bool(SEEN[role])


@pytest.mark.parametrize("role", SEEN)
@pytest.mark.parametrize("slug", [PUBLICATION, *BY_SLUG])
def test_each_opens_the_lists_of_these_sites_only(role, slug, sign_in, network):
    client = sign_in(role)
    for name, territory in vars(network).items():
        for query in ("", "?export=csv"):
            response = client.get(list_url(territory, slug) + query)
            if name in SEEN[role]:
                assert response.status_code == 200, (name, query)
            else:
                assert refused(response), (name, query)


def test_nobody_enters_without_signing_in(client, network):
    for url in (BOARD, list_url(network.vitre, PUBLICATION)):
        assert client.get(url)["Location"].startswith(reverse("wagtailadmin_login"))


def test_a_figure_leads_to_what_it_counts(sign_in, network):
    page = ContentPageFactory(title="Nos statuts", territory=network.vitre, review_due=YESTERDAY)
    ContentPageFactory(title="Ailleurs", territory=network.fougeres, review_due=YESTERDAY)
    client = sign_in("vitre")
    html = client.get(BOARD).content.decode()
    url = list_url(network.vitre, "relectures")
    assert f'href="{url}"' in html
    assert "1 page" in html
    html = client.get(url).content.decode()
    assert "Nos statuts" in html
    assert "Ailleurs" not in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_zero_is_said_in_words(sign_in, network):
    html = sign_in("vitre").get(BOARD).content.decode()
    for slug in ("relectures", "images-sans-texte", "liens-rompus"):
        assert BY_SLUG[slug].none in html
        assert list_url(network.vitre, slug) not in html


def test_who_may_not_change_a_thing_is_not_sent_to_its_form(sign_in, network):
    sheet = ToolPageFactory(title="Un jeu", territory=network.region, review_due=YESTERDAY)
    client = sign_in("region")
    url = list_url(network.region, "relectures")
    edit = reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    assert edit in client.get(url).content.decode()
    network.region.communication_group.page_permissions.all().delete()
    html = client.get(url).content.decode()
    assert "Un jeu" in html
    assert edit not in html


@pytest.mark.parametrize("order", [*BY_SLUG, PUBLICATION, "site"])
def test_the_board_is_sorted_by_any_column(order, sign_in, network):
    for _ in range(2):
        ContentPageFactory(territory=network.fougeres, review_due=YESTERDAY)
    client = sign_in("region")
    rows = [
        [line.territory.code for line in client.get(BOARD, {"ordering": o}).context["object_list"]]
        for o in (order, f"-{order}")
    ]
    assert sorted(rows[0]) == sorted(rows[1])
    if order == "relectures":
        assert rows[0][-1] == rows[1][0] == "fougeres"


def test_an_unknown_order_or_page_is_ignored(sign_in, network):
    client = sign_in("region")
    assert client.get(BOARD, {"ordering": "nimporte", "p": "abc"}).status_code == 200
    assert client.get(list_url(network.vitre, PUBLICATION), {"p": "abc"}).status_code == 200


def test_an_unknown_site_or_figure_is_not_found(sign_in, network):
    client = sign_in("region")
    assert (
        client.get(reverse("site_health_list", args=["nulle-part", "relectures"])).status_code
        == 404
    )
    assert client.get(reverse("site_health_list", args=["vitre", "nimporte"])).status_code == 404


def test_the_board_and_its_lists_are_exported(sign_in, network):
    ContentPageFactory(title="Nos statuts", territory=network.vitre, review_due=YESTERDAY)
    client = sign_in("ess_35")

    def exported(url):
        response = client.get(url, {"export": "csv"})
        text = b"".join(response.streaming_content).decode()
        return list(csv.DictReader(io.StringIO(text)))

    rows = {row["Site"]: row for row in exported(BOARD)}
    assert set(rows) == {"ESS 35", "ESS pays de Vitré", "ESS pays de Fougères"}
    assert rows["ESS pays de Vitré"]["À relire"] == "1"
    assert rows["ESS pays de Vitré"]["Dernière publication"] == timezone.localdate().isoformat()
    assert rows["ESS pays de Fougères"]["À relire"] == "0"
    (row,) = exported(list_url(network.vitre, "relectures"))
    assert row["Quoi"] == "Nos statuts"
    assert client.get(BOARD, {"export": "xlsx"}).status_code == 200


def test_more_faults_ask_for_no_more_queries(sign_in, network, django_assert_max_num_queries):
    client = sign_in("region")
    client.get(BOARD)
    for territory in network.all:
        ContentPageFactory.create_batch(4, territory=territory, review_due=YESTERDAY)
    with django_assert_max_num_queries(26):  # two of them for the state of the queue
        client.get(BOARD)
    url = list_url(network.vitre, "relectures")
    client.get(url)
    with django_assert_max_num_queries(25):
        assert len(client.get(url).context["object_list"]) == 4


def test_the_dashboard_tells_of_one_s_own_site(sign_in, network):
    ContentPageFactory(territory=network.fougeres, review_due=YESTERDAY)
    html = sign_in("ess_35").get(reverse("wagtailadmin_home")).content.decode()
    assert "À voir sur votre site" in html
    assert list_url(network.ess_35, "mentions-legales") in html
    assert list_url(network.fougeres, "relectures") not in html


def test_the_dashboard_says_nothing_when_all_is_well(sign_in, network):
    for slug in ("mentions-legales", "donnees-personnelles"):
        page = network.vitre.site.root_page.get_children().get(slug=slug).specific
        page.body = [("text", "<p>Tout est dit.</p>")]
        page.save()
    html = sign_in("vitre").get(reverse("wagtailadmin_home")).content.decode()
    assert "À voir sur votre site" not in html


# --- The comparison of a local text ------------------------------------------


@pytest.fixture
def outdated(network):
    """A local text of Vitré, whose common text has changed since."""
    offer = OfferPageFactory(title="Incubateur", promise="On en parle une heure.")
    offer.save_revision().publish()
    offer.refresh_from_db()
    local = LocalOfferFactory(offer=offer, territory=network.vitre, text="<p>Chez nous.</p>")
    offer.promise = "On en parle deux heures."
    offer.save_revision().publish()
    local.refresh_from_db()
    return local


def compare_url(local) -> str:
    return reverse("site_health_local_text", args=[local.pk])


def test_the_difference_is_in_view_then_read(outdated, sign_in, network):
    client = sign_in("vitre")
    assert (
        compare_url(outdated)
        in client.get(list_url(network.vitre, "textes-locaux")).content.decode()
    )
    html = client.get(compare_url(outdated)).content.decode()
    assert "deletion" in html
    assert "addition" in html
    assert "Chez nous." in html
    changed = outdated.updated_at
    outdated.offer.refresh_from_db()
    response = client.post(
        compare_url(outdated), {"revision": outdated.offer.live_revision_id}, follow=True
    )
    assert "c’est relu" in response.content.decode()
    outdated.refresh_from_db()
    assert outdated.adapted_from_id == outdated.offer.live_revision_id
    assert outdated.updated_at == changed
    assert not response.context["object_list"]


def test_a_version_published_meanwhile_is_shown_before_it_is_read(outdated, sign_in, network):
    client = sign_in("vitre")
    before = outdated.adapted_from_id
    for revision in ("abc", "", outdated.adapted_from_id):
        response = client.post(compare_url(outdated), {"revision": revision}, follow=True)
        assert "vient encore de changer" in response.content.decode()
    outdated.refresh_from_db()
    assert outdated.adapted_from_id == before


def test_a_forgotten_version_is_said_to_be(outdated, sign_in, network):
    type(outdated).objects.filter(pk=outdated.pk).update(adapted_from=None)
    html = sign_in("vitre").get(compare_url(outdated)).content.decode()
    assert "n’est plus gardée" in html
    assert "C’est relu" in html


@pytest.mark.parametrize("role", SEEN)
def test_only_who_publishes_the_site_compares_and_reads(role, outdated, sign_in, network):
    client = sign_in(role)
    outdated.offer.refresh_from_db()
    data = {"revision": outdated.offer.live_revision_id}
    responses = [client.get(compare_url(outdated)), client.post(compare_url(outdated), data)]
    outdated.refresh_from_db()
    if "vitre" in SEEN[role]:
        assert [response.status_code for response in responses] == [200, 302]
        assert outdated.adapted_from_id == outdated.offer.live_revision_id
    else:
        assert all(map(refused, responses))
        assert outdated.adapted_from_id != outdated.offer.live_revision_id
