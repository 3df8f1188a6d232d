import os
import secrets

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

# Room that Wagtail leaves in the hundred characters of a path, for what a storage adds to a name that is taken.
MAX_PATH = 94


class SiteImage(AbstractImage):
    """An image with what the law and accessibility ask: its credit and a text in its place.

    Wagtail's own `description` is the alternative text; it is required unless the image is only
    decorative (WCAG 2.2, success criterion 1.1.1).
    """

    credit = models.CharField(
        "crédit",
        max_length=255,
        help_text="Qui a fait cette image, et sous quelle licence. Exemple : « Prénom Nom, CC BY 4.0 ».",
    )
    is_decorative = models.BooleanField(
        "image décorative",
        default=False,
        help_text="Cochez si l’image n’apporte aucune information : les lecteurs d’écran la passeront.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        permissions = [("choose_siteimage", "Peut choisir une image")]

    def get_upload_to(self, filename):
        """Wagtail's path, with a part that nobody guesses before the name.

        Images are served to whoever knows their address, private or not (decision 0088). It comes first since
        renditions, which take the name, cut its end.
        """
        folder, name = os.path.split(super().get_upload_to(filename))
        path = os.path.join(folder, f"{secrets.token_hex(6)}-{name}")
        stem, extension = os.path.splitext(path)
        return stem[: MAX_PATH - len(extension)] + extension

    def clean(self):
        super().clean()
        if not self.is_decorative and not self.description.strip():
            raise ValidationError(
                {"description": "Décrivez ce que montre l’image, ou cochez « image décorative »."}
            )

    @property
    def default_alt_text(self) -> str:
        """Alternative text of a rendition: empty for a decorative image, never the file's title."""
        return "" if self.is_decorative else self.description


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta(AbstractRendition.Meta):
        unique_together = [("image", "filter_spec", "focal_point_key")]
