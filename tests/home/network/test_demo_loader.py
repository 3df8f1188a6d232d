"""Loading content files: what is wrong in one is named in French, and nothing is written."""

import re
import shutil
from pathlib import Path

import pytest
from django.db import transaction
from wagtail.models import Page, Site

from home.network.demo import markup
from home.network.demo.files import CONTENT
from home.network.demo.loader import ContentError, load_content
from offers.models import StrategicAxis
from territories.loading import load_territories
from territories.models import Territory
from territories.tree import TERRITORIES


@pytest.fixture(scope="module")
def sites(django_db_setup, django_db_blocker):
    """All territories, each with a bare site, and the number of pages: enough to read the files."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                load_territories()
                root = Page.objects.get(depth=1)
                for territory in Territory.objects.all():
                    territory.site = Site.objects.create(
                        hostname=f"{territory.code}.test", root_page=root
                    )
                    territory.save(update_fields=["site"])
                yield Page.objects.count()
                transaction.set_rollback(True)
        finally:
            TERRITORIES.renew()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "outils",
            'territoire = "brest"',
            'territoire = "brezt"',
            "territoire inconnu : « brezt »",
        ),
        ("projets", 'commune = "29019"', 'commune = "99999"', "commune inconnue : « 99999 »"),
        ("outils", '"reemploi"', '"reemplois"', "thème inconnu : « reemplois »"),
        ("offres", '"jeunes"', '"jeune"', "public inconnu : « jeune »"),
        ("animations", "minutes = 35", "minutes = 36", "la durée annoncée est 120"),
        ("expertises", '"mer-ess"', '"mer"', "source inconnue : « mer »"),
        ("agenda", 'image = "phare"', 'image = "tour"', "image inconnue : « tour »"),
        ("etudes", "publiee = 2013", "publie = 2013", "mot inconnu : « publie »"),
        ("animations", '"arpentage"]', '"arpent"]', "aucune fiche « arpent »"),
        ("parcours", 'jour = "mardi"', 'jour = "mardy"', "jour inconnu : « mardy »"),
        ("nouvelles", "jours = 5", "", "l’un des deux"),
        ("pages", "[[page]]", "[[page]", "fichier illisible"),
    ],
)
def test_wrong_content_names_its_file_and_writes_nothing(sites, tmp_path, file, old, new, said):
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    path = folder / f"{file}.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    with pytest.raises(ContentError, match=re.escape(said)) as error:
        load_content(log=lambda line: None, folder=folder)

    assert str(error.value).startswith(f"{file}.toml")
    assert Page.objects.count() == sites
    assert not StrategicAxis.objects.exists()


def test_missing_file_is_named(sites, tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    Path(tmp_path, "content", "sources.toml").unlink()

    with pytest.raises(ContentError, match=r"sources\.toml : fichier introuvable"):
        load_content(folder=tmp_path / "content")


@pytest.mark.django_db
def test_empty_database_is_told_in_french():
    with pytest.raises(ContentError, match="load_territories"):
        load_content()


# --- The markup -----------------------------------------------------------------------


def test_markup_makes_blocks():
    found = markup.blocks(
        "Un *texte*\nsur deux lignes.\n\n- un\n- **deux**\n\n## Titre\n\n1. [ici](https://a.bzh/?x=1&y)"
    )

    assert found == [
        ("text", "<p>Un <i>texte</i> sur deux lignes.</p><ul><li>un</li><li><b>deux</b></li></ul>"),
        ("heading", {"title": "Titre", "level": "h2"}),
        ("text", '<ol><li><a href="https://a.bzh/?x=1&amp;y">ici</a></li></ol>'),
    ]


def test_markup_escapes_what_is_not_markup():
    assert markup.html("a < b & <script>") == "<p>a &lt; b &amp; &lt;script&gt;</p>"


@pytest.mark.parametrize(
    "text", [":::message Titre\nsans fin", ":::tableau T\n| a | b |\n| c |\n:::"]
)
def test_wrong_markup_is_refused(text):
    with pytest.raises(markup.MarkupError):
        markup.blocks(text)


def test_headings_are_refused_where_a_field_has_its_own():
    with pytest.raises(markup.MarkupError):
        markup.html("## Titre")
