"""The brand: French typography, numbers, icons, and the files that must agree with one another."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import mark_safe

from core.formats import long_date
from core.management.commands.make_icons import favicon_svg
from core.templatetags import brand

N, T = brand.NBSP, brand.THIN
STATIC = Path(settings.STATICFILES_DIRS[0])
TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Par où commencer ?", f"Par où commencer{T}?"),
        ("Par où commencer?", f"Par où commencer{T}?"),
        ("Bravo !", f"Bravo{T}!"),
        ("Vite ; encore", f"Vite{T}; encore"),
        ("Exemple : Vitré", f"Exemple{N}: Vitré"),
        ("Exemple: Vitré", f"Exemple{N}: Vitré"),
        ("On dit « oui »", f"On dit «{N}oui{N}»"),
        ("On dit «oui»", f"On dit «{N}oui{N}»"),
        ("« Ouvert ? » fait parler", f"«{N}Ouvert{T}?{N}» fait parler"),
        ("l'ESS d'ici", "l’ESS d’ici"),
        ("14,5 % de l'emploi", f"14,5{N}% de l’emploi"),
        ("177 200 emplois", f"177{T}200 emplois"),
        ("de 17 h 30 à 20 h", f"de 17{N}h{N}30 à 20{N}h"),
        ("à 12:30, voir https://exemple.bzh/?q=a;b", "à 12:30, voir https://exemple.bzh/?q=a;b"),
        ("administrateur·trices", "administrateur·trices"),
        ("", ""),
    ],
)
def test_typo_sets_french_spaces_and_apostrophes(text, expected):
    assert brand.typo(text) == expected
    assert brand.typo(brand.typo(text)) == expected


def test_typo_keeps_the_escaping_it_was_given():
    render = Template("{{ text|typo }}").render
    assert render(Context({"text": "<b>l'ESS</b> ?"})) == f"&lt;b&gt;l’ESS&lt;/b&gt;{T}?"
    safe = mark_safe("<a title=\"l'un ; l'autre\" href='/?a=1;b=2'>l&#x27;ESS ?</a>")
    assert (
        render(Context({"text": safe}))
        == f"<a title=\"l'un ; l'autre\" href='/?a=1;b=2'>l’ESS{T}?</a>"
    )
    assert render(Context({"text": mark_safe("a &amp; b ; c")})) == f"a &amp; b{T}; c"
    code = mark_safe("<p>Oui !</p><code>a != b ; c ?</code>")
    assert brand.typo(code) == f"<p>Oui{T}!</p><code>a != b ; c ?</code>"
    assert brand.typo(None) == ""


def test_paragraphs_escapes_text_and_keeps_html():
    assert brand.paragraphs("Un <b>\n\nDeux ?") == f"<p>Un &lt;b&gt;</p>\n\n<p>Deux{T}?</p>"
    assert brand.paragraphs(mark_safe("<ul><li>l'un</li></ul>")) == "<ul><li>l’un</li></ul>"
    assert brand.paragraphs("") == ""


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (177200, None, f"177{T}200"),
        (Decimal("14.50"), None, "14,5"),
        (Decimal("14.50"), 2, "14,50"),
        (14.25, 1, "14,3"),
        ("13.7", 1, "13,7"),
        ("13,7", 1, "13,7"),
        (-1234.5, 1, f"−1{T}234,5"),
        (0, None, "0"),
        (None, None, ""),
        ("non publié", None, "non publié"),
        (float("nan"), None, "nan"),
    ],
)
def test_number_fr(value, decimals, expected):
    assert brand.number_fr(value, decimals) == expected


@pytest.mark.parametrize(
    ("language", "day", "form", "expected"),
    [
        ("fr", date(2026, 12, 1), "j F Y", "1er décembre 2026"),
        ("fr", date(2026, 12, 1), "l j F", "mardi 1er décembre"),
        ("fr", date(2026, 12, 11), "j F Y", "11 décembre 2026"),
        # Midnight here is the day before in universal time.
        ("fr", datetime(2026, 6, 30, 22, 5, tzinfo=UTC), "j F Y à H:i", "1er juillet 2026 à 00:05"),
        ("fr", None, "j F Y", ""),
        ("br", date(2026, 12, 1), "j F", "1 Kerzu"),
    ],
)
def test_long_date(language, day, form, expected):
    with translation.override(language):
        assert long_date(day, form) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(120, "2 h"), (90, "1 h 30"), (65, "1 h 05"), (45, "45 min"), (0, "0 min"), (None, "")],
)
def test_duration(minutes, expected):
    assert brand.duration(minutes) == expected.replace(" ", N)


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (400_000, "0,4 Mo"),
        (8_000_000, "8 Mo"),
        (31_200, "31 ko"),
        (12, "1 ko"),
        (1_250_000_000, "1,3 Go"),
        (None, ""),
    ],
)
def test_file_size(octets, expected):
    assert brand.file_size(octets) == expected.replace(" ", N)


def test_percent_of_is_never_localised_nor_out_of_range():
    assert brand.percent_of(Decimal("13.2"), Decimal("14.5")) == "91.03"
    assert brand.percent_of(20, 10) == "100"
    assert brand.percent_of(-1, 10) == brand.percent_of(1, 0) == brand.percent_of("x", 3) == "0"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "cinq"),
        (21, "vingt et un"),
        (40, "quarante"),
        (42, "quarante-deux"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (146, "146"),
    ],
)
def test_in_words(number, words):
    assert brand.in_words(number) == words


def test_pager_shows_the_ends_and_what_is_around():
    page = Paginator(range(200), 10).page(10)
    assert brand.pager_entries(page) == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_icons_used_in_templates_and_code_are_in_the_sprite():
    sprite = (STATIC / "img/icons.svg").read_text("utf-8")
    known = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    assert {f"kind-{kind}" for kind in brand.KINDS} <= known
    used = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', template.read_text("utf-8"))
    }
    assert used <= known
    assert "kind-" not in brand.kind_sign("unknown")


def test_accents_are_those_of_the_tokens_and_have_their_icons():
    tokens = (STATIC / "css/tokens.css").read_text("utf-8")
    for accent, colour in brand.ACCENTS.items():
        assert f"--{accent}: {colour};" in tokens
        assert f".accent-{accent} {{" in tokens
        for file in ("favicon.svg", "favicon.ico", "touch.png", "share.png"):
            assert (STATIC / "img/icons" / f"{accent}-{file}").exists()
        assert (STATIC / "img/icons" / f"{accent}-favicon.svg").read_text() == favicon_svg(accent)


def test_make_icons_draws_five_files_for_each_accent(tmp_path, capsys):
    call_command("make_icons", output=tmp_path)
    assert len(list(tmp_path.iterdir())) == 5 * len(brand.ACCENTS)


def test_an_unknown_accent_falls_back_on_the_region():
    assert brand.accent_colour("fuchsia") == brand.accent_colour(None) == "#14284b"
    assert "marin-favicon.svg" in brand.accent_icon("fuchsia", "favicon.svg")


@pytest.mark.parametrize("name", ["404.html", "500.html"])
def test_error_pages_need_no_context(name):
    html = get_template(name).render()
    assert '<html lang="fr">' in html
    assert "<h1>" in html
    assert 'href="/"' in html


def test_templates_and_css_hold_nothing_the_public_s_security_policy_refuses():
    # A block of data (JSON-LD) is never run: the policy lets it pass.
    for template in TEMPLATES.rglob("*.html"):
        if "wagtail" in str(template.relative_to(TEMPLATES)) or "email" in str(template):
            continue
        if "departure" in template.parts:  # files of an export, read without a server
            continue
        html = re.sub(r"{[#%].*?[#%]}", "", template.read_text("utf-8"))
        assert not re.search(
            r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(\bsrc=|application/ld))", html
        ), template
    for css in (STATIC / "css").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", css.read_text("utf-8"))


def test_each_component_says_its_parameters_first():
    for template in (TEMPLATES / "components").glob("*.html"):
        assert "{#" in template.read_text("utf-8").splitlines()[0], template
