"""Forms of the team's screen."""

from django import forms
from django.contrib.auth import get_user_model
from wagtail.admin.forms import WagtailAdminModelForm

from .people import find_account, given_groups

NOBODY_ELSE = "Une autre personne a déjà cette adresse."


class GroupsField(forms.ModelMultipleChoiceField):
    """The groups that one may give, ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(
            queryset=None,
            label="Équipes",
            error_messages={"required": "Choisissez au moins une équipe."},
            **kwargs,
        )


class PersonForm(WagtailAdminModelForm):
    """What both forms ask: a name, an address, teams."""

    groups = GroupsField()

    class Meta:
        model = get_user_model()
        fields = ("first_name", "last_name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["groups"].queryset = given_groups(self.for_user)

    def save(self, commit=True):
        """Nothing is saved here: `territories.team.invitations` does, with its rules."""
        return self.instance


class InviteForm(PersonForm):
    """Somebody to invite. Whether the address is known already is told to nobody."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
        self.fields["email"].help_text = "L’invitation part à cette adresse."


class MemberForm(PersonForm):
    """Somebody's teams, among one's own. Her name and address are the region's to correct."""

    def __init__(self, *args, may_rename: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].initial = [group.pk for group in self.instance.shown_groups]
        if not may_rename:
            for name in ("first_name", "last_name", "email"):
                self.fields[name].disabled = True
                self.fields[name].required = False

    def clean_email(self):
        email = self.cleaned_data["email"]
        other = find_account(email) if "email" in self.changed_data else None
        if other and other.pk != self.instance.pk:
            raise forms.ValidationError(NOBODY_ELSE)
        return email
