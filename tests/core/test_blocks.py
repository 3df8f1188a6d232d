"""Blocks of running pages: drawn from their preview, in valid order, and kept to the house rule."""

import re

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.blocks import BodyStreamBlock, CardsBlock, LinkBlock, TableBlock
from core.blocks.media import ImageWithTextBlock
from core.checks import blocks as block_checks
from core.styleguide.views import style_guide

BODY = BodyStreamBlock()


@pytest.mark.parametrize("name", list(BODY.child_blocks))
def test_a_block_draws_its_preview_as_valid_html(name):
    block = BODY.child_blocks[name]
    html = block.render(block.get_preview_value(), {"preview": True})
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(html, container="div")
    assert html.strip()
    assert "style=" not in html


@pytest.mark.parametrize("name", list(BODY.child_blocks))
def test_a_block_keeps_the_house_rule(name):
    assert block_checks.faults(BODY.child_blocks[name]) == []


class MuteBlock(blocks.StructBlock):
    title = blocks.CharBlock()

    class Meta:
        template = "blocks/missing.html"


def test_the_house_rule_refuses_a_block_without_words_or_preview():
    found = " ".join(block_checks.faults(MuteBlock()))
    for word in ("gabarit", "libellé", "icône", "groupe", "description", "aperçu"):
        assert word in found


def test_the_house_rule_speaks_through_the_system_check(monkeypatch):
    assert block_checks.check_blocks() == []
    block = MuteBlock()
    block.set_name("mute")
    monkeypatch.setattr(block_checks, "offered_blocks", lambda: [(None, block)])
    errors = block_checks.check_blocks()
    assert {error.id for error in errors} == {"core.E020"}
    assert "mute" in errors[0].msg


def _stream(*children):
    return BODY.to_python([{"type": kind, "value": value} for kind, value in children])


def test_a_sub_heading_needs_a_heading_above_it():
    with pytest.raises(blocks.StreamBlockValidationError):
        BODY.clean(_stream(("heading", {"title": "Détail", "level": "h3"})))
    in_order = _stream(
        ("heading", {"title": "Titre", "level": "h2"}),
        ("heading", {"title": "Détail", "level": "h3"}),
    )
    assert len(BODY.clean(in_order)) == 2


def test_a_draft_may_be_saved_with_headings_out_of_order():
    assert BODY.clean_deferred(_stream(("heading", {"title": "Détail", "level": "h3"})))


def test_a_link_has_one_destination():
    link = LinkBlock()
    assert link.clean(link.to_python({"page": None, "url": "https://exemple.bzh/"}))
    with pytest.raises(ValidationError):
        link.clean(link.to_python({"page": None, "url": ""}))


class FakeImage:
    default_alt_text = ""
    decorative = False


def test_an_image_speaks_or_is_decorative():
    block = ImageWithTextBlock()
    block.child_blocks["image"].clean = lambda value: value

    def value(**kwargs):
        return blocks.StructValue(
            block,
            {"image": FakeImage(), "alt_text": "", "decorative": False, "caption": "", **kwargs},
        )

    with pytest.raises(ValidationError):
        block.clean(value())
    with pytest.raises(ValidationError):
        block.clean(value(alt_text="Un marché", decorative=True))
    assert block.clean(value(alt_text="Un marché"))
    assert block.clean(value(decorative=True))


def test_a_table_aligns_numbers_but_not_years_nor_words():
    block = TableBlock()
    context = block.get_context(block.get_preview_value())
    assert [cell["value"] for cell in context["head"]] == [False, True, False]
    assert len(context["rows"]) == 2
    html = block.render(block.get_preview_value())
    assert '<th scope="row">Pays de Brest</th>' in html
    assert '<td class="value">' in html
    assert 'tabindex="0" role="region"' in html


def test_an_empty_table_draws_nothing():
    block = TableBlock()
    value = block.to_python({"caption": "Rien", "table": None, "source": ""})
    assert not block.render(value).strip()


def test_a_card_leads_to_an_address_as_well_as_to_a_page():
    block = CardsBlock()
    context = block.get_context(block.get_preview_value())
    assert [card["title"] for card in context["cards"]] == [
        "Blabla de l’ESS",
        "Fresque des possibles",
    ]
    assert context["cards"][0]["url"] == "https://exemple.bzh/blabla"


def test_rich_text_has_no_headings_of_its_own():
    assert not {"h2", "h3", "h4"} & set(BODY.child_blocks["text"].features)


@pytest.mark.django_db
@pytest.mark.parametrize("accent", ["", "brique", "fuchsia"])
def test_the_style_guide_shows_every_block_and_component(rf, accent):
    request = rf.get("/", {"couleur": accent})
    request.user = AnonymousUser()
    html = style_guide(request).content.decode()
    worn = accent if accent == "brique" else "marin"
    assert f'<body class="accent-{worn} ' in html
    for block in BODY.child_blocks.values():
        assert block.label in html
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.django_db
def test_an_image_is_drawn_in_light_formats_with_its_size_text_and_credit(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(
        title="marche.png",
        file=get_test_image_file(size=(1400, 900)),
        description="Un marché couvert",
        credit="Structure, 2026",
    )
    block = BODY.child_blocks["figure"]
    html = block.render(block.normalize({"image": image, "caption": "Le marché l'hiver"}))
    for part in ("image/avif", "image/webp", 'width="', 'height="', 'loading="lazy"'):
        assert part in html
    assert 'alt="Un marché couvert"' in html
    words = " ".join(strip_tags(html).split())
    assert "Le marché l’hiver Crédit : Structure, 2026" in words
    other = block.render(block.normalize({"image": image, "alt_text": "La halle"}))
    assert 'alt="La halle"' in other
    silent = block.render(block.normalize({"image": image, "decorative": True}))
    assert 'alt=""' in silent
