"""Sheets as a visitor reads them, bare and full."""

import json
import re
from datetime import date

import pytest
from django.core.cache import caches

from core.structured import as_script
from resources.centre.kinds.activity.context import clock, cost_text, duration_in_words
from resources.centre.kinds.activity.structured import iso_duration
from tests.factories import resources as make

FACTORIES = [
    make.ActivityPageFactory,
    make.ToolPageFactory,
    make.ProjectPageFactory,
    make.ExpertisePageFactory,
    make.StudyPageFactory,
]


@pytest.fixture
def read(get):
    """HTML of a page at an address of a territory's site, never from the cache."""

    def fetch(territory, path):
        caches["pages"].clear()
        response = get(territory, path)
        assert response.status_code == 200, path
        return response.content.decode()

    return fetch


def words(html: str) -> str:
    """Visible text, spaces folded."""
    html = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_minimal_sheets_are_shown_on_every_site(read, network):
    pages = [factory(territory=network.vitre) for factory in FACTORIES]
    for page in pages:
        for territory in (network.region, network.ess_35, network.vitre, network.cornouaille):
            html = read(territory, f"/ressources/{page.slug}/")
            assert html.count("<h1") == 1
            assert (
                f'<link rel="canonical" href="http://bretagne.test/ressources/{page.slug}/">'
                in html
            )
            assert "None" not in words(html)
            assert 'rel="license"' in html


def test_full_activity(read, network):
    page = make.make_full_activity(territory=network.vitre, theme_codes=["mer"])
    page.tags.add("Soirée")
    page.save()
    html = read(network.cornouaille, "/ressources/blabla/")
    text = words(html)
    assert html.index("sheet-title") < html.index('class="facts"') < html.index('class="kit')
    for expected in (
        "2 h",
        "15 à 40 personnes",
        "40 à 60 €",
        "Deux heures, pas à pas",
        "Total : 120 minutes , soit 2 h".replace(" ,", ","),
        "de 0 h 15 à 1 h 20",
        "Cartes questions",
        "Finir à l’heure",
        "Déroulé PDF, 0,4 Mo",
        "Affiche ODT, 1,8 Mo",
        "CC BY-SA 4.0 : copiez, adaptez, citez-nous",
        "2.1, du 12 octobre 2026",
        "Écrit par ESS pays de Vitré, relu par ESS Bretagne. Vérifié le 3 novembre 2026.",
        "Prochaine relecture : novembre 2027.",
        "Signaler une erreur",
        "1.0, 9 septembre 2025 : première fiche.",
        "Soirée",
        "Mer",
    ):
        assert expected in text.replace("\xa0", " ").replace("\u202f", " "), expected
    assert 'href="/ressources/?theme=mer"' in html
    assert 'href="/ressources/?genre=activity"' in html
    assert "Nous l’avons animée" not in text
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["@type"] == "HowTo"
    assert data["totalTime"] == "PT2H"
    assert data["url"] == "http://bretagne.test/ressources/blabla/"


def test_log_counts_by_territory_and_always_answers(read, network):
    page = make.make_full_activity(territory=network.vitre)
    for day in range(1, 6):
        make.make_adoption(page, network.vitre, date=date(2026, 3, day))
    make.make_adoption(page, network.cornouaille, date=date(2026, 5, 6), changed="", people=None)
    make.make_adoption(page, network.fougeres, worked="pas encore relu", is_published=False)
    make.make_adoption(page, network.fougeres, date=date(2999, 1, 5), state="planned")
    text = words(read(network.region, "/ressources/blabla/"))
    assert "Animée 6 fois" in text
    assert "Vitré 5" in text
    assert "Cornouaille 1" in text
    assert "Changé rien de noté" in text
    assert text.count("Changé") == 3
    assert "Lire les 6 retours" in text
    everything = words(read(network.region, "/ressources/blabla/?retours=tous"))
    assert everything.count("Changé") == 6
    assert "Lire les" not in everything
    assert "pas encore relu" not in text
    assert "Prévue le 5 janvier 2999" in text


def test_what_was_announced_and_never_told_is_not_counted(read, network):
    page = make.make_full_activity(territory=network.vitre)
    announced = {"state": "planned", "changed": "Dix projets annoncés."}
    make.make_adoption(page, network.vitre, date=date(2022, 11, 10), **announced)
    text = words(read(network.region, "/ressources/blabla/"))
    assert "Annoncée une fois" in text
    assert "Annoncée le 10 novembre 2022 : Vitré" in text
    assert "Dix projets annoncés." in text
    assert "Animée" not in text
    make.make_adoption(page, network.vitre, date=date(2016, 11, 30))
    text = words(read(network.region, "/ressources/blabla/"))
    assert "Animée une fois" in text
    assert "Annoncée le 10 novembre 2022" in text


def test_variants_show_what_differs(read, network):
    root = make.make_full_activity(territory=network.vitre)
    make.ActivityPageFactory(
        title="Blabla du midi", slug="midi", territory=network.cornouaille, duration=75,
        group_min=15, group_max=40, place_kind="outdoor", adapted_from=root,
    )  # fmt: skip
    make.ActivityPageFactory(title="Brouillon", slug="brouillon", live=False, adapted_from=root)
    html = read(network.region, "/ressources/blabla/").replace("\xa0", " ")
    assert "<strong>1 h 15</strong> · 15 à 40 personnes · <strong>dehors</strong>" in html
    assert "Brouillon" not in html
    html = read(network.region, "/ressources/midi/")
    assert 'href="/ressources/blabla/">Blabla de l’ESS</a>' in html
    assert "(cette fiche)" in html


