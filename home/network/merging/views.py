"""The screen of a merger: choose, read what will happen, confirm."""

from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin import messages

from territories.models import Scale, Territory

from ..opening.views import RegionView
from .plan import GROUPS, MergePlan, plan_merge
from .run import PlanChangedError, merge

# How many lines of a list are shown.
MOST_LINES = 200
MOST_EXAMPLES = 8
MEANING = {
    "Pages déplacées": "avec leurs brouillons, leur historique et leurs réponses de formulaire",
    "Pages renommées": "leur nom était pris : le code du pays s’y ajoute",
    "Pages retirées": "l’accueil et les pages que chaque site a déjà : celles du site gardé restent",
    "Adresses qui suivent": "chaque ancienne adresse mène à la nouvelle, pour toujours",
    "Menus et bandeaux corrigés": "leurs liens vers une page retirée mènent à celle du site gardé",
    "Fiches du centre de ressources": "signées désormais par le pays gardé",
    "Validations annulées": "à envoyer de nouveau à la validation",
    "Anciens hôtes": "ceux d’avant un changement d’adresse ou une autre fusion : ils mènent au bon endroit",
    "Anciens noms": "la recherche les connaît toujours",
    "Contenus reçus d’autres sites": "la décision de l’équipe gardée l’emporte si elle en a pris une",
}
REASONS = {
    "Offres locales": "le pays gardé a déjà les siennes pour ces offres",
    "Abonné·es à la lettre": "déjà abonné·es à celle du pays gardé",
    "Chiffres de l’observatoire": "ils disent ce qu’était l’ancien pays, et ne s’additionnent pas",
}


class MergeView(RegionView, TemplateView):
    """Merge the pays of the address into another one, named by `avec`."""

    page_title = "Fusionner deux pays"
    template_name = "network/admin/site_merge.html"

    def setup(self, request, code: str, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        pays = Territory.objects.select_related("site__root_page", "collection", *GROUPS)
        open_pays = pays.filter(scale=Scale.PAYS, is_active=True, site__isnull=False)
        self.leaving = get_object_or_404(open_pays, code=code)
        self.others = open_pays.exclude(pk=self.leaving.pk)
        self.asked = request.GET.get("avec", "") or request.POST.get("avec", "")
        self.staying = next((t for t in self.others if t.code == self.asked), None)

    def get_page_subtitle(self) -> str:
        return self.leaving.site_name

    def plan(self) -> MergePlan | None:
        """The plan, once a pays is chosen; what forbids it is said above."""
        if self.staying is None:
            if self.asked:
                messages.error(self.request, "Ce pays n’est pas parmi ceux que l’on peut garder.")
            return None
        try:
            return plan_merge(self.leaving, self.staying)
        except ValidationError as error:
            messages.error(self.request, error.message)
            return None

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        plan = self.plan()
        context |= {"leaving": self.leaving, "staying": self.staying, "others": self.others}
        return context | (self.shown(plan) if plan else {})

    def shown(self, plan: MergePlan) -> dict[str, Any]:
        """The plan, in lists and words."""
        titles = {page.pk: page for page in plan.pages.moved}
        titles |= {twin.pk: twin for _, twin in plan.pages.aside if twin}
        old = self.leaving.site.root_url
        return {
            "plan": plan,
            "figures": [
                (label, number, MEANING.get(label, ""))
                for label, number in plan.figures.items()
                if number
            ],
            "none": [label for label, number in plan.figures.items() if not number],
            "left": [(label, number, REASONS[label]) for label, number in plan.left.items()],
            "moves": plan.pages.moves[:MOST_LINES],
            "more_moves": max(0, len(plan.pages.moves) - MOST_LINES),
            "examples": [
                (f"{old}{path}", titles[page].title)
                for path, page in list(plan.pages.addresses.items())
                if page in titles
            ][:MOST_EXAMPLES],
            "people": [person for people in plan.people.values() for person in people],
        }

    def post(self, request, *args, **kwargs):
        if self.staying is None or "fingerprint" not in request.POST:
            return self.render_to_response(self.get_context_data(), status=422)
        if request.POST.get("sure") != "on":
            messages.error(request, "Rien n’est fait : cochez la case pour confirmer.")
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            plan = merge(self.leaving, self.staying, request.user, request.POST["fingerprint"])
        except PlanChangedError:
            messages.warning(
                request,
                "Rien n’est fait : quelque chose a changé depuis cet aperçu. Voici le nouveau.",
            )
            return self.render_to_response(self.get_context_data(), status=409)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect(request.path)
        messages.success(
            request,
            f"« {plan.leaving} » a rejoint « {plan.staying} ». "
            f"Pages déplacées : {plan.figures['Pages déplacées']}. "
            f"Adresses qui suivent : {plan.figures['Adresses qui suivent']}.",
        )
        return redirect("site_opened", plan.staying.code)
