"""Addresses in the form of a page: made of the title where nobody wrote one, and never planned twice."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.page_forms import BasePageForm, address_of, is_planned
from home.news.models import NewsPage
from territories.pages.types import our_page_models
from tests.factories.home import ContentPageFactory, NewsPageFactory, section


@pytest.fixture
def news(network):
    return section(network.vitre, "actualites")


def plan(page, slug: str):
    page.slug = slug
    page.save_revision()
    return page


def test_the_draft_of_a_sibling_plans_an_address(network, news):
    draft = plan(NewsPageFactory(territory=network.vitre), "fete")
    assert is_planned("fete", news, NewsPageFactory(territory=network.vitre))
    assert is_planned("fete", news, NewsPageFactory._meta.model())
    assert not is_planned("fete", news, draft)
    assert not is_planned(draft.slug, section(network.fougeres, "actualites"), draft)
    draft.get_latest_revision().publish()
    assert not is_planned("fete", news, NewsPageFactory(territory=network.vitre))


def test_a_page_further_down_plans_another_address(network):
    about = section(network.vitre, "nous-connaitre")
    below = ContentPageFactory(territory=network.vitre, parent=about)
    plan(ContentPageFactory(territory=network.vitre, parent=below), "fete")
    assert is_planned("fete", below, below)
    assert not is_planned("fete", about, about)


@pytest.mark.parametrize("model", our_page_models(), ids=lambda model: model.__name__)
def test_every_form_of_a_page_asks(model):
    assert issubclass(model.get_edit_handler().get_form_class(), BasePageForm)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("L’été à l'œuvre : d’où vient l’ESS ?", "l-ete-a-l-oeuvre-d-ou-vient-l-ess"),
        ("35 recettes", "35-recettes"),
        ("« ? »", ""),
        ("a" * 255, "a" * 240),
    ],
)
def test_an_address_is_spelled_in_plain_letters(title, address):
    assert address_of(title) == address


def publish(client, parent, title: str):
    """Send the form of a piece of news before its script has made an address."""
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    data = {"title": title, "slug": "", "date": "2026-11-26", "body": streamfield([])}
    data["comments"] = inline_formset([])
    return client.post(url, nested_form_data(data) | {"action-publish": "1"})


def test_an_address_left_empty_is_made_of_the_title(admin_client, news):
    for _ in range(2):
        response = publish(admin_client, news, "L’été à l’œuvre")
        assert response.status_code == 302, response.context["form"].errors
    slugs = NewsPage.objects.child_of(news).values_list("slug", flat=True)
    assert set(slugs) == {"l-ete-a-l-oeuvre", "l-ete-a-l-oeuvre-2"}


def test_a_title_without_letters_asks_for_an_address(admin_client, news):
    response = publish(admin_client, news, "« ? »")
    (said,) = response.context["form"].errors["slug"]
    assert "écrivez-la" in said
    assert NewsPage.objects.child_of(news).count() == 0
