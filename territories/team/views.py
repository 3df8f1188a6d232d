"""« Équipe » : the people of one's territories. Wagtail's own screens of accounts stay with technical accounts."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from core.signin.factors import has_second_factor
from core.signin.rules import may_reset

from ..ownership.scope import scope_of
from . import invitations
from .forms import InviteForm, MemberForm
from .people import given_groups, may_manage, people_of, state_of


class TeamMixin:
    """Every view: for whoever has a team, about its people; anybody else is unknown (404)."""

    model = get_user_model()
    permission_policy = None  # the team decides, not a permission on all accounts
    page_title = "Équipe"
    header_icon = "group"
    delete_item_label = "Retirer de l’équipe"
    resend_url_name = None

    def dispatch(self, request, *args, **kwargs):
        if not may_manage(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return people_of(self.request.user)

    def resend_buttons(self, person) -> list[Button]:
        """To invite again who has chosen no password yet."""
        if not person.is_active or person.has_usable_password():
            return []
        url = reverse(self.resend_url_name, args=[person.pk])
        return [Button("Renvoyer l’invitation", url=url, icon_name="mail", priority=15)]


class TeamIndexView(TeamMixin, generic.IndexView):
    """The people of one's territories."""

    add_item_label = "Inviter une personne"
    search_fields = ["first_name", "last_name", "email"]
    default_ordering = "last_name"
    paginate_by = 50

    def get_queryset(self):
        # Wagtail's listing builds on its own base: filters, search, order.
        return generic.IndexView.get_queryset(self)

    def get_base_queryset(self):
        return people_of(self.request.user)

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "name",
                label="Personne",
                accessor=str,
                sort_key="last_name",
                get_url=self.get_edit_url,
            ),
            Column("email", label="Courriel", sort_key="email"),
            Column(
                "teams",
                label="Équipes",
                accessor=lambda person: ", ".join(group.name for group in person.shown_groups),
            ),
            Column("state", label="Compte", accessor=state_of),
            DateColumn("last_login", label="Dernière connexion", sort_key="last_login"),
        ]

    def get_list_more_buttons(self, person):
        edit, leave = self.get_edit_url(person), self.get_delete_url(person)
        return [
            Button("Modifier", url=edit, icon_name="edit", priority=10),
            *self.resend_buttons(person),
            Button(self.delete_item_label, url=leave, icon_name="bin", priority=30),
        ]


class InviteView(TeamMixin, generic.CreateView):
    """Invite somebody."""

    form_class = InviteForm
    page_subtitle = "Inviter une personne"
    submit_button_label = "Envoyer l’invitation"
    submit_button_active_label = "Envoi…"
    error_message = "L’invitation n’est pas partie : corrigez ce qui est signalé."

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.index_url_name), "label": "Équipe"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": "Inviter une personne"}]

    def save_instance(self):
        data, user = self.form.cleaned_data, self.request.user
        groups = list(data["groups"])
        person = invitations.invite(
            data["email"], data["first_name"], data["last_name"], groups, user
        )
        invitations.send_invitation(person, groups, user)
        return person

    def get_success_message(self, instance):
        return f"Invitation envoyée à {self.form.cleaned_data['email']}."

    def get_success_buttons(self):
        return []


class MemberView(TeamMixin, generic.EditView):
    """Somebody's teams."""

    form_class = MemberForm
    page_title = "Équipe"
    success_message = "Les équipes de %(object)s sont enregistrées."
    error_message = "Rien n’est enregistré : corrigez ce qui est signalé."

    @cached_property
    def may_rename(self) -> bool:
        return scope_of(self.request.user).is_region

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"may_rename": self.may_rename}

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.index_url_name), "label": "Équipe"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    @cached_property
    def can_delete(self) -> bool:
        return bool(self.object.shown_groups)

    @cached_property
    def header_more_buttons(self):
        buttons = [*super().header_more_buttons, *self.resend_buttons(self.object)]
        if may_reset(self.request.user, self.object) and has_second_factor({self.object.pk}):
            url = reverse("signin_reset", args=[self.object.pk])
            label = "Réinitialiser la double authentification"
            buttons.append(Button(label, url=url, icon_name="key", priority=6))
        return buttons

    def save_instance(self):
        person = self.form.instance
        chosen = self.form.cleaned_data["groups"]
        invitations.set_groups(person, chosen, given_groups(self.request.user), self.request.user)
        return person


class ConfirmView(TeamMixin, generic.DeleteView):
    """A page that asks before it does something about somebody."""

    template_name = "territories/admin/team_confirm.html"
    yes, no = "", "Annuler"


class LeaveView(ConfirmView):
    """Let somebody leave one's teams."""

    page_title = "Retirer de l’équipe"
    yes = "Oui, retirer"
    success_message = "%(object)s ne fait plus partie de l’équipe."
    confirmation_message = (
        "Cette personne perd aussitôt son accès à vos sites. Ce qu’elle a écrit reste. Si elle "
        "n’appartient à aucune autre équipe, son compte est fermé ; une nouvelle invitation le rouvre."
    )

    def delete_action(self):
        invitations.set_groups(self.object, [], given_groups(self.request.user), self.request.user)


class ResendView(ConfirmView):
    """Send an invitation again: the first one expired, or never left."""

    page_title = "Renvoyer l’invitation"
    yes = "Oui, renvoyer"
    confirmation_message = "Un nouveau courriel part, avec un nouveau lien. Le précédent reste valable jusqu’à sa date."

    def get_queryset(self):
        waiting = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return super().get_queryset().filter(waiting, is_active=True)

    def form_valid(self, form):
        person = self.object
        invitations.send_invitation(person, person.shown_groups, self.request.user)
        messages.success(self.request, f"Invitation renvoyée à {person.email}.")
        return redirect(self.get_success_url())
