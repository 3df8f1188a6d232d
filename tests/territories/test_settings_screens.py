"""What a team types in its settings: refused in words, previewed, published, remembered."""

import json
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core import generations
from core.templatetags import kept
from territories.models import SiteTexts, TerritorySettings
from territories.shell.chrome import chrome_for
from territories.shell.settings import written_phone
from territories.shell.settings_views import NOT_SAVED
from tests.factories.home import ContentPageFactory
from tests.factories.people import make_person


@pytest.fixture
def team(network, client):
    """Signed in as the communication of Vitré."""
    client.force_login(make_person(network.vitre, first_name="Anne"))
    return client


@pytest.fixture
def texts(network):
    return SiteTexts.objects.get(site=network.vitre.site)


def texts_data(**changes) -> dict:
    data = {"tagline": "", "intro": "", "hours": "", "alert_level": "info", "alert_text": ""}
    data |= {"alert_page": "", "alert_url": "", "alert_from": "", "alert_to": ""}
    data |= {"menu": streamfield([]), "footer_links": streamfield([])}
    return nested_form_data(data | changes)


def settings_data(languages=(), **changes) -> dict:
    data = {"email": "", "phone": "", "address": "", "accessibility": "none"}
    data |= {"social": streamfield([])} | changes
    return nested_form_data(data) | {"languages": languages}


def entries(*pairs) -> dict:
    """A menu of (label, page, address)."""
    return streamfield(
        [
            ("item", {"label": label, "page": str(page.pk) if page else "", "url": url})
            for label, page, url in pairs
        ]
    )


def texts_url(texts, view="edit") -> str:
    return reverse(f"site_texts:{view}", args=[texts.pk])


def settings_url(territory, name="edit") -> str:
    return reverse(
        f"wagtailsettings:{name}", args=["territories", "territorysettings", territory.site_id]
    )


def publish(client, texts, **changes):
    data = texts_data(**changes) | {"action-publish": "action-publish"}
    return client.post(texts_url(texts), data)


# --- Coordinates and choices ----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0299000000", "02 99 00 00 00"),
        ("02.99.00.00.00", "02 99 00 00 00"),
        ("+33 2 99 00 00 00", "02 99 00 00 00"),
        ("02\xa099\xa000\xa000\xa000", "02 99 00 00 00"),
        ("3949", "39 49"),
    ],
)
def test_a_number_is_written_as_one_reads_it(typed, written):
    assert written_phone(typed) == written


@pytest.mark.parametrize("typed", ["02 99", "zéro deux", "00 99 00 00 00", "+44 20 0000 0000"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        written_phone(typed)


def test_details_show_in_the_footer_and_on_the_contact_page(network, team, get):
    data = settings_data(phone="0299000000", email="bonjour@exemple.bzh", address="1 rue du Port")
    assert team.post(settings_url(network.vitre), data).status_code == 302
    team.logout()
    for path in ("/", "/contact/"):
        html = get(network.vitre, path).content.decode()
        assert 'href="tel:0299000000"' in html
        assert 'href="mailto:bonjour@exemple.bzh"' in html
        assert "1 rue du Port" in html
    assert "0299000000" not in get(network.fougeres).content.decode()


def test_search_engines_read_the_details_on_the_contact_page(network, team, get):
    account = ("account", {"network": "mastodon", "url": "https://exemple.bzh/@vitre"})
    data = settings_data(
        phone="0299000000", address="1 rue du Port\n35500 Vitré", social=streamfield([account])
    )
    assert team.post(settings_url(network.vitre), data).status_code == 302
    team.logout()
    html = get(network.vitre, "/contact/").content.decode()
    found = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert found["name"] == network.vitre.site_name
    assert found["telephone"] == "02 99 00 00 00"
    assert found["address"] == "1 rue du Port 35500 Vitré"
    assert found["sameAs"] == ["https://exemple.bzh/@vitre"]
    assert "email" not in found


def test_mistakes_are_told_at_the_field_and_nothing_is_lost(network, team):
    data = settings_data(phone="02 99", email="bonjour", address="1 rue du Port")
    response = team.post(settings_url(network.vitre), data)
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {"phone", "email"}
    assert "dix chiffres" in form.errors["phone"][0]
    html = response.content.decode()
    assert 'value="02 99"' in html
    assert 'value="bonjour"' in html
    assert "1 rue du Port" in html


def test_a_language_that_is_added_has_its_texts(network, team):
    data = settings_data(languages=["br"])
    assert team.post(settings_url(network.vitre), data).status_code == 302
    assert TerritorySettings.for_site(network.vitre.site).languages == ["br"]
    rows = SiteTexts.objects.filter(site=network.vitre.site)
    assert set(rows.values_list("locale__language_code", flat=True)) == {"fr", "br"}
    assert "(brezhoneg)" in team.get(settings_url(network.vitre)).content.decode()
    team.post(settings_url(network.vitre), settings_data())
    assert "(brezhoneg)" not in team.get(settings_url(network.vitre)).content.decode()
    assert rows.count() == 2  # ready for the day when Breton comes back


def test_an_unknown_language_is_refused(network, team):
    response = team.post(settings_url(network.vitre), settings_data(languages=["tlh"]))
    assert set(response.context["form"].errors) == {"languages"}


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        ("region", {"accept_from_parent", "accept_from_region", "accept_from_others"}),
        ("ess_35", {"accept_from_parent", "accept_from_others"}),
        ("vitre", {"accept_from_children"}),
    ],
)
def test_only_what_makes_sense_is_asked(network, admin_client, role, missing):
    form = admin_client.get(settings_url(getattr(network, role))).context["form"]
    asked = {name for name in form.fields if name.startswith("accept_from_")}
    every = {f"accept_from_{who}" for who in ("children", "parent", "region", "others")}
    assert every - asked == missing
    labels = [form.fields[name].label for name in asked]
    assert all(label.startswith("Accepter d’office") for label in labels), labels


