"""A number too large for the database finds nothing, and breaks nothing."""

import pytest
from wagtail.models import Page

HUGE = 10**20


def test_a_list_of_ids_leaves_out_what_no_row_can_bear(db):
    root = Page.objects.get(depth=1)
    assert list(Page.objects.filter(pk__in=[HUGE, root.pk, -HUGE])) == [root]
    assert not Page.objects.filter(pk__in=[HUGE]).exists()
    assert Page.objects.exclude(pk__in=[HUGE]).exists()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("reports/site-history/", "user"),
        ("forms/", "site"),
        ("pages/", "owner"),
        ("pages/", "content_type"),
    ],
)
def test_a_filter_of_the_admin_with_a_huge_number_is_answered(admin_client, network, path, name):
    assert admin_client.get(f"/admin/{path}", {name: HUGE}).status_code == 200
