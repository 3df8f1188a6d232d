import logging

from django.db import models
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.models import AbstractDocument
from wagtail.search import index

from ..jobs import job
from ..upstream import is_new_file

logger = logging.getLogger(__name__)

# A thesis-sized document is enough to be found by its words; more would only swell the index.
MAX_TEXT = 200_000
READABLE_AS_TEXT = {"txt", "csv", "md"}


class SiteDocument(AbstractDocument):
    """A document with what a visitor wants to know before opening it: format, weight, pages, language."""

    language = models.CharField(
        "langue",
        max_length=8,
        choices=[("fr", "français"), ("br", "breton"), ("gallo", "gallo"), ("en", "anglais")],
        default="fr",
    )
    credit = models.CharField("crédit", max_length=255, blank=True)
    page_count = models.PositiveIntegerField("pages", null=True, blank=True, editable=False)
    text = models.TextField("texte extrait", blank=True, editable=False)

    admin_form_fields = ("title", "file", "language", "credit", "collection", "tags")
    search_fields = [
        *AbstractDocument.search_fields,
        index.SearchField("text"),
        index.FilterField("language"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
        permissions = [("choose_sitedocument", "Peut choisir un document")]

    @property
    def kind(self) -> str:
        """File format as told to visitors: « PDF », « ODT »..."""
        return self.file_extension.upper()

    def read_content(self) -> None:
        """Set `page_count` and `text` from the file; a file that cannot be read leaves them empty."""
        self.page_count, self.text = None, ""
        extension = self.file_extension.lower()
        try:
            self.file.seek(0)
            if extension == "pdf":
                reader = PdfReader(self.file)
                self.page_count = len(reader.pages)
                self.text = "\n".join(page.extract_text() for page in reader.pages)
            elif extension in READABLE_AS_TEXT:
                self.text = self.file.read(MAX_TEXT).decode("utf-8", "replace")
            self.file.seek(0)
        except (PyPdfError, OSError, ValueError, KeyError, TypeError) as error:
            # A broken PDF raises nearly anything; the document itself is kept as it was sent.
            logger.warning("Texte illisible dans %s : %s", self.file.name, error)
        self.text = self.text.replace("\0", "")[:MAX_TEXT]

    def save(self, *args, **kwargs):
        is_new = is_new_file(self.file)
        if is_new:
            self.file_size = self.file.size
            # Of the file that this one replaces.
            self.page_count, self.text = None, ""
        super().save(*args, **kwargs)
        if is_new:
            # A long PDF takes seconds: the document shows and is found by its title meanwhile.
            read_document.enqueue(self.pk)


@job("Lire un document")
def read_document(pk: int) -> None:
    """Find the text and the pages of a document, and index them."""
    document = SiteDocument.objects.filter(pk=pk).first()
    if document is not None:
        with document.file:
            document.read_content()
        document.save(update_fields=["page_count", "text"])