def test_the_history_says_who_changed_what(network, team):
    team.post(settings_url(network.vitre), settings_data(phone="0299000000"))
    html = team.get(reverse("site_settings_history", args=[network.vitre.site_id])).content
    assert "Téléphone" in html.decode()
    assert "Anne" in html.decode()


# --- Menus ----------------------------------------------------------------------------


def test_a_menu_of_pages_and_addresses(network, team, texts, get):
    page = ContentPageFactory(territory=network.vitre, title="Notre équipe", slug="equipe")
    menu = entries(("", page, ""), ("Le blog", None, "https://exemple.bzh/"))
    assert publish(team, texts, menu=menu).status_code == 302
    team.logout()
    html = get(network.vitre).content.decode()
    assert '<a href="/nous-connaitre/equipe/">Notre équipe</a>' in html
    assert '<a href="https://exemple.bzh/">Le blog</a>' in html
    page.unpublish()
    assert "Notre équipe" not in get(network.vitre).content.decode()
    page.delete()
    html = get(network.vitre).content.decode()
    assert "Notre équipe" not in html
    assert "Le blog" in html


@pytest.mark.parametrize(
    ("menu", "message"),
    [
        (
            [("Un", None, "https://exemple.bzh/"), ("Deux", None, "https://exemple.bzh/")],
            "Cette destination est déjà plus haut dans la liste.",
        ),
        ([("Rien", None, "")], "Choisissez une page ou une adresse, pas les deux."),
        ([("", None, "https://exemple.bzh/")], "Donnez un libellé à cette adresse."),
        ([("Loin", None, "pas une adresse")], "Saisissez une URL valide."),
        (
            [(f"n° {n}", None, f"https://exemple.bzh/{n}") for n in range(9)],
            "Le nombre maximum d",
        ),
    ],
)
def test_a_wrong_menu_is_refused_in_words(team, texts, menu, message):
    response = publish(team, texts, menu=entries(*menu), intro="Gardez-moi")
    assert response.status_code == 200
    page = unescape(response.content.decode())
    assert json.dumps(message).strip('"') in page
    assert "Gardez-moi" in page
    texts.refresh_from_db()
    assert not texts.menu


def test_an_unknown_page_is_refused(team, texts):
    menu = streamfield([("item", {"label": "", "page": "999999", "url": ""})])
    response = publish(team, texts, menu=menu)
    assert response.status_code == 200
    assert "menu" in response.context["form"].errors


def test_an_address_without_scheme_is_completed(team, texts):
    publish(team, texts, menu=entries(("Ailleurs", None, "exemple.bzh/ici")))
    texts.refresh_from_db()
    assert texts.menu[0].value["url"] == "https://exemple.bzh/ici"


def test_the_standard_menu_and_the_french_one_say_their_language(network):
    site = network.vitre.site
    assert chrome_for(site, "/")["languages_of"] == {}
    assert chrome_for(site, "/", "br")["languages_of"]["menu"] == "fr"
    breton = Locale.objects.get(language_code="br")
    row = SiteTexts.objects.create(site=site, locale=breton, tagline="Asambles")
    chrome = chrome_for(site, "/", "br")
    assert chrome["tagline"] == "Asambles"
    assert chrome["languages_of"]["menu"] == "fr"
    assert "tagline" not in chrome["languages_of"]
    row.menu = [("item", {"label": "Degemer", "page": None, "url": "https://exemple.bzh/"})]
    row.save()
    chrome = chrome_for(site, "/", "br")
    assert [entry["title"] for entry in chrome["menu"]] == ["Degemer"]
    assert "menu" not in chrome["languages_of"]


def test_one_row_a_site_and_language(network, texts):
    twice = SiteTexts(site=texts.site, locale=texts.locale)
    with pytest.raises(ValidationError, match="a déjà ses textes dans cette langue"):
        twice.full_clean()


# --- Drafts, preview, history ---------------------------------------------------------


