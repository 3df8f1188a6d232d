"""What a site keeps of its visitors: answers to forms, addresses for its letter (`territories.ownership.registry`)."""

from wagtail.contrib.forms.models import FormSubmission

from territories.ownership.declaration import (
    Export,
    Merge,
    NotExported,
    Owned,
    Personal,
    Rule,
    Team,
)
from territories.ownership.erasure import AfterDays
from territories.ownership.registry import declare

from .models import NewsletterIssue, NewsletterSubscriber

NOBODY_YET = "personne pour l’instant : aucun écran ne les montre"

declare(
    Owned(
        FormSubmission,
        team=Team.COMMUNICATION,
        # `answers.own_answers` says whose they are, by their page.
        owner="",
        merge=(Merge(Rule.APART, words="suivent leur formulaire"),),
        export=NotExported("une copie survivrait à la date d’effacement"),
        personal=Personal(
            ("form_data",),
            "autant de jours que dit le formulaire",
            AfterDays("submit_time", "page__formpage__keep_days"),
            words="ce que la personne a écrit",
        ),
        label="Réponses à des formulaires",
    )
)
declare(
    Owned(
        NewsletterSubscriber,
        team=Team.REGION,
        who=NOBODY_YET,
        merge=(Merge(Rule.FIRST, key="email"),),
        export=NotExported("une copie ne saurait pas qui se désabonne"),
        personal=Personal(("email",), "jusqu’à la désinscription"),
    )
)
declare(
    Owned(
        NewsletterIssue,
        team=Team.REGION,
        who=NOBODY_YET,
        merge=(Merge(Rule.MOVE),),
        export=Export("lettres"),
    )
)
