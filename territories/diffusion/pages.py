"""Pages that other sites may list."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from ..pages.models import TerritorialPage, TerritorialQuerySet
from ..tree import tree
from ..tree.models import Territory
from .forms import FIELD as PROPOSED_TO
from .forms import DiffusableForm
from .models import Diffusion


class DiffusableQuerySet(TerritorialQuerySet):
    """Local pages, that other sites may list."""

    def not_hidden_by(self, territory: Territory) -> "DiffusableQuerySet":
        """Leave out what the team of `territory` wants nowhere on its site; its own pages are its own."""
        rows = Diffusion.objects.filter(page_id=OuterRef("pk"), territory=territory)
        hidden = Exists(rows.filter(state=Diffusion.State.HIDDEN))
        return self.filter(Q(territory=territory) | ~Q(hidden))

    def visible_across(self, territory: Territory) -> "DiffusableQuerySet":
        """What every site lists of its own: for the visitor of `territory` who asks for all of Brittany."""
        pages = self.live().without_private().in_language()
        pages = pages.filter(territory__site__isnull=False)
        return pages.not_hidden_by(territory)

    def with_pins(self, territory: Territory) -> "DiffusableQuerySet":
        """Say of each page whether `territory` has pinned it (`is_pinned`)."""
        pins = Diffusion.objects.filter(page_id=OuterRef("pk"), territory=territory, pinned=True)
        return self.annotate(is_pinned=Exists(pins))


class DiffusablePage(TerritorialPage):
    """A local page that other sites may list: news, events."""

    everywhere = models.BooleanField(
        "toute la Bretagne",
        default=False,
        help_text="Réservé à la région : paraît dans les listes de tous les sites qui ne l’ont pas masquée.",
    )

    base_form_class = DiffusableForm
    search_fields = [*TerritorialPage.search_fields, index.FilterField("everywhere")]
    # At the end of the content, which is what is being shared.
    diffusion_panels = [
        MultiFieldPanel(
            [FieldPanel(PROPOSED_TO), FieldPanel("everywhere")],
            "Proposer à d’autres sites",
            icon="globe",
        )
    ]

    # Whether it was in every list before it was saved: they forget it too.
    was_everywhere = False

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self.everywhere:
            rows = type(self).objects.filter(pk=self.pk, everywhere=True)
            self.was_everywhere = self.was_everywhere or rows.exists()
        super().save(*args, **kwargs)

    def signed_by(self, parent: Page | None = None) -> Territory | None:
        """The territory that signs the page; of one that is not made yet, that of `parent`."""
        return tree().by_id.get(self.territory_id) or self.owner_from_tree(parent)

    @classmethod
    def visible_in_q(cls, territory: Territory) -> Q:
        here = Diffusion.objects.filter(page_id=OuterRef("pk"), territory=territory)
        accepted = Exists(here.filter(state=Diffusion.State.ACCEPTED))
        hidden = Exists(here.filter(state=Diffusion.State.HIDDEN))
        return Q(territory=territory) | accepted | (Q(everywhere=True) & ~Q(hidden))


def listed_everywhere() -> Q:
    """Condition on pages of any type: the region lists them on every site."""
    condition = Q(pk__in=[])
    for model in DiffusablePage.__subclasses__():
        condition |= Q(pk__in=model.objects.filter(everywhere=True).values("pk"))
    return condition
