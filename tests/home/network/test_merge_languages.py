"""What a merger does of other languages, menus and banners."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Page, PageViewRestriction

from home.network.merging.plan import plan_merge
from home.network.merging.run import merge
from home.news.models import NewsPage
from territories.models import Diffusion, SiteTexts, Territory
from tests.factories.home import ContentPageFactory, section

State = Diffusion.State


@pytest.fixture
def breton(db):
    return Locale.objects.get(language_code="br")


def in_breton(page, breton, **fields):
    """A page's translation, online."""
    copy = page.specific.copy_for_translation(breton, copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


@pytest.mark.parametrize("kept_has_one", [True, False])
def test_nothing_is_left_behind_in_another_language(network, boss, breton, kept_has_one):
    lieux = ContentPageFactory(territory=network.fougeres, title="Nos lieux", slug="lieux")
    home = in_breton(network.fougeres.site.root_page, breton)
    agenda = in_breton(section(network.fougeres, "agenda"), breton)
    page = in_breton(lieux, breton, title="Hol lec’hioù")
    if kept_has_one:
        in_breton(network.vitre.site.root_page, breton)
        in_breton(section(network.vitre, "agenda"), breton)
    plan = plan_merge(network.fougeres, network.vitre)
    assert merge(network.fougeres, network.vitre, boss).figures == plan.figures
    vitre = Territory.objects.select_related("site__root_page").get(code="vitre")
    theirs = vitre.site.root_page.get_translation(breton)
    for old in (home, agenda, page):
        old.refresh_from_db()
    # One home, one agenda in Breton, both live and translations of Vitré's.
    assert theirs.live
    assert page.live
    assert page.is_descendant_of(theirs)
    assert page.specific.territory == vitre
    assert page.get_translation(Locale.objects.get(language_code="fr")).pk == lieux.pk
    assert section(vitre, "agenda").get_translation(breton).live
    assert (home.pk == theirs.pk) is not kept_has_one
    assert home.live is agenda.live is not kept_has_one
    for left in Page.objects.live().specific():
        assert getattr(left, "territory", None) != network.fougeres, left


def test_a_home_in_another_language_takes_the_name_of_the_kept_site(network, boss, breton):
    home = in_breton(network.fougeres.site.root_page, breton)
    merge(network.fougeres, network.vitre, boss)
    home = Page.objects.get(pk=home.pk).specific
    assert (home.title, home.slug) == ("ESS pays de Vitré", "vitre-br")
    # What is edited next is what it is called now.
    draft = home.get_latest_revision_as_object()
    assert (draft.title, draft.slug, draft.territory) == (home.title, home.slug, network.vitre)


def test_a_site_reserved_in_another_language_is_not_opened(network, breton):
    home = in_breton(network.fougeres.site.root_page, breton)
    PageViewRestriction.objects.create(page=home, restriction_type="login")
    with pytest.raises(Exception, match="réservé"):
        plan_merge(network.fougeres, network.vitre)


def test_menus_footers_and_banners_still_lead_to_the_right_page(rich, boss, get):
    moved, gone = Page.objects.get(slug="lieux"), section(rich.fougeres, "agenda")
    ours = section(rich.vitre, "agenda")
    texts = SiteTexts.objects.get(site=rich.region.site)
    texts.menu = [("item", {"label": "Lieux", "page": moved}), ("item", {"page": gone})]
    texts.footer_links = [("item", {"label": "Dates", "page": p}) for p in (ours, gone)]
    texts.alert_text, texts.alert_page = "Attention", gone
    texts.save()
    draft = SiteTexts.objects.get(site=rich.vitre.site)
    draft.menu = [("item", {"label": "Leur agenda", "page": gone})]
    draft.save_revision()
    plan = merge(rich.fougeres, rich.vitre, boss)
    assert plan.figures["Menus et bandeaux corrigés"] == 2
    page = BeautifulSoup(get(rich.region).content, "html.parser")
    links = [a["href"] for a in page.select("header a, footer a, .alert a, main a")]
    assert "http://vitre.test/nous-connaitre/lieux/" in links
    assert "http://vitre.test/agenda/" in links
    assert not [link for link in links if "fougeres" in link]
    texts.refresh_from_db()
    assert texts.alert_page.pk == ours.pk
    # A menu names each page once.
    assert [block.value["page"].pk for block in texts.footer_links] == [ours.pk]
    assert texts.latest_revision.user == boss
    draft.refresh_from_db()
    assert not draft.menu
    assert draft.get_latest_revision_as_object().menu[0].value["page"].pk == ours.pk


def test_what_is_renamed_keeps_its_new_name_when_it_is_published_again(rich, boss):
    page = NewsPage.objects.get(title="Assemblée")
    page.save_revision()
    merge(rich.fougeres, rich.vitre, boss)
    page = NewsPage.objects.get(pk=page.pk)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.slug == "assemblee-fougeres"
