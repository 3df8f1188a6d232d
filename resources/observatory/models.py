from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import TranslatableMixin
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.page_registry import view_of
from territories.models import SharedPage


class Indicator(TranslatableMixin, index.Indexed, models.Model):
    """What a figure measures. Two fields of measure are two indicators: they never mix."""

    code = models.SlugField("code", max_length=60)
    name = models.CharField("nom", max_length=120)
    unit = models.CharField("unité", max_length=40, blank=True)
    caption = models.CharField(
        "mots sous le chiffre", max_length=60, blank=True, help_text="« de l’emploi », « par an »"
    )
    decimals = models.PositiveSmallIntegerField("décimales", default=0)
    definition = models.TextField("définition", blank=True)
    method = models.TextField("méthode", blank=True)
    producer = models.CharField("producteur habituel", max_length=160, blank=True)
    headline = models.PositiveSmallIntegerField(
        "rang parmi les grands repères",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text="1 à 4 : montré en grand. Vide : dans les tableaux seulement. Plusieurs "
        "indicateurs peuvent se partager un rang : le chiffre le plus récent est montré.",
    )
    sort_order = models.PositiveSmallIntegerField("ordre", default=0)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "indicateur"
        verbose_name_plural = "indicateurs"
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["code", "locale"], name="indicator_code_per_locale")
        ]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """A value of an indicator for one place, one year and one source.

    Published figures disagree between sources: year, producer and address always go with the value.
    A secret value is never stored as 0: it has no value at all.
    """

    class Status(models.TextChoices):
        PUBLISHED = "published", "publié"
        ESTIMATED = "estimated", "estimé"
        SECRET = "secret", "secret statistique"

    indicator = models.ForeignKey(
        Indicator, verbose_name="indicateur", on_delete=models.PROTECT, related_name="figures"
    )
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
    )
    place_kind = models.CharField(
        "genre de lieu",
        max_length=12,
        blank=True,
        help_text="Hors de nos territoires : pays, département, EPCI.",
    )
    place_code = models.CharField("code du lieu", max_length=60, blank=True)
    place_name = models.CharField("lieu", max_length=120, blank=True)
    breakdown = models.CharField(
        "famille ou secteur",
        max_length=80,
        default="ensemble",
        help_text="« ensemble » : le total.",
    )
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    period = models.CharField("période", max_length=20, blank=True, help_text="« 2018-2021 »")
    published_year = models.PositiveSmallIntegerField("publié en", null=True, blank=True)
    value = models.DecimalField("valeur", max_digits=16, decimal_places=4, null=True, blank=True)
    status = models.CharField("statut", max_length=12, choices=Status, default=Status.PUBLISHED)
    producer = models.CharField("producteur", max_length=160)
    source_url = models.URLField("adresse de la source", max_length=500)
    confidence = models.CharField("sûreté", max_length=8, default="certain")
    note = models.TextField("note", blank=True)
    external_id = models.CharField(
        "numéro dans le fichier", max_length=40, blank=True, editable=False
    )
    loaded_as = models.CharField(
        "empreinte de la ligne chargée",
        max_length=32,
        blank=True,
        editable=False,
        help_text="Tant qu’elle correspond aux valeurs, personne n’a corrigé le chiffre ici.",
    )

    class Meta:
        verbose_name = "chiffre"
        verbose_name_plural = "chiffres"
        ordering = ["indicator", "-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="secret", value__isnull=True)
                | (~models.Q(status="secret") & models.Q(value__isnull=False)),
                name="figure_secret_has_no_value",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~models.Q(external_id=""),
                name="figure_external_id_once",
            ),
        ]
        indexes = [models.Index(fields=["territory", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator} — {self.place} ({self.when or 's. d.'})"

    @property
    def known_value(self) -> Decimal:
        """The value of a figure that has one: what is drawn and compared is chosen among those."""
        if self.value is None:
            raise ValueError("Ce chiffre n’a pas de valeur.")
        return self.value

    @property
    def place(self) -> str:
        return self.territory.name if self.territory else self.place_name

    @property
    def when(self) -> str:
        """Year or period of the data; empty when the source does not say."""
        return self.period or (str(self.year) if self.year else "")

    def clean(self):
        if self.status == self.Status.SECRET and self.value is not None:
            raise ValidationError({"value": "Une valeur couverte par le secret ne s’écrit pas."})
        if self.status != self.Status.SECRET and self.value is None:
            raise ValidationError(
                {"value": "Donnez la valeur, ou choisissez « secret statistique »."}
            )
        if not self.territory_id and not self.place_name:
            raise ValidationError({"place_name": "De quel lieu parle ce chiffre ?"})


class ObservatoryPage(RoutablePageMixin, SharedPage):
    """The observatory: the region's figures, and a page per territory that has some."""

    page_description = "Les chiffres de l’ESS, territoire par territoire."

    body = StreamField(
        BodyStreamBlock(),
        verbose_name="comment lire",
        blank=True,
        help_text="Sous les chiffres : les mots difficiles, expliqués.",
    )

    content_panels = [*SharedPage.content_panels, FieldPanel("body")]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "observatoire"

    def serve(self, request: HttpRequest, view=None, args=None, kwargs=None):
        """Mounted or previewed, the page is served without a route: it is then the first one."""
        return super().serve(request, view or self.current_territory, args or (), kwargs or {})

    @path("")
    def current_territory(self, request: HttpRequest):
        """The figures of the site's own territory, or of the nearest one above that has some."""
        return view_of(self, "territory")(request, None)

    @path("csv/")
    def all_figures(self, request: HttpRequest):
        """Every figure, as open data. (Wagtail's addresses cannot hold the dot of a file name.)"""
        return view_of(self, "csv")(None)

    @path("<slug:code>/")
    def one_territory(self, request: HttpRequest, code: str):
        """The figures of one territory; 404 for an unknown one or one without figures."""
        return view_of(self, "territory")(request, code)

    @path("<slug:code>/chiffres/")
    def figures_table(self, request: HttpRequest, code: str):
        """Everything published about one territory, source by source."""
        return view_of(self, "table")(request, code)

    @path("<slug:code>/csv/")
    def territory_figures(self, request: HttpRequest, code: str):
        """The figures of one territory, as open data."""
        return view_of(self, "csv")(code)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """This page, and one address per territory that has figures of its own."""
        codes = view_of(self, "codes")()
        urls = super().get_sitemap_urls(request)
        return [*urls, *({"location": f"{self.full_url}{code}/"} for code in codes)]
