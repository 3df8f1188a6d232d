from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from core.signin import limits
from home.pages.models import FormPage
from offers.models import WelcomeRequest
from resources.training.models import Registration


class Command(BaseCommand):
    help = (
        "Efface les données personnelles arrivées à leur date : réponses, demandes, inscriptions."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        today = timezone.localdate()
        erased = {
            "demandes d’accueil": WelcomeRequest.objects.filter(delete_on__lte=today).delete()[0],
            "inscriptions": Registration.objects.filter(delete_on__lte=today).delete()[0],
            "tentatives de connexion": limits.forget_old_attempts(),
            "réponses à des formulaires": self._answers(),
        }
        call_command("clearsessions")
        for kind, number in erased.items():
            self.stdout.write(f"{kind} : {number} effacées")

    def _answers(self) -> int:
        """Erase the answers: a query for each duration, and there are few of them."""
        now = timezone.now()
        return sum(
            FormSubmission.objects.filter(
                page__in=FormPage.objects.filter(keep_days=days).values("pk"),
                submit_time__lt=now - timedelta(days=days),
            ).delete()[0]
            for days in FormPage.objects.order_by().values_list("keep_days", flat=True).distinct()
        )
