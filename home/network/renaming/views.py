"""The screen of a renaming: type, read what will happen, confirm."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages

from territories.models import Scale, Territory

from ..opening.views import RegionView
from .form import RenamingForm
from .plan import GROUPS, RenamingPlan, plan_renaming
from .run import PlanChangedError, rename

ASKED = "site_name"
MOST_LINES = 200


class RenamingView(RegionView, TemplateView):
    """Rename the territory of the address. The preview is read with GET, the renaming sent with POST."""

    page_title = "Renommer"
    template_name = "network/admin/site_rename.html"

    def setup(self, request, code: str, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        open_sites = Territory.objects.filter(is_active=True, site__isnull=False)
        found = open_sites.exclude(scale=Scale.REGION).filter(code=code)
        self.territory = get_object_or_404(
            found.select_related("site__root_page", "collection", "workflow", *GROUPS)
        )

    def get_page_subtitle(self) -> str:
        return self.territory.site_name

    @cached_property
    def form(self) -> RenamingForm:
        """What was typed, in the address or in what was sent."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return RenamingForm(sent if ASKED in sent else None, territory=self.territory)

    def plan(self) -> RenamingPlan | None:
        """The plan, once what was typed may be; else the form says why not."""
        if not self.form.is_valid():
            return None
        try:
            return plan_renaming(
                self.territory, self.form.names, self.form.cleaned_data["hostname"]
            )
        except ValidationError as error:
            self.form.add_error(None, error)
            return None

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        plan = self.plan()
        context |= {"territory": self.territory, "form": self.form, "media": self.form.media}
        return context | (self.shown(plan) if plan else {})

    def shown(self, plan: RenamingPlan) -> dict[str, Any]:
        """The plan, in lists and words."""
        return {
            "plan": plan,
            "changes": plan.changes(),
            "texts": [
                (item.instance, item.instance._meta.verbose_name, *line)
                for item in plan.texts
                for line in item.lines
            ],
            "mentions": plan.to_review[:MOST_LINES],
            "more_mentions": max(0, len(plan.to_review) - MOST_LINES),
            "examples": plan.examples(),
        }

    def render_again(self, status: int):
        """The same screen, with all that was typed."""
        return self.render_to_response(self.get_context_data(), status=status)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid() or request.POST.get("sure") != "on":
            messages.error(
                request, "Rien n’est fait : relisez l’aperçu et cochez la case pour confirmer."
            )
            return self.render_again(422)
        host = self.form.cleaned_data["hostname"]
        shown = request.POST.get("fingerprint", "")
        try:
            plan = rename(self.territory, self.form.names, host, request.user, shown)
        except PlanChangedError:
            messages.warning(
                request,
                "Rien n’est fait : quelque chose a changé depuis cet aperçu. Voici le nouveau.",
            )
            return self.render_again(409)
        except IntegrityError:
            self.form.add_error(
                "hostname", "Cette adresse vient d’être prise : choisissez-en une autre."
            )
            return self.render_again(422)
        except ValidationError as error:
            self.form.add_error(None, error)
            return self.render_again(422)
        messages.success(
            request, f"« {plan.before} » s’appelle désormais « {plan.after} »."
            if plan.before.site_name != plan.after.site_name
            else f"« {plan.after} » est renommé."
        )  # fmt: skip
        return redirect("site_opened", plan.after.code)
