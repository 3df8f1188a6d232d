from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from home.models import FormPage
from offers.models import WelcomeRequest
from resources.models import Registration


class Command(BaseCommand):
    help = (
        "Efface les données personnelles arrivées à leur date : réponses, demandes, inscriptions."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        today = timezone.localdate()
        erased = {
            "demandes d'accueil": WelcomeRequest.objects.filter(delete_on__lte=today).delete()[0],
            "inscriptions": Registration.objects.filter(delete_on__lte=today).delete()[0],
            "réponses à des formulaires": sum(
                FormSubmission.objects.filter(
                    page_id=form.pk,
                    submit_time__lt=timezone.now() - timedelta(days=form.keep_days),
                ).delete()[0]
                for form in FormPage.objects.only("pk", "keep_days")
            ),
        }
        for kind, number in erased.items():
            self.stdout.write(f"{kind} : {number} effacées")
