"""Diffusion: who proposes a territory's pages, who decides what its site received."""

from django.urls import reverse

from territories.models import Diffusion

from .actions import action, done
from .page_actions import CONTENT

State = Diffusion.State
ELSEWHERE = "cornouaille"


@action("diffusion", "propose")
def propose(client, things):
    news = things.page("nouvelle")
    data = {**CONTENT, "title": news.title, "slug": news.slug, "date": "26/11/2026"}
    data |= {"proposed_to": [ELSEWHERE], "proposed_to-shown": "", "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), data)
    # The region is accepted at once.
    sent = news.diffusions.exclude(state=State.PLANNED)
    return sent.filter(territory__code=ELSEWHERE).exists()


@action("diffusion", "withdraw")
def withdraw(client, things):
    news = things.page("nouvelle")
    row = Diffusion.objects.create(page=news, territory=things.elsewhere(ELSEWHERE))
    data = {**CONTENT, "title": news.title, "slug": news.slug, "date": "26/11/2026"}
    data |= {"proposed_to-shown": ELSEWHERE, "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), data)
    return not Diffusion.objects.filter(pk=row.pk).exists()


@action("diffusion", "list received")
def list_received(client, things):
    response = client.get(reverse("received", args=[things.territory.code]))
    return done(response) and things.received[0].page_id in {
        page.pk for page in response.context["object_list"]
    }


def _decide(client, things, name: str, rows) -> list[Diffusion]:
    url = reverse("decide", args=[things.territory.code])
    client.post(url, {"action": name, "page": [row.page_id for row in rows]})
    return list(things.received)


@action("diffusion", "accept")
def accept(client, things):
    return _decide(client, things, "accept", things.received[:1])[0].state == State.ACCEPTED


@action("diffusion", "pin")
def pin(client, things):
    return _decide(client, things, "pin", things.received[:1])[0].pinned


@action("diffusion", "unpin")
def unpin(client, things):
    pk = things.received[0].pk
    Diffusion.objects.filter(pk=pk).update(state=State.ACCEPTED, pinned=True)
    return not _decide(client, things, "unpin", things.received[:1])[0].pinned


@action("diffusion", "hide")
def hide(client, things):
    return _decide(client, things, "hide", things.received[:1])[0].state == State.HIDDEN


@action("diffusion", "hide in bulk")
def hide_in_bulk(client, things):
    states = {row.state for row in _decide(client, things, "hide", things.received)}
    assert len(states) == 1  # all or none
    return states == {State.HIDDEN}
