"""What orders a page: links, messages, folded answers, steps, dates, cards."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.models import Page

from .links import LinkBlock, LinkValue
from .text import FEATURES, INLINE_FEATURES

GROUP = "Mise en page"


def _with_href(context: dict[str, Any], value: LinkValue) -> dict[str, Any]:
    context["href"] = value.href(context.get("request"))
    return context


class ButtonBlock(LinkBlock):
    """The one action of a page."""

    label = blocks.CharBlock(
        label="Libellé",
        max_length=60,
        help_text="Un verbe d’abord : « Trouver mon interlocuteur ».",
    )
    style = blocks.ChoiceBlock(
        label="Importance",
        choices=[("main", "Action principale"), ("quiet", "Action secondaire")],
        default="main",
    )

    class Meta:
        label = "Bouton"
        icon = "link"
        group = GROUP
        template = "blocks/button.html"
        description = "Une action, vers une page ou une adresse. Un seul bouton plein par idée."
        preview_value = {
            "label": "Trouver mon interlocuteur",
            "url": "https://exemple.bzh/",
            "style": "main",
        }

    def get_context(self, value, parent_context=None) -> dict[str, Any]:
        """Add `href`, empty when the page is not online: then nothing is shown."""
        return _with_href(super().get_context(value, parent_context=parent_context), value)


class MessageBlock(blocks.StructBlock):
    """Something to know before going on."""

    level = blocks.ChoiceBlock(
        label="Genre",
        choices=[("info", "À savoir"), ("attention", "Attention"), ("ok", "Bonne nouvelle")],
        default="info",
    )
    title = blocks.CharBlock(label="Titre", max_length=80)
    text = blocks.RichTextBlock(label="Texte", features=INLINE_FEATURES)

    class Meta:
        label = "Message"
        icon = "info-circle"
        group = GROUP
        template = "blocks/message.html"
        description = "Une information à ne pas manquer, avec un signe et un mot."
        preview_value = {
            "level": "info",
            "title": "À savoir",
            "text": "<p>Le premier rendez-vous est gratuit et ne vous engage à rien.</p>",
        }


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Question", max_length=160)
    text = blocks.RichTextBlock(label="Réponse", features=FEATURES)

    class Meta:
        label = "Question"
        icon = "help"


class AccordionBlock(blocks.StructBlock):
    """Questions whose answers unfold."""

    items = blocks.ListBlock(AccordionItemBlock(), label="Questions", min_num=1)
    first_open = blocks.BooleanBlock(label="Ouvrir la première", required=False)

    class Meta:
        label = "Questions repliées"
        icon = "collapse-down"
        group = GROUP
        template = "blocks/accordion.html"
        description = (
            "Des questions dont la réponse se déplie. Pas pour ce que tout le monde doit lire."
        )
        preview_value = {
            "items": [
                {
                    "title": "Combien coûte un premier rendez-vous ?",
                    "text": "<p>Rien. Nous prenons une heure, chez vous ou chez nous.</p>",
                },
                {
                    "title": "Faut-il déjà avoir une association ?",
                    "text": "<p>Non : une idée suffit.</p>",
                },
            ],
            "first_open": True,
        }


class StepItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Étape", max_length=120)
    text = blocks.RichTextBlock(label="Ce qui se passe", features=FEATURES, required=False)

    class Meta:
        label = "Étape"
        icon = "list-ol"


class StepsBlock(blocks.StructBlock):
    """Things to do in order; the numbers come by themselves."""

    steps = blocks.ListBlock(StepItemBlock(), label="Étapes", min_num=2)

    class Meta:
        label = "Étapes"
        icon = "list-ol"
        group = GROUP
        template = "blocks/steps.html"
        description = "Ce qui se fait dans l’ordre. Les numéros s’écrivent seuls."
        preview_value = {
            "steps": [
                {"title": "Vous nous écrivez", "text": "<p>Quelques lignes suffisent.</p>"},
                {"title": "On se rencontre", "text": "<p>Une heure, près de chez vous.</p>"},
                {"title": "Vous choisissez la suite"},
            ]
        }


class TimelineItemBlock(blocks.StructBlock):
    when = blocks.CharBlock(
        label="Quand",
        max_length=60,
        help_text="Aussi précis que la source : « 2025 », « mars 2026 ».",
    )
    title = blocks.CharBlock(label="Quoi", max_length=160)
    text = blocks.RichTextBlock(label="En détail", features=INLINE_FEATURES, required=False)
    done = blocks.BooleanBlock(label="C’est fait", required=False)

    class Meta:
        label = "Date"
        icon = "date"


class TimelineBlock(blocks.StructBlock):
    """A history or a calendar."""

    items = blocks.ListBlock(TimelineItemBlock(), label="Dates", min_num=2)

    class Meta:
        label = "Frise"
        icon = "history"
        group = GROUP
        template = "blocks/timeline.html"
        description = (
            "Une histoire ou un calendrier, date après date ; ce qui est fait se voit et se dit."
        )
        preview_value = {
            "items": [
                {"when": "2024", "title": "Le projet commun est adopté", "done": True},
                {"when": "2026", "title": "Le centre de ressources ouvre", "done": False},
            ]
        }


class CardBlock(LinkBlock):
    """A card; what is left empty is taken from the page."""

    title = blocks.CharBlock(
        label="Titre", required=False, max_length=120, help_text="Vide : le titre de la page."
    )
    text = blocks.TextBlock(
        label="Texte",
        required=False,
        max_length=240,
        rows=2,
        help_text="Vide : le résumé de la page.",
    )

    class Meta:
        label = "Carte"
        icon = "doc-empty"

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("url") and not cleaned.get("title") and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {"title": ValidationError("Donnez un titre à cette adresse.")}
            )
        return cleaned


class CardsBlock(blocks.StructBlock):
    """Pages to take away, under a heading."""

    title = blocks.CharBlock(label="Titre", max_length=120)
    cards = blocks.ListBlock(CardBlock(), label="Cartes", min_num=1, max_num=9)

    class Meta:
        label = "Cartes"
        icon = "grid"
        group = GROUP
        template = "blocks/cards.html"
        description = "Des pages à prendre, choisies par vous, sous un titre."
        preview_value = {
            "title": "À reprendre près de chez vous",
            "cards": [
                {
                    "title": "Blabla de l’ESS",
                    "text": "Une soirée, une personne invitée, une question.",
                    "url": "https://exemple.bzh/blabla",
                },
                {
                    "title": "Fresque des possibles",
                    "text": "Un plateau et des cartes pour parler déplacements, repas, travail.",
                    "url": "https://exemple.bzh/fresque",
                },
            ],
        }

    def get_context(self, value, parent_context=None) -> dict[str, Any]:
        """Add `cards`, ready for the component: pages online and public only, read all at once."""
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        ids = [card["page"].pk for card in value["cards"] if card.get("page")]
        pages = {}
        if ids:
            queryset = Page.objects.live().public().filter(pk__in=ids).specific()
            pages = {page.pk: page for page in queryset}
        cards = []
        for card in value["cards"]:
            page = pages.get(card["page"].pk) if card.get("page") else None
            if card.get("page") and page is None:
                continue
            cards.append(
                {
                    "title": card.get("title") or (page.title if page else ""),
                    "text": card.get("text") or getattr(page, "summary", ""),
                    "url": page.get_url(request) if page else card.get("url"),
                    "image": getattr(page, "cover", None),
                    "kind": getattr(page, "kind", ""),
                    "kind_label": getattr(page, "kind_label", ""),
                }
            )
        context["cards"] = cards
        return context
