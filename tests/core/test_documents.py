"""The text of a document is read by the worker; the document itself is there at once."""

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult
from modelsearch.backends import get_search_backend

from core.models import SiteDocument


def text_file(words: str) -> ContentFile:
    return ContentFile(words.encode(), name="notes.txt")


@pytest.fixture
def document(queue):
    return SiteDocument.objects.create(title="Notes", file=text_file("un compost de quartier"))


def test_nobody_waits_for_the_text(document, queue):
    document.refresh_from_db()
    assert (document.text, document.file_size) == ("", 22)
    queue()
    document.refresh_from_db()
    assert document.text == "un compost de quartier"


def test_it_is_found_by_its_text_once_read(document, queue):
    backend = get_search_backend()
    assert list(backend.search("compost", SiteDocument)) == []
    assert list(backend.search("notes", SiteDocument)) == [document]
    queue()
    assert list(backend.search("compost", SiteDocument)) == [document]


def test_another_file_has_another_text(document, queue):
    queue()
    document.refresh_from_db()
    document.file = text_file("une ressourcerie")
    document.save()
    document.refresh_from_db()
    assert document.text == ""
    queue()
    document.refresh_from_db()
    assert document.text == "une ressourcerie"


def test_the_same_file_is_not_read_again(document, queue):
    queue()
    document.refresh_from_db()
    document.title = "Nos notes"
    document.save()
    assert not DBTaskResult.objects.filter(status="READY").exists()
    document.refresh_from_db()
    assert document.text == "un compost de quartier"


def test_one_deleted_meanwhile_is_no_trouble(document, queue):
    SiteDocument.objects.all().delete()
    queue()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