def test_a_draft_waits_until_it_is_published(network, team, texts, get):
    team.post(texts_url(texts), texts_data(alert_text="Bientôt"))
    html = get(network.vitre).content.decode()
    assert "Bientôt" not in html
    assert team.get(texts_url(texts)).context["form"]["alert_text"].value() == "Bientôt"
    publish(team, texts, alert_text="Bientôt")
    assert "Bientôt" in get(network.vitre).content.decode()


def test_a_draft_leaves_every_kept_page_alone(
    network, team, texts, client, get, django_assert_num_queries
):
    team.logout()
    get(network.vitre)
    team.force_login(make_person(network.vitre, username="louise"))
    team.post(texts_url(texts), texts_data(alert_text="Bientôt"))
    assert SiteTexts.objects.get(pk=texts.pk).has_unpublished_changes
    team.logout()
    with django_assert_num_queries(0):
        get(network.vitre)


def test_dates_the_wrong_way_round_are_refused(team, texts):
    response = publish(
        team,
        texts,
        alert_text="Travaux",
        alert_from="02/12/2026 10:00",
        alert_to="01/12/2026 10:00",
    )
    assert response.context["form"].errors == {
        "alert_to": ["La fin du bandeau vient avant son début."]
    }
    assert 'value="Travaux"' in response.content.decode()
    assert NOT_SAVED in response.content.decode()


def test_a_banner_leads_to_one_place(network, team, texts):
    response = publish(
        team,
        texts,
        alert_text="Travaux",
        alert_page=network.vitre.site.root_page_id,
        alert_url="https://exemple.bzh/",
    )
    assert set(response.context["form"].errors) == {"alert_url"}


def test_the_history_of_texts_compares(team, texts):
    publish(team, texts, alert_text="Premier")
    publish(team, texts, alert_text="Second")
    html = team.get(texts_url(texts, "history")).content.decode()
    assert "Anne" in html
    # The first texts of the site, then these two.
    opened, *typed = texts.revisions.order_by("pk").values_list("pk", flat=True)
    assert opened
    html = team.get(
        reverse("site_texts:revisions_compare", args=[texts.pk, *typed])
    ).content.decode()
    assert "Premier" in html
    assert "Second" in html


def preview(client, address, data) -> str:
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    response = client.get(address)
    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]
    return response.content.decode()


def everything_kept() -> tuple:
    return set(kept._parts), {name: number for name, (_, number) in generations._read.items()}


def test_the_preview_shows_what_is_typed_and_keeps_nothing(network, team, texts, client, get):
    team.logout()
    before = get(network.vitre).content
    team.force_login(make_person(network.vitre, username="louise"))
    numbers = everything_kept()[1]
    html = preview(
        team,
        texts_url(texts, "preview_on_edit"),
        texts_data(
            alert_text="Pas encore publié",
            alert_from="2099-01-01 10:00",
            intro="Une équipe neuve",
            menu=entries(("Le blog", None, "https://exemple.bzh/")),
        ),
    )
    for words in ("Pas encore publié", "Une équipe neuve", "Le blog"):
        assert words in html
    html = preview(
        team,
        settings_url(network.vitre, "preview_on_edit"),
        settings_data(phone="0299999999"),
    )
    assert "tel:0299999999" in html
    # Neither the visitor nor somebody who is signed in finds any of it afterwards.
    signed_in = get(network.vitre).content.decode()
    team.logout()
    for page in (
        get(network.vitre).content.decode(),
        get(network.vitre, "/?neuf").content.decode(),
    ):
        for words in ("Pas encore publié", "Une équipe neuve", "Le blog", "0299999999"):
            assert words not in page
            assert words not in signed_in
    assert get(network.vitre).content == before
    assert {n: v for n, v in everything_kept()[1].items() if n in numbers} == numbers


def test_a_groupement_s_preview_leaves_its_pays_alone(network, client, get):
    client.force_login(make_person(network.ess_35))
    row = SiteTexts.objects.get(site=network.ess_35.site)
    data = texts_data(alert_text="Tout neuf", alert_cascades="on")
    assert "Tout neuf" in preview(client, texts_url(row, "preview_on_edit"), data)
    assert "Tout neuf" not in get(network.vitre).content.decode()


def test_the_screen_tells_what_the_site_shows_of_another(network, team, texts):
    assert "affiche en ce moment" not in team.get(texts_url(texts)).content.decode()
    above = SiteTexts.objects.get(site=network.ess_35.site)
    above.alert_text, above.alert_cascades = "Réunion à Rennes", True
    above.save()
    html = team.get(texts_url(texts)).content.decode()
    assert "ESS 35 affiche en ce moment" in html
    assert "Réunion à Rennes" in html


def test_a_pays_is_not_asked_about_sites_below(network, admin_client, texts):
    above = SiteTexts.objects.get(site=network.ess_35.site)
    assert "alert_cascades" in admin_client.get(texts_url(above)).context["form"].fields
    assert "alert_cascades" not in admin_client.get(texts_url(texts)).context["form"].fields
