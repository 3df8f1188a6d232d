"""Images and documents, rows that belong to a territory, people."""

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from resources.training.models import Registration
from territories.models import Contact

from .actions import action, done, opens, shows
from .tables import OWNED, is_snippet

Image, Document = get_image_model(), get_document_model()


def _gone(model, pk: int) -> bool:
    return not model.objects.filter(pk=pk).exists()


def _bulk_delete(client, model, pk: int) -> bool:
    url = reverse("wagtail_bulk_action", args=[*model._meta.label_lower.split("."), "delete"])
    client.post(f"{url}?id={pk}")
    return _gone(model, pk)


# --- Files ---------------------------------------------------------------------------------


def _upload(model, collection) -> dict:
    data = {"title": "Nouveau fichier", "collection": collection.pk, "tags": "", "language": "fr"}
    if model is Document:
        return data | {"file": SimpleUploadedFile("b.txt", b"texte")}
    sent = SimpleUploadedFile("a.png", get_test_image_file().file.getvalue(), "image/png")
    return data | {"file": sent, "credit": "x", "is_decorative": "on"}


def _register_files(channel: str, model, app: str, usage: str) -> None:
    @action(channel, "usage")
    def usage_of_file(client, things):
        return opens(client, f"{app}:{usage}", things.file(model).pk)

    @action(channel, "api list")
    def api_list(client, things):
        response = client.get(reverse(f"wagtailadmin_api:{channel}:listing"), {"limit": 20})
        return shows(response, f'"{things.word}"')

    @action(channel, "api detail")
    def api_detail(client, things):
        url = reverse(f"wagtailadmin_api:{channel}:detail", args=[things.file(model).pk])
        return shows(client.get(url), things.word)

    @action(channel, "list")
    def list_files(client, things):
        return shows(client.get(reverse(f"{app}:index")), things.word)

    @action(channel, "edit")
    def edit_file(client, things):
        return opens(client, f"{app}:edit", things.file(model).pk)

    @action(channel, "delete")
    def delete_file(client, things):
        pk = things.file(model).pk
        client.post(reverse(f"{app}:delete", args=[pk]))
        return _gone(model, pk)

    @action(channel, "choose")
    def choose_file(client, things):
        response = client.get(reverse(f"{app}_chooser:choose_results"), {"q": things.word})
        return done(response) and things.file(model) in list(response.context["results"])

    @action(channel, "chosen")
    def chosen_file(client, things):
        url = reverse(f"{app}_chooser:chosen", args=[things.file(model).pk])
        return done(client.get(url))

    @action(channel, "add")
    def add_file(client, things):
        client.post(reverse(f"{app}:add"), _upload(model, things.collection))
        return model.objects.filter(title="Nouveau fichier", collection=things.collection).exists()

    @action(channel, "bulk delete")
    def bulk_delete(client, things):
        return _bulk_delete(client, model, things.file(model).pk)


_register_files("images", Image, "wagtailimages", "image_usage")
_register_files("documents", Document, "wagtaildocs", "document_usage")


@action("images", "preview")
def preview_image(client, things):
    return opens(client, "wagtailimages:preview", things.file(Image).pk, "width-10")


# --- Rows of a territory ---------------------------------------------------------------------


def _name(model, view: str) -> str:
    if model is Contact:
        return f"contacts:{view.replace('list', 'index')}"
    return model.snippet_viewset.get_url_name(view)


def _listed(response, pk: int) -> bool:
    return done(response) and pk in {row.pk for row in response.context["object_list"]}


def _register_rows(channel: str, model) -> None:
    @action(channel, "list")
    def list_rows(client, things):
        return _listed(client.get(reverse(_name(model, "list"))), things.row(model).pk)

    @action(channel, "delete")
    def delete_row(client, things):
        pk = things.row(model).pk
        client.post(reverse(_name(model, "delete"), args=[pk]))
        return _gone(model, pk)

    for view in ("edit", "history", "usage"):

        @action(channel, view)
        def open_row(client, things, view=view):
            return opens(client, _name(model, view), things.row(model).pk)


def _register_snippets(channel: str, model) -> None:
    def chooser(view: str, *args) -> str:
        namespace = model.snippet_viewset.get_chooser_admin_url_namespace()
        return reverse(f"{namespace}:{view}", args=args)

    _register_rows(channel, model)

    @action(channel, "bulk delete")
    def bulk_delete(client, things):
        return _bulk_delete(client, model, things.row(model).pk)

    @action(channel, "choose")
    def choose_row(client, things):
        response = client.get(chooser("choose_results"))
        return done(response) and things.row(model) in response.context["results"]

    @action(channel, "chosen")
    def chosen_row(client, things):
        return done(client.get(chooser("chosen", things.row(model).pk)))


for _owned in OWNED:
    _register = _register_snippets if is_snippet(_owned) else _register_rows
    _register(_owned.model_name, _owned.model)


@action("contact", "add")
def add_contact(client, things):
    data = {"name": "Nouveau contact", "role": "welcome", "territory": things.territory.pk}
    client.post(reverse("contacts:add"), data)
    return Contact.objects.filter(name="Nouveau contact", territory=things.territory).exists()


@action("registration", "export")
def export_registrations(client, things):
    url = reverse(_name(Registration, "list"))
    return shows(client.get(url, {"export": "csv"}), things.word)


# --- People ----------------------------------------------------------------------------------


@action("people", "list")
def list_people(client, things):
    return shows(client.get(reverse("equipe:index")), things.word)


@action("people", "open")
def open_person(client, things):
    return opens(client, "equipe:edit", things.member.pk)


def _invitation(group) -> dict:
    return {
        "first_name": "Nolwenn",
        "last_name": "Exemple",
        "email": "nolwenn@exemple.test",
        "groups": [group.pk],
    }


@action("people", "change teams")
def change_teams(client, things):
    group = things.territory.communication_group
    client.post(reverse("equipe:edit", args=[things.member.pk]), _invitation(group))
    return things.member.groups.filter(pk=group.pk).exists()


@action("people", "remove")
def remove_person(client, things):
    client.post(reverse("equipe:delete", args=[things.member.pk]))
    return not things.member.is_active


@action("people", "invite")
def invite(client, things):
    group = things.territory.referent_group
    client.post(reverse("equipe:add"), _invitation(group))
    return get_user_model().objects.filter(email="nolwenn@exemple.test", groups=group).exists()


@action("people", "access report")
def access_report(client, things):
    return shows(client.get(reverse("access_report")), things.word)


@action("people", "wagtail users")
def wagtail_users(client, things):
    return opens(client, "wagtailusers_users:edit", things.member.pk)
