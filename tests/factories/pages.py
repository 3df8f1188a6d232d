"""One live page of each type, and what its editing form sends."""

from wagtail.fields import StreamField
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from home.pages.models import HomePage
from territories.models import SharedSectionPage
from territories.pages.types import our_page_models

from . import factory_for

MODELS = our_page_models()
# Sections that live once: create_site has made them already.
UNIQUE = [model for model in MODELS if getattr(model, "max_count", None) == 1]


def live_page(model, network):
    """A live page of this type, made by its factory or by `create_site`."""
    if model in UNIQUE:
        return model.objects.get()
    if model is HomePage:
        return network.region.site.root_page.specific
    if model is SharedSectionPage:
        return SharedSectionPage.objects.filter(territory=network.vitre).first()
    return factory_for(model)()


def form_data(page, response) -> dict:
    """What the browser would send back from the edit form; streams are drawn by JavaScript."""
    data = querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            data |= nested_form_data({field.name: streamfield([])})
    return data