def test_nearest_published_contact(read, network):
    make.ToolPageFactory(slug="outil", territory=network.region)
    make.ContactFactory(name="Accueil du 35", territory=network.ess_35, email="a@35.test")
    make.ContactFactory(name="Secret", territory=network.vitre, is_published=False)
    make.ContactFactory(name="Direction", territory=network.vitre, role="direction")
    make.ContactFactory(
        name="Référente", territory=network.vitre, role="awareness", email="r@v.test"
    )
    assert "mailto:r@v.test" in read(network.vitre, "/ressources/outil/")
    assert "Accueil du 35" in read(network.fougeres, "/ressources/outil/")
    html = read(network.cornouaille, "/ressources/outil/")
    assert "Accueil du 35" not in html
    assert "Secret" not in html
    assert 'href="/contact/">Écrire à l’équipe' in html


def test_read_next(read, network):
    near = make.ToolPageFactory(title="Outil voisin", theme_codes=["mer"], territory=network.vitre)
    other = make.StudyPageFactory(title="Étude choisie", territory=network.vitre)
    hidden = make.StudyPageFactory(title="Étude cachée", live=False, territory=network.vitre)
    make.ExpertisePageFactory(slug="seule", theme_codes=["mer"], territory=network.region)
    html = read(network.vitre, "/ressources/seule/")
    assert f"/ressources/{near.slug}/" in html
    chosen = [{"type": "page", "value": other.pk}, {"type": "page", "value": hidden.pk}]
    make.ExpertisePageFactory(slug="liee", theme_codes=["mer"], related=chosen)
    text = words(read(network.vitre, "/ressources/liee/"))
    assert "Étude choisie" in text
    assert "Étude cachée" not in text
    assert "Outil voisin" not in text


def test_full_project_and_others(read, network):
    make.ProjectPageFactory(
        slug="epicerie", territory=network.vitre, stage="launched", family="associations",
        tag="TAg 35", promotion_year=2021, need="<p>Le dernier commerce a fermé.</p>",
        success_factors="<p>Une salle prêtée.</p>", conditions="<p>Trois bénévoles.</p>",
        holder_agreed_on="2026-01-05",
        stages=[make.block("stage", stage="idea", when="2019", text="Une réunion.")],
        figures=[make.block("figure", value="120", label="adhérents", year="2025", source="bilan")],
        done_again=[make.block("link", label="À Redon", url="https://exemple.bzh/")],
    )  # fmt: skip
    text = words(read(network.vitre, "/ressources/epicerie/"))
    for expected in (
        "TAg 35, promotion 2021", "Le dernier commerce a fermé.", "2019", "Idée", "2025, bilan",
        "Ce que l’équipe en retient", "À Redon", "donné le 5 janvier 2026",
    ):  # fmt: skip
        assert expected in text, expected
    make.ToolPageFactory(
        slug="malle", territory=network.vitre, format="game", age="dès 12 ans", duration=90,
        is_physical=True, kept_at="Vitré", loan_conditions="Un mois.", how_to_use="<p>Ouvrir.</p>",
    )  # fmt: skip
    text = words(read(network.vitre, "/ressources/malle/")).replace("\xa0", " ")
    for expected in ("Jeu", "1 h 30", "dès 12 ans", "Rangé à Vitré", "Un mois.", "Ouvrir."):
        assert expected in text, expected
    make.StudyPageFactory(
        slug="panorama", publisher="Cress", data_year="2020", published_year=2022,
        external_url="https://exemple.bzh/etude", licence="all-rights-reserved",
    )  # fmt: skip
    html = read(network.vitre, "/ressources/panorama/")
    assert "https://exemple.bzh/etude" in html
    assert "demandez l’accord des auteurs" in html
    expertise = make.ExpertisePageFactory(slug="mer", offered="<p>Un premier échange.</p>")
    expertise.contacts.add(
        make.ContactFactory(name="Pôle mer", territory=network.region),
        make.ContactFactory(name="Caché", territory=network.region, is_published=False),
    )
    expertise.save()
    text = words(read(network.vitre, "/ressources/mer/"))
    assert "Un premier échange." in text
    assert "Pôle mer" in text
    assert "Caché" not in text


def test_a_late_review_is_told(read, network):
    make.ToolPageFactory(slug="vieux", reviewed_on="2020-01-01", review_due="2021-01-01")
    assert "La relecture prévue en janvier 2021 n’a pas encore eu lieu." in words(
        read(network.region, "/ressources/vieux/")
    )


def test_structured_data_cannot_leave_its_script():
    script = as_script({"name": "</script><script>alert(1)</script>", "a": "R&D"})
    assert "<" not in script
    assert json.loads(script)["a"] == "R&D"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (45, "Quarante-cinq minutes"),
        (1, "Une minute"),
        (60, "Une heure"),
        (90, "Une heure trente"),
        (120, "Deux heures"),
        (1261, "Vingt et une heures un"),
    ],
)
def test_duration_in_words(minutes, text):
    assert duration_in_words(minutes) == text


def test_small_formats():
    assert clock(65) == "1\xa0h\xa005"
    assert iso_duration(90) == "PT1H30M"
    assert iso_duration(0) == "PT0M"
    assert cost_text(None, None) == ""
    assert cost_text(0, 0) == "gratuit"
    assert cost_text(None, 60) == "60\xa0€"
    assert cost_text(0, 40) == "40\xa0€"
