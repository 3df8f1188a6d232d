"""The form that opens a site."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.models import Page

from territories.models import Accent, Scale, Territory

from .hosts import free_host
from .people import read_people
from .provisioning import default_hostname

OF = re.compile(r"^pays\s+(?:de\s+la\s+|de\s+l[’']|de\s+|du\s+|des\s+|d[’'])", re.IGNORECASE)
OF_A_NEW_ONE = ("name", "site_name", "short_name", "scale", "parent", "code")
PROPOSED = "Laissez vide : il est proposé d’après le nom."


class OpeningForm(forms.Form):
    """A territory, its host, its colour, its people. `territory` is ready to be saved once valid."""

    existing = forms.ModelChoiceField(
        label="Territoire sans site",
        queryset=Territory.objects.none(),
        required=False,
        empty_label="Un nouveau territoire, décrit ci-dessous",
    )
    name = forms.CharField(label="Nom", max_length=120, required=False, help_text="« Pays de Dol »")
    short_name = forms.CharField(
        label="Nom court",
        max_length=60,
        required=False,
        help_text=f"« Dol », dans les listes. {PROPOSED}",
    )
    site_name = forms.CharField(
        label="Nom du site",
        max_length=120,
        required=False,
        help_text=f"« ESS pays de Dol ». {PROPOSED}",
    )
    scale = forms.ChoiceField(label="Échelle", required=False)  # choices: below
    parent = forms.ModelChoiceField(
        label="Rattaché à", queryset=Territory.objects.none(), required=False
    )
    code = forms.SlugField(
        label="Code",
        max_length=50,
        required=False,
        help_text=f"Il sert d’adresse et ne change plus. {PROPOSED}",
    )
    hostname = forms.CharField(
        label="Adresse du site",
        max_length=255,
        required=False,
        help_text=f"Laissez vide : le code, puis « .{settings.BASE_DOMAIN} ».",
    )
    accent = forms.ChoiceField(
        label="Couleur",
        required=False,
        choices=[("", "Celle du territoire, sinon comme son groupement"), *Accent.choices],
    )
    people = forms.CharField(
        label="Personnes à inviter",
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Une par ligne : « Nolwenn Le Goff, nolwenn@exemple.bzh, communication ». "
        "Le rôle est « communication » ou « référent·e ». Chacune reçoit un courriel.",
    )

    groups = (
        ("Territoire", ("existing", *OF_A_NEW_ONE)),
        ("Site", ("hostname", "accent")),
        ("Équipe", ("people",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = Territory.objects.filter(site=None, is_active=True, succeeded_by=None)
        fields: dict[str, Any] = self.fields
        fields["existing"].queryset = waiting
        above = Territory.objects.exclude(scale=Scale.PAYS).filter(is_active=True)
        fields["parent"].queryset = above
        fields["scale"].choices = [(s.value, s.label) for s in (Scale.PAYS, Scale.GROUPEMENT)]

    def grouped_fields(self) -> list[tuple[str, list]]:
        """Headings with their bound fields."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    def clean_people(self):
        """Read the lines; what was typed stays in the form when one is wrong."""
        return read_people(self.cleaned_data["people"])

    def clean(self):
        data = super().clean() or {}
        if data.get("existing"):
            if data.get("name"):
                self.add_error(
                    "name", "Choisissez un territoire qui existe, ou décrivez-en un nouveau."
                )
            self.territory = data["existing"]
        else:
            self.territory = self._described(data)
        if not self.errors:
            self._finish(data)
        return data

    def _described(self, data) -> Territory:
        name = data.get("name", "").strip()
        if not name:
            if "name" not in self.errors:
                self.add_error("name", "Donnez un nom à ce territoire, ou choisissez-en un.")
            return Territory()
        scale = data.get("scale") or Scale.PAYS
        bare = f"{name[:1].lower()}{name[1:]}" if scale == Scale.PAYS else name
        short_name = data.get("short_name") or OF.sub("", name)[:60]
        territory = Territory(
            name=name,
            scale=scale,
            parent=data.get("parent"),
            site_name=data.get("site_name") or f"ESS {bare.removeprefix('ESS ')}"[:120],
            short_name=short_name,
            code=data.get("code") or slugify(short_name)[:50],
            sort_order=self._next_order(),
        )
        if "code" not in self.errors and not territory.code:
            self.add_error("code", "Écrivez un code : ce nom n’en donne aucun.")
        elif not self.errors:
            self._check(territory)
        return territory

    def _next_order(self) -> int:
        last = Territory.objects.order_by("-sort_order").values_list("sort_order", flat=True)
        return min((last.first() or 0) + 1, 32_767)

    def _check(self, territory: Territory) -> None:
        try:
            territory.full_clean()
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                self.add_error(field if field in self.fields else None, messages)

    def _finish(self, data) -> None:
        territory = self.territory
        root = Page.get_first_root_node()
        if Page.objects.child_of(root).filter(slug=territory.code).exists():
            self.add_error("code", "Un site porte déjà ce code.")
        if data.get("accent"):
            territory.own_accent = data["accent"]
        try:
            data["hostname"] = free_host(data.get("hostname") or default_hostname(territory))
        except ValidationError as error:
            self.add_error("hostname", error)
