"""Personal data go on their date, and not before."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from offers.models import WelcomeRequest
from resources.training.models import Registration
from tests.factories.home import FormPageFactory
from tests.factories.offers import WelcomeRequestFactory
from tests.factories.training import RegistrationFactory


def answer(form, days: int) -> FormSubmission:
    """An answer that is so many days old."""
    found = FormSubmission.objects.create(page=form, form_data={})
    FormSubmission.objects.filter(pk=found.pk).update(
        submit_time=timezone.now() - timedelta(days=days, hours=1)
    )
    return found


def test_what_is_past_its_date_is_erased_and_nothing_else(network, capsys):
    today = timezone.localdate()
    short, long = FormPageFactory(keep_days=30), FormPageFactory(keep_days=90)
    kept = [answer(short, 29), answer(long, 60)]
    answer(short, 30)
    answer(long, 90)
    requests = [WelcomeRequestFactory(delete_on=today + timedelta(days=n)) for n in (0, 1)]
    registrations = [RegistrationFactory(delete_on=today + timedelta(days=n)) for n in (0, 1)]
    call_command("purge_personal_data")
    assert list(FormSubmission.objects.order_by("pk")) == kept
    assert WelcomeRequest.objects.get() == requests[1]
    assert Registration.objects.get() == registrations[1]
    assert "Réponses à des formulaires : 2 lignes effacées" in capsys.readouterr().out


def test_more_forms_ask_no_more_queries(network):
    def queries() -> int:
        for form in forms:
            answer(form, 40)
        with CaptureQueriesContext(connection) as captured:
            call_command("purge_personal_data")
        assert not FormSubmission.objects.exists()
        return len(captured)

    forms = [FormPageFactory(keep_days=30)]
    before = queries()
    forms += FormPageFactory.create_batch(5, keep_days=30)
    assert queries() == before
