"""Mails of the demonstration are read where `make demo` says."""

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail

from core.mail_config import mail_delivery

pytestmark = pytest.mark.urls("tests.home.network.demo_urls")


@pytest.fixture
def folder(settings, tmp_path):
    settings.DEMO_MAILS = tmp_path / "courriels"
    settings.MAILERS = {"default": mail_delivery(f"file://{settings.DEMO_MAILS}")}
    return settings.DEMO_MAILS


def first_link(text: str) -> str:
    return "/courriels/" + text.split('href="/courriels/')[1].split('"')[0]


def test_without_a_mail_it_says_how_to_get_one(network, get, folder):
    assert "Aucun courriel encore" in get(network.region, "/courriels/").text


def test_each_mail_is_listed_and_read_with_links_to_follow(network, get, folder):
    send_mail(
        "Une première", "Bonjour\n\nhttp://localhost:8000/admin/x/\n", None, ["r@exemple.test"]
    )
    send_mail("La seconde", "<b>pas du HTML</b>", None, ["n@exemple.test"])
    page = get(network.region, "/courriels/")
    assert "no-store" in page.headers["Cache-Control"]
    assert page.text.index("La seconde") < page.text.index("Une première")
    second = get(network.region, first_link(page.text)).text
    assert "&lt;b&gt;pas du HTML&lt;/b&gt;" in second
    first = get(network.region, first_link(page.text.split("La seconde")[1])).text
    assert '<a href="http://localhost:8000/admin/x/"' in first
    assert "r@exemple.test" in first
    assert "version mise en forme" not in first


def test_two_mails_in_one_file_are_two(network, get, folder):
    folder.mkdir()
    end = "\n" + "-" * 79 + "\n"
    mail = (
        "Subject: n{0}\nDate: Mon, 30 Nov 2026 12:00:0{0} +0000\nTo: a@exemple.test\n\ntexte {0}\n"
    )
    (folder / "20261130-1.log").write_text(mail.format(1) + end + mail.format(2) + end)
    text = get(network.region, "/courriels/").text
    assert text.index("n2") < text.index("n1")
    assert "texte 2" in get(network.region, first_link(text)).text


def test_html_is_shown_and_nothing_runs(network, get, folder):
    message = EmailMultiAlternatives("Deux formes", "Texte", None, ["a@exemple.test"])
    message.attach_alternative("<p>Forme<script>alert(1)</script></p>", "text/html")
    message.attach("plan.csv", "a;b", "text/csv")
    message.send()
    link = first_link(get(network.region, "/courriels/").text)
    text = get(network.region, link).text
    assert "Joint : plan.csv" in text
    page = get(network.region, f"{link}html/")
    assert "<p>Forme" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("path", ["/courriels/ailleurs/", "/courriels/ailleurs/html/"])
def test_another_mail_is_not_found(network, get, folder, path):
    assert get(network.region, path).status_code == 404


@pytest.mark.urls("config.urls")
def test_it_is_for_the_demonstration_alone(network, get, folder):
    assert get(network.region, "/courriels/").status_code == 404
