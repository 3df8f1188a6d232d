"""Where images and documents are kept: in a collection of a team or of all, never in the root of all (decision 0088)."""

from typing import Any

from django import forms
from wagtail.documents import get_document_model
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images import get_image_model
from wagtail.images.forms import BaseImageForm
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

NOT_IN_ROOT = "Choisissez une collection : rien ne se range à la racine."


class NotInRootPolicy(CollectionOwnershipPermissionPolicy):
    """The root is offered to nobody, not even to whoever may add everywhere.

    Permissions are those of our own models (`core.add_siteimage`), which the roles name; Wagtail's policy
    would look for those of the models that ours replace.
    """

    def collections_user_has_any_permission_for(self, user, actions):
        collections = super().collections_user_has_any_permission_for(user, actions)
        return collections.exclude(depth=1) if set(actions) == {"add"} else collections


class NotInRootMixin:
    """Before a form of Wagtail's: says so in words, and asks for a better place for what is in the root."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "collection" in self.fields:
            self.fields["collection"].error_messages["invalid_choice"] = NOT_IN_ROOT

    def clean_collection(self):
        collection = self.cleaned_data["collection"]
        if collection.is_root():
            raise forms.ValidationError(NOT_IN_ROOT)
        return collection


class ImageForm(NotInRootMixin, BaseImageForm):
    """`WAGTAILIMAGES_IMAGE_FORM_BASE`."""

    class Meta(BaseImageForm.Meta):
        help_texts = {
            "description": "Ce que montre l’image, pour qui ne la voit pas. Demandée, sauf si l’image est décorative."
        }


class DocumentForm(NotInRootMixin, BaseDocumentForm):
    """`WAGTAILDOCS_DOCUMENT_FORM_BASE`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            # Sent several at once, documents have their title alone: French, until somebody says otherwise.
            self.fields["language"].required = False


def register() -> None:
    """Called by `core.wagtail_hooks`.

    For the exact class, which comes before Wagtail's own policy whatever the order in which apps get ready.
    """
    for model in (get_image_model(), get_document_model()):
        policy = NotInRootPolicy(model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
