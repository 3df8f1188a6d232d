"""The admin, as the people of the demonstration see it."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .conftest import NARROW, fill_sign_in, let_every_process_know
from .pictures import illustrate

TYPES = (
    "HomePage",
    "ContentPage",
    "LandingPage",
    "NewsPage",
    "EventPage",
    "GovernanceBodyPage",
    "OfferPage",
    "ActivityPage",
    "ToolPage",
    "ProjectPage",
    "TrainingModulePage",
)


def page_id(kinds, model: str, site: str = "vitre") -> int:
    """Id of a page of this type, of the site or of the region."""
    for code in (site, "bretagne"):
        for entry in kinds[code].values():
            if entry.get("model") == model:
                return entry["id"]
    raise LookupError(model)


def test_the_admin_speaks_french(admin, admin_url):
    page = admin("pays")
    page.goto(admin_url())
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("main")).to_contain_text("ESS pays de Vitré")
    expect(page.locator("body")).to_contain_text("Rechercher")


def test_a_wrong_password_is_refused_in_french(page, watch, admin_url):
    fill_sign_in(page, admin_url, "pays", "faux")
    expect(page.locator("main")).to_contain_text("n’est pas le bon")


@pytest.mark.parametrize("model", TYPES)
def test_the_editor_opens_and_its_preview_draws_the_page(admin, admin_url, kinds, model):
    page = admin("region")
    page.goto(admin_url(f"pages/{page_id(kinds, model)}/edit/"))
    expect(page.locator("#id_title")).not_to_have_value("")
    page.locator("[data-side-panel-toggle=preview]").first.click()
    # Wagtail draws the preview in a frame, and swaps a new one in when it has loaded.
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_have_count(1)
    expect(frame.locator("main")).to_be_visible()


def test_the_communication_of_a_pays_publishes_news(admin, browser, admin_url, kinds, site_url):
    page = admin("pays")
    title = f"Nouvelle d'essai {uuid4().hex[:8]}"
    shown = title.replace("'", "’")
    page.goto(admin_url(f"pages/add/news/newspage/{page_id(kinds, 'NewsIndexPage')}/"))
    page.fill("#id_title", title)
    page.fill("#id_summary", "Publiée par un test, puis retirée.")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".messages .success")).to_contain_text("publi")
    number = (
        page.locator(".messages .success a[href*='/edit/']").get_attribute("href").split("/")[-3]
    )

    let_every_process_know(page)
    visitor = browser.new_page()
    visitor.goto(site_url("vitre", "/actualites/"))
    visitor.get_by_role("link", name=shown).click()
    expect(visitor.locator("h1")).to_have_text(shown)

    page.goto(admin_url(f"pages/{number}/unpublish/"))
    page.get_by_role("button", name=re.compile("dépublier", re.IGNORECASE)).click()
    expect(page.locator(".messages .success")).to_be_visible()
    let_every_process_know(page)
    visitor.goto(site_url("vitre", "/actualites/"))
    expect(visitor.get_by_role("link", name=shown)).to_have_count(0)
    visitor.close()


def test_a_referent_writes_sheets_but_does_not_publish(admin, admin_url, kinds):
    page = admin("referent")
    page.goto(admin_url("fiches/"))
    page.get_by_role("link", name="Ajouter une sous-page").first.click()
    page.get_by_role("link", name=re.compile("^Animation clé en main")).click()
    expect(page.locator("#id_title")).to_be_editable()
    expect(page.locator("footer button[name=action-publish]")).to_have_count(0)
    expect(page.locator("footer button").filter(has_text="Soumettre")).not_to_have_count(0)
    page.goto(admin_url(f"pages/add/news/newspage/{page_id(kinds, 'NewsIndexPage')}/"))
    expect(page.locator("#id_title")).to_have_count(0)


def test_the_health_board_leads_to_what_it_counts(admin, admin_url):
    above = admin("groupement")
    above.goto(admin_url("sante/"))
    expect(above.get_by_role("table")).to_contain_text("ESS pays de Fougères")
    illustrate(above, "sante-tableau", height=700)
    page = admin("pays")
    page.goto(admin_url())
    illustrate(page, "sante-tableau-de-bord", of="#site-health-section")
    page.goto(admin_url("sante/"))
    expect(page.get_by_role("table")).to_contain_text("ESS pays de Vitré")
    page.get_by_role("link", name="Mentions légales, ESS pays de Vitré").click()
    expect(page).to_have_title(re.compile("Pages légales absentes ou à compléter"))
    page.get_by_role("link", name="Mentions légales", exact=True).click()
    expect(page.locator("#id_title")).to_have_value("Mentions légales")


def write_banner(page, admin_url, text: str, **dates: str) -> None:
    """From the menu of the admin to the banner of one's own site, typed and not sent yet."""
    page.goto(admin_url())
    page.get_by_role("link", name="Réglages du site").click()
    page.get_by_role("link", name="Menus, textes et bandeau").click()
    page.fill("#id_alert_text", text)
    for name in ("alert_from", "alert_to"):
        page.fill(f"#id_{name}", dates.get(name, ""))
        page.locator(f"#id_{name}").press("Tab")
        # A French date stays as it was typed.
        expect(page.locator(f"#id_{name}")).to_have_value(dates.get(name, ""))


