"""The large numerals of an activity, at the bounds of what is known of it."""

import pytest

from resources.centre.kinds.activity.context import cost_text, key_facts
from resources.centre.models import ActivityPage

pytestmark = pytest.mark.django_db  # a page looks for its locale when it is made


@pytest.mark.parametrize(
    ("low", "high", "value", "below"),
    [
        (12, 30, "12 à 30", "personnes"),
        (12, None, "12", "personnes au moins"),
        (None, 30, "30", "personnes au plus"),
    ],
)
def test_the_size_of_the_group(low, high, value, below):
    facts = key_facts(ActivityPage(group_min=low, group_max=high, duration=60))
    group = next(fact for fact in facts if fact["name"] == "Groupe")
    assert (group["value"], group["below"]) == (value, below)


def test_a_group_of_unknown_size_is_not_told():
    facts = key_facts(ActivityPage(duration=60))
    assert "Groupe" not in [fact["name"] for fact in facts]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (None, None, ""),
        (0, None, "gratuit"),
        (0, 0, "gratuit"),
        (40, 60, "40 à 60 €"),
        (60, 60, "60\u00a0€"),
        (0, 60, "60\u00a0€"),
        (40, None, "40\u00a0€"),
    ],
)
def test_the_cost_in_words(low, high, text):
    assert cost_text(low, high) == text
