"""What the roles act upon: for each territory, one thing of each kind; and the people themselves."""

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from wagtail.contrib.forms.models import FormSubmission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, PageViewRestriction

from territories.models import Diffusion, Territory
from territories.ownership.registry import declaration_of
from tests.factories.home import (
    ContentPageFactory,
    FormPageFactory,
    LandingPageFactory,
    NewsPageFactory,
)
from tests.factories.network import Network
from tests.factories.owned import make_row
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.resources import ToolPageFactory

from .tables import OWNED

# Role, then where: the territory acted upon.
PLACES = {
    ("ref", "own"): "vitre",
    ("ref", "sib"): "fougeres",
    ("ref", "par"): "ess_35",
    ("com", "own"): "vitre",
    ("com", "sib"): "fougeres",
    ("com", "par"): "ess_35",
    ("gro", "own"): "ess_35",
    ("gro", "chi"): "vitre",
    ("gro", "sib"): "finistere",
    ("gro", "par"): "region",
    ("reg", "own"): "region",
    ("reg", "chi"): "ess_35",
    ("tra", "any"): "vitre",
    ("vis", "any"): "vitre",
}


class Things:
    """What a territory has; each bears the territory's word."""

    def __init__(self, territory: Territory):
        self.territory, self.word = territory, word_of(territory)

    def page(self, kind: str) -> Page:
        """Its page « en ligne », « brouillon », « privée », « rubrique », « formulaire », « nouvelle »...

        ... « fiche en ligne », « fiche brouillon ».
        """
        return Page.objects.get(title=f"{self.word} {kind}")

    @property
    def home(self) -> Page:
        return self.territory.site.root_page

    @property
    def collection(self) -> Collection:
        return Territory.objects.select_related("collection").get(pk=self.territory.pk).collection

    def file(self, model):
        return model.objects.get(title=self.word)

    def row(self, model):
        """Its row of a model that `TerritoryPolicy` keeps."""
        return declaration_of(model).rows(self.territory).get()

    @property
    def received(self) -> QuerySet[Diffusion]:
        """What was proposed to its site."""
        return Diffusion.objects.filter(territory=self.territory).order_by("pk")

    @staticmethod
    def elsewhere(code: str) -> Territory:
        """Another territory, of which nobody here is."""
        return Territory.objects.get(code=code)

    @property
    def member(self):
        return get_user_model().objects.get(username=f"membre-{self.territory.code}")


def _pages(territory: Territory, word: str) -> None:
    landing = LandingPageFactory(territory=territory, title=f"{word} rubrique")
    under = {"territory": territory, "parent": landing}
    ContentPageFactory(title=f"{word} en ligne", **under)
    draft = ContentPageFactory(title=f"{word} brouillon", live=False, **under)
    draft.save_revision()
    draft.save_revision()
    private = ContentPageFactory(title=f"{word} privée", **under)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    form = FormPageFactory(territory=territory, title=f"{word} formulaire")
    FormSubmission.objects.create(page=form, form_data={"nom": word})


def _sheets(territory: Territory, word: str) -> None:
    code = territory.code
    ToolPageFactory(territory=territory, title=f"{word} fiche en ligne", slug=f"fiche-{code}")
    draft = ToolPageFactory(
        territory=territory, title=f"{word} fiche brouillon", slug=f"essai-{code}", live=False
    )
    draft.save_revision()
    draft.save_revision()


def _files(territory: Territory, word: str) -> None:
    collection = Territory.objects.get(pk=territory.pk).collection
    get_image_model().objects.create(
        title=word, file=get_test_image_file(), credit="x", collection=collection
    )
    document = get_document_model()(title=word, collection=collection)
    document.file.save(f"{word}.txt", SimpleUploadedFile("a.txt", b"texte"))


def _diffusion(territory: Territory, giver: Territory, word: str) -> None:
    NewsPageFactory(territory=territory, title=f"{word} nouvelle")
    for _ in range(2):
        given = NewsPageFactory(territory=giver, title="Proposée")
        Diffusion.objects.create(page=given, territory=territory)


def make_things(network: Network) -> None:
    """Everything, for each territory."""
    for territory in network.all:
        word = word_of(territory)
        _pages(territory, word)
        _sheets(territory, word)
        _files(territory, word)
        giver = network.vitre if territory == network.region else network.region
        _diffusion(territory, giver, word)
        for owned in OWNED:
            make_row(owned.model, territory, word)
        make_person(territory, REFERENT, username=f"membre-{territory.code}", last_name=word)
    make_person(network.vitre, REFERENT, username="ref")
    for role, territory in (("com", "vitre"), ("gro", "ess_35"), ("reg", "region")):
        make_person(getattr(network, territory), username=role)
    make_translator()


def word_of(territory: Territory) -> str:
    """A word that no other territory's things bear."""
    return f"Zanzibar{territory.code.replace('-', '')}"
