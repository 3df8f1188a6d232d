"""No calendar of the admin changes what one types."""

import pytest
from django import forms
from wagtail.admin.panels import get_edit_handler

from territories.models import SiteTexts
from territories.pages.types import our_page_models

TYPED = (forms.DateField, forms.DateTimeField, forms.TimeField)
FORMS = [
    *(model.get_edit_handler().get_form_class() for model in our_page_models()),
    get_edit_handler(SiteTexts).get_form_class(),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form._meta.model.__name__)
def test_dates_stay_as_typed(form):
    for field in form.base_fields.values():
        if isinstance(field, TYPED):
            assert field.widget.get_config()["validateOnBlur"] is False, field.label


def test_there_are_dates():
    fields = [field for form in FORMS for field in form.base_fields.values()]
    assert sum(isinstance(field, TYPED) for field in fields) > len(FORMS)
