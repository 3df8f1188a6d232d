"""What may be done to a page, asked for many rows."""

from wagtail.models import PagePermissionTester


class RowPermissionTester(PagePermissionTester):
    """Wagtail's answers, without a query for each row of a list."""

    def can_delete(self, ignore_bulk=False) -> bool:
        """Whoever changes pages and publishes none deletes drafts: a page with nothing below knows what it is."""
        if self._deletes_drafts_only() and self.page.is_leaf() and not self.page_is_root:
            return not self.page.live
        return super().can_delete(ignore_bulk)

    def _deletes_drafts_only(self) -> bool:
        # A technical account's permissions are not even read.
        if not self.user.is_active or self.user.is_superuser:
            return False
        return "change" in self.permissions and "publish" not in self.permissions
