"""Permission policy of what belongs to one site: its settings, its menus and texts."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from wagtail.permission_policies.sites import SitePermissionPolicy

# All that may be done to a site's settings. They are made with the site, and go with it.
ALLOWED = {"change", "publish", "view"}
# The widest first: whoever has several sites begins with the one of her own team.
SCALES = ("region", "groupement", "pays")


class SitePolicy(SitePermissionPolicy):
    """Changed by those who have « change » on that very site; nobody has it on all sites at once.

    Reading, publishing and looking at the history all ask for that one permission.
    """

    def _get_permission_codenames(self, actions) -> set[str]:
        return super()._get_permission_codenames({"change"} if ALLOWED & set(actions) else ())

    def _user_has_global_permission(self, user, actions) -> bool:
        return False

    def user_has_any_permission(self, user, actions) -> bool:
        return bool(ALLOWED & set(actions)) and super().user_has_any_permission(user, actions)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return bool(ALLOWED & set(actions)) and super().user_has_any_permission_for_instance(
            user, actions, instance
        )

    def sites_user_has_any_permission_for(self, user, actions) -> QuerySet:
        sites = super().sites_user_has_any_permission_for(user, actions)
        rank = [When(territory__scale=scale, then=Value(i)) for i, scale in enumerate(SCALES)]
        return sites.annotate(
            rank=Case(*rank, default=Value(len(SCALES)), output_field=IntegerField())
        ).order_by("rank", "territory__sort_order", "pk")

    def owns(self, user, instance) -> bool:
        """Whether `instance` is of a site whose settings `user` may change."""
        return self.user_has_permission_for_instance(user, "change", instance)

    def own(self, user, rows: QuerySet) -> QuerySet:
        """Those of `rows` that are of a site whose settings `user` may change."""
        sites = self.sites_user_has_any_permission_for(user, ["change"]).order_by()
        return rows.filter(**{f"{self.site_field_name}__in": sites.values("pk")})
