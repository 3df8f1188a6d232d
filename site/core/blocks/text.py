"""Words: paragraphs, headings, quotations."""

from wagtail import blocks

GROUP = "Texte"

# No headings in rich text: they are blocks of their own, so that their levels can be checked.
FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with lists and links."""

    def __init__(self, features=None, **kwargs):
        super().__init__(features=features or FEATURES, **kwargs)

    class Meta:
        label = "Texte"
        icon = "pilcrow"
        group = GROUP
        template = "blocks/text.html"
        description = "Des paragraphes, des listes, des liens. Une idée par paragraphe."
        preview_value = (
            "<p>Une idée, un projet, une association qui cherche de l’aide ? <b>Nous vous accueillons</b> "
            "près de chez vous, gratuitement.</p><ul><li>On en parle une heure.</li>"
            "<li>Vous repartez avec la prochaine étape.</li></ul>"
        )


class HeadingBlock(blocks.StructBlock):
    """A heading; the title of the page itself is the only one above it."""

    title = blocks.CharBlock(label="Titre", max_length=120)
    level = blocks.ChoiceBlock(
        label="Niveau",
        choices=[("h2", "Titre"), ("h3", "Sous-titre")],
        default="h2",
        help_text="Un sous-titre vient toujours après un titre.",
    )

    class Meta:
        label = "Titre"
        icon = "title"
        group = GROUP
        template = "blocks/heading.html"
        description = "Le titre d’une partie de la page : court, il dit ce qu’on va y trouver."
        preview_value = {"title": "Ce que nous construisons ensemble", "level": "h2"}


class HighlightBlock(blocks.StructBlock):
    """The one sentence to remember."""

    text = blocks.TextBlock(label="Phrase", max_length=320, rows=3)

    class Meta:
        label = "Phrase en avant"
        icon = "pick"
        group = GROUP
        template = "blocks/highlight.html"
        description = "La phrase à retenir, en grand. Une seule par page suffit."
        preview_value = {
            "text": "Vingt et un pays accueillent, cinq groupements accompagnent, "
            "la Cress relie l’ensemble."
        }


class QuoteBlock(blocks.StructBlock):
    """What somebody said, with their agreement."""

    text = blocks.TextBlock(
        label="Citation",
        max_length=400,
        rows=3,
        help_text="Sans guillemets : ils s’ajoutent seuls.",
    )
    author = blocks.CharBlock(
        label="Qui",
        required=False,
        max_length=100,
        help_text="Avec l’accord de la personne ; un rôle peut suffire.",
    )
    role = blocks.CharBlock(label="Rôle, structure", required=False, max_length=120)

    class Meta:
        label = "Citation"
        icon = "openquote"
        group = GROUP
        template = "blocks/quote.html"
        description = "Les mots d’une personne, avec son accord."
        preview_value = {
            "text": "On est venu pour une soirée, on est repartis avec une date.",
            "author": "Texte d’exemple",
            "role": "retour d’animation",
        }