def publish_texts(page) -> None:
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_contain_text("Textes publiés")
    let_every_process_know(page)


def test_a_pays_previews_then_publishes_a_dated_banner(admin, browser, admin_url, site_url):
    page, visitor = admin("pays"), browser.new_page()
    text = f"Accueil fermé {uuid4().int % 300 + 2} jours : écrivez-nous."  # read in the guide
    write_banner(page, admin_url, text, alert_from="01/01/2026 08:00", alert_to="31/12/2099 18:00")
    page.locator("[data-side-panel-toggle=preview]").first.click()
    banner = page.frame_locator("#w-preview-iframe").get_by_role("region", name="Annonce")
    expect(banner.filter(has_text=text)).to_be_visible()
    illustrate(page, "reglages-bandeau")
    visitor.goto(site_url("vitre"))
    expect(visitor.get_by_text(text)).to_have_count(0)
    page.locator("[data-side-panel-toggle=preview]").first.click()
    publish_texts(page)
    visitor.reload()
    expect(visitor.get_by_text(text)).to_be_visible()
    for other in ("ess-35", "fougeres"):
        visitor.goto(site_url(other))
        expect(visitor.get_by_text(text)).to_have_count(0)
    write_banner(page, admin_url, "")
    publish_texts(page)
    visitor.goto(site_url("vitre"))
    expect(visitor.get_by_text(text)).to_have_count(0)
    visitor.close()


