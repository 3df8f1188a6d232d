"""The demonstration's content: complete, sourced, honest about samples, and safe to load again."""

import re
import zipfile

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from core.models import SiteDocument, SiteImage
from home.agenda.models import EventPage
from home.network.demo.files import CONTENT, read_file
from home.network.demo.loader import load_content
from home.network.opening import provisioning
from home.news.models import NewsPage
from home.pages.models import ContentPage, GovernanceBodyPage, HomePage, TimelinePage
from offers.models import LocalOffer, OfferPage, StrategicAxis
from resources.centre.models import (
    ActivityPage,
    Adoption,
    ExpertisePage,
    ProjectPage,
    StudyPage,
    ToolPage,
)
from resources.training.models import TrainingModulePage, TrainingSession
from territories.loading import load_territories
from territories.models import Contact, Diffusion, Scale, Territory
from territories.tree import TERRITORIES

SHEETS = [ActivityPage, ToolPage, ProjectPage, ExpertisePage, StudyPage]
DRAFTS = {"traits-d-union", "les-gouvernails", "rh-tpe", "esspresso"}
TO_READ_AGAIN = "à relire par les équipes"
# Each test in a savepoint of the transaction that holds what is loaded.
pytestmark = pytest.mark.django_db

ORDER = [Scale.REGION, Scale.GROUPEMENT, Scale.PAYS]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole demonstration, loaded once in a transaction that is rolled back after the module."""
    patch = pytest.MonkeyPatch()
    # Groups and permissions have their own tests, and take as long as the rest.
    patch.setattr(provisioning, "sync_permissions", lambda territory: None)
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                load_territories()
                for territory in sorted(
                    Territory.objects.all(), key=lambda t: ORDER.index(t.scale)
                ):
                    provisioning.create_site(territory)
                lines = []
                report = load_content(log=lines.append)
                yield report, lines
                transaction.set_rollback(True)
        finally:
            patch.undo()
            TERRITORIES.renew()


def text_of(page) -> str:
    """Every word of a page: plain fields and streams alike."""
    return " ".join(str(getattr(page, f.name)) for f in page._meta.concrete_fields)


def counts() -> dict[str, int]:
    models = [
        Page, Revision, Contact, LocalOffer, Diffusion, SiteImage, SiteDocument, Adoption,
        TrainingSession, StrategicAxis,
    ]  # fmt: skip
    return {model.__name__: model.objects.count() for model in models}


# --- What is there ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "least"),
    [
        (GovernanceBodyPage, 11),
        (ProjectPage, 8),
        (ExpertisePage, 3),
        (StudyPage, 5),
        (OfferPage, 8),
        (EventPage, 12),
        (NewsPage, 10),
        (TrainingModulePage, 6),
    ],
)
def test_each_family_is_there(loaded, model, least):
    assert model.objects.live().count() >= least


def test_activities_and_tools_are_at_least_fourteen(loaded):
    activities, tools = ActivityPage.objects.live().count(), ToolPage.objects.live().count()

    assert activities >= 12
    assert activities + tools >= 14


def test_both_axes_have_all_their_aims(loaded):
    assert [len(axis.aims) for axis in StrategicAxis.objects.order_by("number")] == [4, 3]


def test_calendar_tells_what_its_source_does_not(loaded):
    calendar = TimelinePage.objects.get()

    assert len(calendar.steps) == 10
    assert "mois" in calendar.note
    assert [step.value["is_done"] for step in calendar.steps].count(True) == 1


def test_five_audiences_have_their_offer(loaded):
    hooks = OfferPage.objects.exclude(hook="").order_by("path").values_list("hook", flat=True)

    assert list(hooks) == [
        "J’ai une idée",
        "Je porte un projet",
        "Mon association emploie",
        "Je suis une collectivité",
        "J’enseigne",
    ]


def test_the_path_has_modules_at_its_three_stages(loaded):
    stages = TrainingModulePage.objects.values_list("stage", flat=True)

    assert set(stages) == {"welcome", "training", "exchange"}


def test_content_is_spread_over_the_territories(loaded):
    own = set()
    for model in (EventPage, NewsPage, *SHEETS):
        own |= set(model.objects.live().values_list("territory_id", flat=True))
    territories = Territory.objects.filter(pk__in=own)

    assert territories.filter(scale=Scale.GROUPEMENT).count() == 5
    assert territories.filter(scale=Scale.PAYS).count() >= 6


def test_each_site_says_who_it_is(loaded):
    pages = ContentPage.objects.live().filter(slug="qui-nous-sommes")

    assert pages.count() == 27
    assert not HomePage.objects.filter(hero_title="").exists()
    assert HomePage.objects.values("hero_title").distinct().count() > 20


def test_an_event_of_a_groupement_is_listed_by_its_pays_and_the_region(loaded):
    event = EventPage.objects.get(slug="reunion-d-accueil-de-l-incubateur")

    for code, listed in {"vitre": True, "bretagne": True, "redon": False, "brest": False}.items():
        territory = Territory.objects.get(code=code)
        assert (event in EventPage.objects.visible_in(territory)) is listed, code


# --- What is honest -------------------------------------------------------------------


def test_bodies_and_real_news_have_a_source(loaded):
    assert not GovernanceBodyPage.objects.filter(source="").exists()
    assert not NewsPage.objects.filter(is_sample=False, source="").exists()
    assert not NewsPage.objects.filter(is_sample=True).exclude(source="").exists()


def test_every_source_is_cited():
    """A source that nothing cites is a fact that was forgotten, or a row to remove."""
    sources = read_file("sources", CONTENT)
    told = "".join(path.read_text() for path in CONTENT.glob("*.toml") if path.stem != "sources")
    assert [key for key in sources if f'"{key}"' not in told] == []


def test_pages_about_the_collective_have_a_source(loaded):
    about = ContentPage.objects.filter(depth__gt=3)

    assert about.count() >= 27
    # The pole of Dinan was found nowhere: its page says so, and cites what it says of poles.
    assert [page.slug for page in about if not page.source] == []


@pytest.mark.parametrize("model", SHEETS)
def test_each_sheet_has_a_source_or_says_that_it_is_a_proposal(loaded, model):
    for sheet in model.objects.all():
        assert len(sheet.links) or TO_READ_AGAIN in text_of(sheet), sheet.slug


def test_proposed_steps_say_so(loaded):
    for activity in ActivityPage.objects.live():
        assert TO_READ_AGAIN in text_of(activity), activity.slug
    for module in TrainingModulePage.objects.all():
        assert TO_READ_AGAIN in text_of(module), module.slug


def test_offers_have_a_source(loaded):
    for offer in OfferPage.objects.all():
        assert offer.source or "Source" in text_of(offer), offer.slug


def test_projects_say_what_is_not_known(loaded):
    for project in ProjectPage.objects.all():
        assert "Ce que nous ne savons pas" in text_of(project), project.slug
        assert project.holder_agreed_on is None


def test_samples_say_that_they_are_samples(loaded):
    assert not EventPage.objects.filter(is_sample=False).exists()
    assert not TrainingSession.objects.filter(is_sample=False).exists()
    for page in [*EventPage.objects.all(), *NewsPage.objects.filter(is_sample=True)]:
        assert page.summary.startswith("Exemple"), page.slug
    for news in NewsPage.objects.filter(is_sample=False):
        assert not news.summary.startswith("Exemple"), news.slug


def test_sample_dates_follow_the_day_of_the_load(loaded):
    assert not EventPage.objects.filter(start__lt=timezone.now()).exists()
    assert not NewsPage.objects.filter(date__gt=timezone.localdate()).exists()


def test_sheets_to_write_stay_drafts(loaded):
    drafts = Page.objects.filter(live=False).values_list("slug", flat=True)

    assert set(drafts) == DRAFTS
    assert not Page.objects.filter(live=False, latest_revision=None).exists()


def test_steps_add_up_to_the_duration(loaded):
    for activity in ActivityPage.objects.live():
        assert (
            activity.total_minutes
            == activity.duration
            == sum(step.value["minutes"] for step in activity.steps)
        ), activity.slug


def test_images_have_a_credit_and_a_text_unless_they_only_decorate(loaded):
    assert SiteImage.objects.count() >= 6
    for image in SiteImage.objects.all():
        assert "CC0" in image.credit
        assert bool(image.description) is not image.is_decorative


def test_nobody_is_named_and_no_number_is_invented(loaded):
    written = "".join(path.read_text() for path in CONTENT.glob("*.toml"))

    assert not re.search(r"\b0[1-9](?:[ .]?\d\d){4}\b", written)
    assert not re.search(r"[\w.]+@[\w.]+", written)
    assert not Contact.objects.exclude(email="", phone="").exists()


def test_texts_use_typographic_apostrophes_and_spaces(loaded):
    for path in CONTENT.glob("*.toml"):
        assert not re.search(r"[a-zé]'[a-zé]", path.read_text()), path.name
    assert "«\u00a0coopérer" in text_of(ActivityPage.objects.get(slug="blabla-de-l-ess"))


# --- What is solid --------------------------------------------------------------------


def test_pages_can_be_saved_again_by_an_editor(loaded):
    for page in Page.objects.filter(depth__gt=1).specific():
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))


def test_the_tree_of_pages_is_sound(loaded):
    assert not any(Page.find_problems())
    assert not Page.objects.values("path").annotate(n=Count("pk")).filter(n__gt=1).exists()


def test_kits_hold_real_files(loaded):
    sheet = ActivityPage.objects.get(slug="blabla-de-l-ess")
    document = sheet.attachments[0].value["document"]

    with zipfile.ZipFile(document.file) as archive:
        assert archive.namelist()[0] == "mimetype"
        content = archive.read("content.xml").decode()
    assert "Remettre en commun" in content
    assert 'text:outline-level="1"' in content


def test_what_a_merged_pays_said_is_not_written_again(loaded):
    with transaction.atomic():
        leaving, staying = (Territory.objects.get(code=code) for code in ("dinan", "saint-brieuc"))
        leaving.site, leaving.is_active, leaving.succeeded_by = None, False, staying
        Territory.objects.bulk_update([leaving], ["site", "is_active", "succeeded_by"])
        TERRITORIES.renew()
        before = counts()
        try:
            again = load_content(log=lambda line: None)
            assert again.written == 0
            assert 0 < again.planned < loaded[0].planned
            assert counts() == before
        finally:
            transaction.set_rollback(True)
    TERRITORIES.renew()


def test_second_load_changes_nothing(loaded, django_assert_max_num_queries):
    report, lines = loaded
    before = counts()
    with django_assert_max_num_queries(40):
        again = load_content(log=lines.append)

    assert again.written == 0
    assert again.planned == report.planned == report.written
    assert lines[-1] == "Contenus : tout est déjà là."
    assert counts() == before


def test_a_corrected_page_is_left_alone(loaded):
    home = HomePage.objects.get(slug="vitre")
    before, home.hero_title = home.hero_title, "Corrigé par l’équipe"
    home.save_revision().publish()
    load_content(log=lambda line: None)
    home.refresh_from_db()

    assert home.hero_title == "Corrigé par l’équipe"
    home.hero_title = before
    home.save_revision().publish()
