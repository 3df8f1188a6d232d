"""What every page of ours is: owned by a territory, and to be read again one day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, Site
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.models import BasePage
from core.search.privacy import exclude_private

from ..tree import tree
from ..tree.languages import current_locale_id
from ..tree.models import Territory
from .permissions import RowPermissionTester


class TerritorialQuerySet(PageQuerySet):
    """The one answer to “what may be listed here”."""

    def without_private(self) -> "TerritorialQuerySet":
        """Leave out pages under a view restriction."""
        return exclude_private(self)

    def in_language(self, locale_id: int | None = None) -> "TerritorialQuerySet":
        """Pages of a locale; of the language in which the visitor reads when none is given."""
        return self.filter(locale_id=locale_id or current_locale_id())

    def visible_in(
        self, territory: Territory, locale_id: int | None = None
    ) -> "TerritorialQuerySet":
        """Live, public pages that `territory` may list: its own, shared ones, those it received.

        A translation is listed in its language alone (`in_language`).
        """
        pages = self.live().without_private().in_language(locale_id)
        return pages.filter(self.model.visible_in_q(territory))


class TerritorialPage(BasePage):
    """Base of all our pages: one owner, and a date after which somebody should read it again."""

    # Local pages take their site's territory, sheets their folder's; others let their author choose.
    territory_from_tree = True
    # Whether there is a page to read: a folder has none, a mounted section shows another's.
    is_shown = True

    territory = models.ForeignKey(
        Territory,
        verbose_name="territoire",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=True,
    )
    review_owner = models.CharField(
        "relecture par", max_length=120, blank=True, help_text="La structure qui s’en charge."
    )
    reviewed_on = models.DateField(
        "vérifié le",
        null=True,
        blank=True,
        help_text="Le jour où quelqu’un a relu toute la page : la date est montrée à qui la lit.",
    )
    review_due = models.DateField(
        "à relire avant le",
        null=True,
        blank=True,
        help_text="Passé ce jour, la page se signale dans l’état de santé du site.",
    )

    objects = PageManager.from_queryset(TerritorialQuerySet)()

    search_fields = [*BasePage.search_fields, index.FilterField("territory")]
    settings_panels = [
        *BasePage.settings_panels,
        MultiFieldPanel(
            [
                FieldPanel("review_owner"),
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due")]),
            ],
            "Relecture",
        ),
    ]

    class Meta:
        abstract = True

    @classmethod
    def visible_in_q(cls, territory: Territory) -> Q:
        """Condition on this model's rows for `visible_in`."""
        return Q(territory=territory)

    def owner_from_tree(self, parent: Page | None = None) -> Territory | None:
        """Territory of the site in which the page stands, or would stand under `parent`."""
        path = parent.path if parent else self.path
        if not path:
            return None
        roots = Site.objects.filter(root_page__isnull=False).values_list("pk", "root_page__path")
        for site_id, root_path in roots:
            if path.startswith(root_path):
                return tree().by_site.get(site_id)
        return None

    def clean(self):
        super().clean()
        if self.review_due and self.reviewed_on and self.review_due < self.reviewed_on:
            raise ValidationError(
                {"review_due": "La prochaine relecture ne peut pas précéder la dernière."}
            )

    def save(self, *args, **kwargs):
        # `path` is set by treebeard before the first save. Moved pages: `territories.signals.page_moved`.
        if self.path and (self.territory_from_tree or not self.territory_id):
            owner = self.owner_from_tree()
            if owner:
                self.territory = owner
        super().save(*args, **kwargs)

    def permissions_for_user(self, user) -> RowPermissionTester:
        return RowPermissionTester(user, self)

    def with_content_json(self, content):
        """A draft says what a page tells, not where it stands: it may have moved since."""
        page = super().with_content_json(content)
        if self.territory_from_tree:
            page.territory_id = self.territory_id
        return page

    @property
    def origin(self) -> Territory | None:
        """The territory to name to visitors, without a query."""
        return tree().by_id.get(self.territory_id)
