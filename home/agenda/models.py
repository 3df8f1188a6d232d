from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.formats import clock, long_date
from resources.centre.models import ActivityPage
from territories.models import DiffusablePage, DiffusableQuerySet, TerritorialPage

from .calendars import calendar_response


class Campaign(models.Model):
    """A season that gathers events, such as the Mois de l'ESS."""

    name = models.CharField("nom", max_length=80)
    slug = models.SlugField(unique=True)
    start = models.DateField("début")
    end = models.DateField("fin")
    text = models.TextField("présentation", blank=True)

    class Meta:
        verbose_name = "campagne"
        verbose_name_plural = "campagnes"
        ordering = ["-start"]

    def __str__(self) -> str:
        return f"{self.name} {self.start:%Y}"

    def clean(self):
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": "La campagne finit avant de commencer."})


class EventQuerySet(DiffusableQuerySet):
    def upcoming(self) -> "EventQuerySet":
        """Events not over yet, the next first."""
        return self.filter(end__gte=timezone.now()).order_by("start", "pk")

    def past(self) -> "EventQuerySet":
        """Events that are over, the latest first."""
        return self.filter(end__lt=timezone.now()).order_by("-start", "-pk")

    def listed_in(self, territory) -> "EventQuerySet":
        """Events a site lists, in no order yet."""
        return self.visible_in(territory).with_pins(territory).select_related("commune")


class EventIndexPage(TerritorialPage):
    """The agenda of a site: its own events, and those it received."""

    page_description = "L’agenda du site : vos rendez-vous, et ceux que vous relayez."

    parent_page_types = ["home.HomePage"]
    subpage_types = ["agenda.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"


class EventPage(RoutablePageMixin, DiffusablePage):
    """Something that takes place: when, where or online, for whom, at what price."""

    page_description = "Un rendez-vous : quand, où, pour qui. D’autres sites peuvent le relayer."

    start = models.DateTimeField(
        "début", db_index=True, help_text="Le jour et l’heure où cela commence."
    )
    end = models.DateTimeField(
        "fin",
        db_index=True,
        help_text="Passé ce moment, l’événement quitte l’agenda et rejoint les rendez-vous passés.",
    )
    commune = models.ForeignKey(
        "territories.Commune",
        verbose_name="commune",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Vide si tout se passe en ligne.",
    )
    place = models.CharField("lieu", max_length=200, blank=True, help_text="Salle, adresse.")
    online_url = models.URLField(
        "lien en ligne",
        blank=True,
        help_text="L’adresse pour se connecter : tout le monde la voit, si « en ligne » est coché.",
    )
    is_online = models.BooleanField(
        "en ligne", default=False, help_text="Cochez si l’on peut y assister à distance."
    )
    price = models.CharField("prix", max_length=120, blank=True, help_text="« Gratuit », « 5 € »")
    registration_url = models.URLField(
        "adresse d’inscription",
        blank=True,
        help_text="La page où l’on s’inscrit, qui commence par https://. Vide : pas de bouton.",
    )
    registration_text = models.CharField(
        "inscription", max_length=200, blank=True, help_text="« Sur inscription, 30 places »"
    )
    is_full = models.BooleanField(
        "complet",
        default=False,
        help_text="Dit qu’il n’y a plus de place ; l’événement reste dans l’agenda.",
    )
    is_cancelled = models.BooleanField(
        "annulé",
        default=False,
        help_text="Cochez au lieu de supprimer : celles et ceux qui l’ont noté le verront.",
    )
    is_sample = models.BooleanField(
        "exemple", default=False, help_text="Dit aux visiteurs que cet événement est un exemple."
    )
    activity = models.ForeignKey(
        "resources.ActivityPage",
        verbose_name="animation menée",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="La fiche du centre de ressources que cet événement met en œuvre, s’il y en a une.",
    )
    campaign = models.ForeignKey(
        Campaign,
        verbose_name="campagne",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text="La saison dont il fait partie, comme le Mois de l’ESS.",
    )
    audience = models.CharField(
        "public",
        max_length=160,
        blank=True,
        help_text="À qui cela s’adresse : « Tout public », « Porteuses et porteurs de projet ».",
    )
    accessibility = models.CharField(
        "accessibilité du lieu",
        max_length=255,
        blank=True,
        help_text="De plain-pied, boucle magnétique…",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Comment cela se passe, qui l’on y rencontre, quoi apporter.",
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    content_panels = [
        *DiffusablePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("commune"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("is_online"), FieldPanel("online_url")]),
                FieldPanel("accessibility"),
            ],
            "Quand et où",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audience"), FieldPanel("price")]),
                FieldRowPanel([FieldPanel("registration_text"), FieldPanel("registration_url")]),
                FieldRowPanel([FieldPanel("is_full"), FieldPanel("is_cancelled")]),
            ],
            "Venir",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("activity"), FieldPanel("campaign")], "Liens"),
        *DiffusablePage.diffusion_panels,
    ]
    settings_panels = [
        *DiffusablePage.settings_panels,
        FieldPanel("is_sample"),
    ]
    search_fields = [
        *DiffusablePage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
        index.RelatedFields("commune", [index.SearchField("name")]),
        index.FilterField("start"),
        index.FilterField("end"),
    ]
    parent_page_types = ["agenda.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"

    def clean(self):
        super().clean()
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": "L’événement finit avant de commencer."})
        if not (self.commune_id or self.place or self.is_online):
            raise ValidationError(
                {"place": "Où cela se passe-t-il ? Une commune, un lieu, ou en ligne."}
            )

    @path("ics/")
    def calendar_file(self, request):
        """The event as a calendar file, to add to one's own diary.

        (Wagtail's addresses cannot hold the dot of a file name; the answer gives the name.)
        """
        return calendar_response([self], self.title, f"{self.slug}.ics")

    @cached_property
    def public_activity(self) -> ActivityPage | None:
        """The sheet of the activity, where visitors may read it."""
        sheets = ActivityPage.objects.live().without_private()
        return sheets.filter(pk=self.activity_id).first() if self.activity_id else None

    @property
    def where(self) -> str:
        """Commune or place, or « En ligne »."""
        if self.is_online and not self.commune_id:
            return "En ligne"
        return self.commune.name if self.commune else self.place

    @property
    def hours(self) -> str:
        """« 17 h 30 à 20 h », or the two dates of an event of several days."""
        start, end = timezone.localtime(self.start), timezone.localtime(self.end)
        if start.date() == end.date():
            return f"{clock(start)} à {clock(end)}"
        return f"du {long_date(start, 'j F')}, {clock(start)}, au {long_date(end, 'j F')}"

    @property
    def listing_meta(self) -> str:
        """Where, when and on whose invitation, for a row of a list."""
        site = self.origin.site_name if self.origin else ""
        return " · ".join(part for part in (f"{self.where}, {self.hours}", site) if part)

    @property
    def flag(self) -> str:
        """What to say first of an event that one cannot simply join."""
        if self.is_cancelled:
            return "Annulé"
        if self.is_full:
            return "Complet"
        return "Exemple" if self.is_sample else ""

    @property
    def is_over(self) -> bool:
        return self.end < timezone.now()
