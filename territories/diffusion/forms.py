"""The part of a page's form that says where else the page should be listed."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from core.formats import long_date
from core.page_forms import BasePageForm

from ..ownership.scope import scope_of
from ..tree.models import Scale, Territory
from . import rules
from .models import Diffusion

FIELD = "proposed_to"
# Sent with the form: what it showed as ticked. What was decided since is not taken back unseen.
SHOWN = f"{FIELD}-shown"
REGION_ONLY = (
    "Réservé à la région : paraît dans les listes de tous les sites qui ne l’ont pas masquée."
)
State = Diffusion.State


@dataclass
class Wish:
    """What somebody asked for on the form, kept on the page until it is saved."""

    ticked: list[Territory] = field(default_factory=list)
    unticked: list[Territory] = field(default_factory=list)


def diffusion_status(row: Diffusion | None) -> str:
    """What the form says of a site, beside its name."""
    if row is None:
        return ""
    if row.leaving:
        return "sera retirée à la publication"
    if row.state == State.PLANNED:
        return "sera proposée à la publication"
    day = long_date(row.decided_at or row.created_at)
    if row.state == State.PROPOSED:
        return f"proposée le {day}, en attente"
    if row.state == State.HIDDEN:
        return f"masquée par ce site le {day}"
    return f"acceptée le {day}{', épinglée' if row.pinned else ''}"


class DiffusionWidget(forms.CheckboxSelectMultiple):
    """Check boxes by group, each with what became of the proposal."""

    template_name = "territories/admin/diffusion_choice.html"
    rows: dict[str, Diffusion] = {}

    def use_required_attribute(self, initial) -> bool:
        return False

    def create_option(self, name, value, label, selected, *args, **kwargs) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, *args, **kwargs)
        row = self.rows.get(str(value))
        option["status"] = diffusion_status(row)
        if row and row.state == State.HIDDEN:
            option["attrs"]["disabled"] = True
        return option

    def get_context(self, name, value, attrs) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"shown_name": SHOWN, "shown": sorted(ticked(self.rows))}

    def _render(self, template_name, context, renderer=None) -> str:
        # Our templates stand in the project's folder, which the renderer of forms does not read.
        return mark_safe(render_to_string(template_name, context))  # noqa: S308


def ticked(rows: dict[str, Diffusion]) -> set[str]:
    """Codes of the sites that are ticked when the form opens."""
    return {code for code, row in rows.items() if row.state != State.HIDDEN and not row.leaving}


def _choices(
    territories: list[Territory], owner: Territory | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The region and groupements, then the pays of each groupement; those of one's own come first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    near = {owner.pk, owner.parent_id} if owner else set()
    pays = [t for t in territories if t.scale == Scale.PAYS]
    others = [t for t in territories if t.scale != Scale.PAYS]
    for territory in [*others, *sorted(pays, key=lambda t: t.parent_id not in near)]:
        heading = "Région et groupements"
        if territory.scale == Scale.PAYS:
            parent = territory.ancestors()[0] if territory.ancestors() else None
            heading = f"Pays — {parent.site_name}" if parent else "Pays"
        groups.setdefault(heading, []).append((territory.code, territory.site_name))
    return list(groups.items())


class DiffusableForm(BasePageForm):
    """A page that other sites may list. Who does not publish it reads the choice, and makes none."""

    proposed_to = forms.MultipleChoiceField(
        label="Sites",
        required=False,
        widget=DiffusionWidget,
        help_text="La proposition part quand la page est publiée ; chaque site décide. "
        "Décocher retire la page de ses listes à la prochaine publication.",
        error_messages={
            "invalid_choice": "Cette page ne peut pas être proposée à « %(value)s » : choisissez dans la liste."
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "everywhere" in self.fields:
            self.fields["everywhere"].help_text = REGION_ONLY
            self.fields["everywhere"].disabled = not scope_of(self.for_user).is_region
        if FIELD not in self.fields:
            return
        page = self.instance
        rows = page.diffusions.select_related("territory") if page.pk else ()
        self.rows = {row.territory.code: row for row in rows}
        owner = page.signed_by(self.parent_page)
        self.offered = {t.code: t for t in (rules.targets_of(owner) if owner else ())}
        self.offered |= {
            code: row.territory for code, row in self.rows.items() if row.territory != owner
        }
        choice = self.fields[FIELD]
        choice.choices = _choices(list(self.offered.values()), owner)
        choice.widget.rows = self.rows
        choice.initial = self.initial[FIELD] = sorted(ticked(self.rows))
        choice.disabled = not (
            self.for_user and rules.may_propose(self.for_user, page, self.parent_page)
        )

    def save(self, commit=True):
        page = super().save(commit)
        choice = self.fields.get(FIELD)
        # Sent without the choice: by a programme, or by a form that was open before it existed.
        if choice and not choice.disabled and SHOWN in self.data:
            wanted = set(self.cleaned_data[FIELD])
            shown = set(self.data[SHOWN].split())
            plans = {code for code, row in self.rows.items() if row.state == State.PLANNED}
            page.wish = Wish(
                [self.offered[code] for code in sorted(wanted)],
                [
                    self.rows[c].territory
                    for c in sorted((shown & self.rows.keys() | plans) - wanted)
                ],
            )
        return page