def test_a_date_that_is_none_stays_as_typed_and_is_refused(admin, admin_url):
    page = admin("pays")
    write_banner(page, admin_url, "Accueil fermé", alert_from="bientôt")
    page.locator("button[name=action-publish]").click()
    expect(page.locator("#id_alert_from")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_alert_from")).to_have_value("bientôt")
    expect(page.locator("#id_alert_text")).to_have_value("Accueil fermé")
    expect(page.locator("main")).to_contain_text("Saisissez une date et une heure valides")


def test_a_groupement_s_banner_goes_down_to_its_pays_alone(admin, browser, admin_url, site_url):
    page, visitor = admin("groupement"), browser.new_page()
    text = f"Assemblée {uuid4().hex[:8]}"
    write_banner(page, admin_url, text)
    page.locator("#id_alert_cascades").check()
    publish_texts(page)
    visitor.goto(site_url("vitre"))
    expect(visitor.get_by_role("region", name="Annonce : ESS 35")).to_contain_text(text)
    visitor.goto(site_url("ess-finistere"))
    expect(visitor.get_by_text(text)).to_have_count(0)
    write_banner(page, admin_url, "")
    publish_texts(page)
    visitor.goto(site_url("vitre"))
    expect(visitor.get_by_text(text)).to_have_count(0)
    visitor.close()


def test_a_pays_links_to_a_page_of_another_site(admin, admin_url):
    page = admin("pays")
    page.goto(admin_url("snippets/offers/localoffer/add/"))
    editor = page.locator("[contenteditable=true]").first
    editor.click()
    editor.press_sequentially("voir")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+K")
    chooser = page.locator(".modal-content")
    expect(chooser.locator("tbody tr").first).to_contain_text("ESS pays de Vitré")
    chooser.get_by_role("link", name="Tous les sites").first.click()
    chooser.get_by_role("link", name="ESS pays de Fougères", exact=True).click()
    expect(chooser).to_have_count(0)
    expect(editor.locator("[data-draftail-trigger]")).to_have_text("voir")


def test_the_page_chooser_fits_a_telephone(admin, admin_url, draw):
    page = admin("pays")
    page.set_viewport_size(NARROW)
    page.goto(admin_url("snippets/offers/localoffer/add/"))
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.press("Control+K")
    rows = page.locator(".modal-content tbody tr")
    agenda = rows.filter(has_text="Agenda").first
    into = agenda.get_by_role("link", name="Explorer")
    expect(into).to_be_visible()
    # Wagtail's dialog hides what passes its edge.
    edge = page.locator(".modal-content").bounding_box()
    for part in (rows.first, agenda.get_by_role("link", name="Agenda", exact=True), into):
        box = part.bounding_box()
        assert box["x"] + box["width"] <= edge["x"] + edge["width"]
    expect(agenda).to_contain_text("ESS pays de Vitré")
    draw(page, "choisir une page 320")
    into.click()
    expect(rows.first).to_contain_text("Agenda")


def test_several_pages_are_acted_upon_on_a_telephone(admin, admin_url):
    page = admin("pays")
    page.set_viewport_size(NARROW)
    page.goto(admin_url("pages/"))
    boxes = page.locator("tbody").get_by_role("checkbox")
    boxes.first.check()
    boxes.nth(1).check()
    bar = page.get_by_role("region", name="Actions en masse")
    for action in ("Déplacer", "Publier", "Dépublier"):
        button = bar.get_by_role("link", name=f"{action} les pages sélectionnées", exact=True)
        expect(button).to_be_in_viewport(ratio=1)


def test_the_button_of_the_menu_covers_no_message(admin, admin_url):
    page = admin("pays")
    page.set_viewport_size(NARROW)
    page.goto(admin_url("equipe/inviter/"))
    page.get_by_role("button", name="Envoyer l’invitation").click()
    way = page.locator(".messages").get_by_text("Aller à la première erreur")
    expect(way).to_be_visible()
    menu, link = page.locator(".sidebar-nav-toggle").bounding_box(), way.bounding_box()
    assert link["x"] >= menu["x"] + menu["width"] or link["y"] >= menu["y"] + menu["height"]


def test_a_team_invites_somebody_and_lets_her_leave(admin, admin_url):
    page = admin("pays")
    number = uuid4().int % 100_000
    email, name = f"nolwenn{number}@exemple.test", f"Nolwenn Exemple {number}"
    page.goto(admin_url("equipe/"))
    illustrate(page, "equipe-liste", height=450)
    page.get_by_role("link", name="Inviter une personne").first.click()
    page.fill("#id_first_name", "Nolwenn")
    page.fill("#id_last_name", name.removeprefix("Nolwenn "))
    page.fill("#id_email", email)
    page.get_by_label("ESS pays de Vitré — référent·es").check()
    illustrate(page, "equipe-inviter")
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.locator(".messages .success")).to_contain_text(f"Invitation envoyée à {email}")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Retirer de l’équipe").click()
    page.get_by_role("button", name="Oui, retirer").click()
    expect(page.locator(".messages .success")).to_contain_text("ne fait plus partie")
    expect(page.get_by_role("link", name=name)).to_have_count(0)


def test_a_team_reads_who_has_access(admin, admin_url):
    page = admin("pays")
    page.goto(admin_url("acces/"))
    table = page.get_by_role("table")
    expect(table).to_contain_text("ESS pays de Vitré")
    expect(table).not_to_contain_text("ESS pays de Fougères")
    illustrate(page, "equipe-acces", height=450)


def test_bands_of_a_home_are_put_in_order(admin, admin_url, kinds):
    page = admin("pays")
    page.goto(admin_url(f"pages/{page_id(kinds, 'HomePage')}/edit/"))
    panel = page.locator("#panel-child-contenu-bands-section")
    titles = panel.locator(".c-sf-block__title")
    before = titles.all_inner_texts()
    illustrate(page, "reglages-accueil", of="#panel-child-contenu-bands-section")
    panel.get_by_role("button", name="Descendre").first.click()
    expect(titles).to_have_text([before[1], before[0], *before[2:]])
