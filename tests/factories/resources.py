"""Factories of the resource centre's sheets; each stands in the folder of its territory."""

import json

import factory
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale

from resources.centre import models
from resources.centre.folders import folder_of
from territories.models import Audience, Contact, Theme
from territories.tree import tree

from .home import TerritorialPageFactory, section, some_territory


def make_term(model: type[Theme] | type[Audience], code: str, label: str = "") -> Theme | Audience:
    """A word of a vocabulary, made once."""
    return model.objects.get_or_create(
        code=code,
        locale=Locale.objects.get(language_code="fr"),
        defaults={"label": label or code.replace("-", " ").capitalize()},
    )[0]


class DocumentFactory(factory.django.DjangoModelFactory):
    """A PDF in the memory storage; `weight` is its announced size."""

    class Meta:
        model = get_document_model()

    title = factory.Sequence(lambda n: f"Document {n}")
    language = "fr"

    @classmethod
    def _create(cls, model_class, *args, weight=400_000, name="deroule.pdf", **kwargs):
        document = model_class(**kwargs)
        document.file.save(name, ContentFile(b"%PDF-1.4 not really"), save=False)
        document.save()
        model_class.objects.filter(pk=document.pk).update(file_size=weight)
        document.refresh_from_db()
        return document


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    name = "Accueil du pôle"
    email = "accueil@exemple.bzh"
    is_published = True


class SheetFactory(TerritorialPageFactory):
    """Base of the sheets: `theme_codes` and `audience_codes` make the words they need."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Fiche {n}")
    slug = factory.Sequence(lambda n: f"fiche-{n}")
    licence = models.Licence.CC_BY_SA

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        terms = {
            field: [make_term(model, code) for code in kwargs.pop(f"{prefix}_codes", ())]
            for field, prefix, model in (
                ("themes", "theme", Theme),
                ("audiences", "audience", Audience),
            )
        }
        for field in stream_fields(model_class):
            if isinstance(kwargs.get(field), list):
                kwargs[field] = json.dumps(kwargs[field])
        page = super()._create_instance(model_class, parent, kwargs)
        if any(terms.values()):
            for field, values in terms.items():
                getattr(page, field).set(values)
            page.save()
        return page

    @classmethod
    def default_parent(cls, territory):
        return folder_of(territory)


def stream_fields(model) -> list[str]:
    return [f.name for f in model._meta.get_fields() if type(f).__name__ == "StreamField"]


def block(kind: str, /, **value) -> dict:
    """Raw data of one block of a StreamField."""
    return {"type": kind, "value": value}


class SheetFolderPageFactory(TerritorialPageFactory):
    """A folder: each territory has one, which is given back."""

    class Meta:
        model = models.SheetFolderPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return folder_of(kwargs.get("territory") or some_territory())


class ActivityPageFactory(SheetFactory):
    class Meta:
        model = models.ActivityPage

    # Not « l'ESS 35 », which is a groupement's name.
    title = factory.Sequence(lambda n: f"Blabla {n} de l'ESS")


class ToolPageFactory(SheetFactory):
    class Meta:
        model = models.ToolPage


class ProjectPageFactory(SheetFactory):
    class Meta:
        model = models.ProjectPage


class ExpertisePageFactory(SheetFactory):
    class Meta:
        model = models.ExpertisePage


class StudyPageFactory(SheetFactory):
    class Meta:
        model = models.StudyPage


class ResourceCentrePageFactory(TerritorialPageFactory):
    """The centre itself: there is only one, so the one `create_site` made is given back."""

    class Meta:
        model = models.ResourceCentrePage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        some_territory()
        return section(tree().region, "ressources")


# What the form of a tool sends, beyond its title and its address.
TOOL_FORM = {
    "summary": "",
    "licence": "CC-BY-SA-4.0",
    "version": "1.0",
    "purpose": "awareness",
    "format": "guide",
    "seo_title": "",
    "search_description": "",
    "review_owner": "",
    "how_to_use": "null",
    **{f"{stream}-count": "0" for stream in ("body", "attachments", "links", "changes", "related")},
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


FULL_ACTIVITY = {
    "title": "Blabla de l'ESS",
    "slug": "blabla",
    "summary": "Une soirée, une personne invitée, une question. Le temps de se parler pour de bon.",
    "intention": "Se rencontrer sans se présenter pendant une heure.",
    "duration": 120,
    "group_min": 15,
    "group_max": 40,
    "preparation": 180,
    "cost_min": 40,
    "cost_max": 60,
    "place": "Un café, une salle de bourg, un atelier.",
    "material": "Cartes, feutres, une grande feuille.",
    "roles": "Une personne anime, une accueille, une raconte.",
    "authors": "ESS pays de Vitré",
    "review_owner": "ESS Bretagne",
    "reviewed_on": "2026-11-03",
    "review_due": "2027-11-01",
    "version": "2.1",
    "evaluation": "<p>Deux personnes se rappellent <b>la semaine suivante</b>.</p>",
    "steps": [
        block("step", title="Accueillir", minutes=15, instructions="On ouvre la porte.", role="Accueil", handout="Cartes questions"),
        block("step", title="Raconter", minutes=65, instructions="Une histoire vécue.", role="Animation", handout=""),
        block("step", title="Se dire au revoir", minutes=40, instructions="", role="", handout=""),
    ],
    "advice": [block("advice", title="Finir à l'heure", text="Les autres reviendront.")],
    "changes": [
        block("change", version="2.1", date="2026-10-12", text="le bilan tient en une page."),
        block("change", version="1.0", date="2025-09-09", text="première fiche."),
    ],
    "links": [block("link", label="La source", url="https://exemple.bzh/source")],
    "body": [{"type": "text", "value": "<p>Un mot de plus.</p>"}],
}  # fmt: skip


def make_full_activity(**kwargs):
    """An activity with every field filled, two files and a variant's root free."""
    documents = [
        DocumentFactory(title="Déroulé"),
        DocumentFactory(title="Affiche", name="affiche.odt", weight=1_800_000),
    ]
    attachments = [
        block("attachment", document=document.pk, label="", kind="guide") for document in documents
    ]
    return ActivityPageFactory(**(FULL_ACTIVITY | {"attachments": attachments} | kwargs))


def make_adoption(activity, territory, **kwargs):
    """A published adoption of an activity."""
    defaults = {
        "date": "2026-05-06",
        "audience": "bénévoles",
        "people": 19,
        "changed": "à midi, en une heure.",
        "worked": "des gens du quartier sont venus.",
        "is_published": True,
    }
    return models.Adoption.objects.create(
        activity=activity, territory=territory, **(defaults | kwargs)
    )
