"""The index changed row by row is the index made whole, whatever happened in between (decision 0105)."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from core import generations
from resources.centre.catalogue import memory
from resources.centre.catalogue.bits import insert_bit, mask_of, remove_bit
from resources.centre.catalogue.index import Index
from resources.centre.catalogue.memory import catalogue, load_index
from resources.centre.folders import folder_of
from resources.centre.generations import CATALOGUE
from resources.centre.models import Adoption, ResourceCentrePage, SheetStamp, ToolPage
from tests.factories import resources as make
from tests.resources.sixth_kind.factories import RecipePageFactory
from tests.resources.sixth_kind.models import Tasting


def state(index: Index) -> dict:
    """All that an index answers from."""
    names = ("rows", "masks", "by_territory", "everything", "position", "most_taken_up", "labels",
             "language", "centre_title")  # fmt: skip
    return {name: getattr(index, name) for name in names}


@pytest.fixture
def wholes(monkeypatch):
    """How many times the index was made whole, by `len()`."""
    made = []
    monkeypatch.setattr(
        memory, "load_index", lambda locale_id: made.append(locale_id) or load_index(locale_id)
    )
    return made


@pytest.fixture
def locale_id(network):
    return ResourceCentrePage.objects.get().locale_id


def as_made_whole(locale_id) -> None:
    assert state(catalogue(locale_id)) == state(load_index(locale_id))


# --- Bits ---------------------------------------------------------------------------------


@given(st.lists(st.booleans(), max_size=200), st.integers(0, 200))
def test_bits_move_as_items_of_a_list(bits, n):
    n = min(n, len(bits))
    mask = mask_of([i for i, bit in enumerate(bits) if bit])
    with_place = [*bits[:n], False, *bits[n:]]
    assert insert_bit(mask, n) == mask_of([i for i, bit in enumerate(with_place) if bit])
    assert remove_bit(insert_bit(mask, n), n) == mask
    without = bits[:n] + bits[n + 1 :]
    assert remove_bit(mask, n) == mask_of([i for i, bit in enumerate(without) if bit])


def test_rows_put_in_changed_and_taken_out(network, locale_id):
    """Hundreds of changes of made-up rows, several at a time."""
    make.ToolPageFactory(theme_codes=["mer"], audience_codes=["jeunes"])
    (model,) = load_index(locale_id).rows
    vocabularies = {"theme": {}, "public": {}}
    chance = random.Random(13)
    territories = [t.pk for t in network.all] + [None]

    def some_row(pk: int):
        return replace(
            model,
            page_id=pk,
            title=chance.choice("abcdef"),
            kind=chance.choice(["tool", "study"]),
            territory_id=chance.choice(territories),
            themes=tuple(chance.sample(["mer", "habitat", "culture"], chance.randint(0, 3))),
            facets={"duree": tuple(chance.sample(["1-2h", "journee"], chance.randint(0, 2)))},
            reviewed_on=chance.choice([None, date(2026, 1, 1), date(2026, 5, 1)]),
            taken_up=chance.randint(0, 3),
        )

    rows: dict = {}
    index = Index([], vocabularies)
    for _turn in range(300):
        changes = {
            chance.randint(1, 40): None if chance.random() < 0.3 else True
            for _change in range(chance.randint(1, 4))
        }
        changes = {pk: some_row(pk) if kept else None for pk, kept in changes.items()}
        before = state(index)
        changed = index.changed(changes)
        assert state(index) == before
        rows |= changes
        index = changed
        assert state(index) == state(Index([row for row in rows.values() if row], vocabularies))


# --- What happens to sheets ------------------------------------------------------------------


class Editors:
    """Do something to some sheet, at random but the same at each run."""

    def __init__(self, network, seed: int):
        self.chance, self.network, self.made = random.Random(seed), network, 0

    def sheet(self):
        pages = Page.objects.filter(slug__startswith="au-hasard").order_by("pk")
        return self.chance.choice(list(pages)).specific if pages else self.write()

    def territory(self):
        return self.chance.choice(self.network.all)

    def write(self):
        self.made += 1
        factory = self.chance.choice(
            [make.ActivityPageFactory, make.ToolPageFactory, make.ProjectPageFactory,
             make.ExpertisePageFactory, make.StudyPageFactory, RecipePageFactory]
        )  # fmt: skip
        return factory(
            title=f"Au hasard {self.chance.randint(1, 5)}",
            slug=f"au-hasard-{self.made}",
            territory=self.territory(),
            theme_codes=self.chance.sample(["mer", "habitat"], self.chance.randint(0, 2)),
            live=self.chance.random() < 0.8,
        )

    def publish(self):
        sheet = self.sheet()
        sheet.title = f"Au hasard {self.chance.randint(1, 5)}"
        days = self.chance.choice([None, 1, 30, 300])
        sheet.reviewed_on = days and date(2026, 1, 1) + timedelta(days=days)
        sheet.tags.set(self.chance.sample(["un", "deux", "trois"], 2))
        sheet.save_revision().publish()

    def draft(self):
        sheet = self.sheet()
        sheet.title = "Un brouillon"
        sheet.save_revision()

    def unpublish(self):
        self.sheet().unpublish()

    def rename(self):
        sheet = self.sheet()
        self.made += 1
        sheet.slug = f"au-hasard-{self.made}"
        sheet.save_revision().publish()

    def move(self):
        self.sheet().move(folder_of(self.territory()), pos="last-child")

    def delete(self):
        self.sheet().delete()

    def take_up(self):
        sheet = self.sheet()
        if sheet.kind == "activity":
            make.make_adoption(sheet, self.territory())
        elif sheet.kind == "recipe":
            Tasting.objects.create(recipe=sheet)

    def correct_an_adoption(self):
        adoption = Adoption.objects.order_by("pk").first()
        sheet = self.sheet()
        if adoption and sheet.kind == "activity":
            adoption.activity = sheet
            adoption.is_published = self.chance.random() < 0.7
            adoption.save()
        elif adoption:
            adoption.delete()

    def change_a_word(self):
        term = make.make_term(make.Theme, self.chance.choice(["mer", "habitat"]))
        term.label = f"Un mot {self.chance.randint(1, 9)}"
        term.save()

    def hide_and_show(self):
        restriction = PageViewRestriction.objects.first()
        if restriction:
            restriction.delete()
        else:
            PageViewRestriction.objects.create(page=self.sheet(), restriction_type="login")

    def act(self):
        if self.made < 6:
            return self.write()
        steps = [self.write, self.publish, self.publish, self.draft, self.unpublish, self.rename, self.move, self.delete,
                 self.take_up, self.correct_an_adoption, self.change_a_word, self.hide_and_show]  # fmt: skip
        return self.chance.choice(steps)()


class OtherProcess:
    """What another process remembers, which learns of changes from the database and the cache alone."""

    def __init__(self):
        self.remembered = {}

    def check(self, locale_id, monkeypatch):
        # The test is one transaction: what it changed is told as if it were committed.
        generations._committed()
        generations.forget()
        with monkeypatch.context() as patch:
            patch.setattr(memory, "_remembered", self.remembered)
            as_made_whole(locale_id)
        generations.forget()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_sequence_of_changes(network, locale_id, monkeypatch, seed):
    editors, other = Editors(network, seed), OtherProcess()
    for turn in range(40):
        editors.act()
        as_made_whole(locale_id)
        if turn % 7 == 0:
            other.check(locale_id, monkeypatch)


def test_one_row_is_read_for_one_sheet(network, locale_id, wholes, django_assert_max_num_queries):
    sheets = [make.ToolPageFactory(territory=network.vitre) for _n in range(5)]
    catalogue(locale_id)
    wholes.clear()
    for change in (
        lambda: sheets[0].save_revision().publish(),
        lambda: sheets[1].unpublish(),
        lambda: sheets[2].move(folder_of(network.fougeres), pos="last-child"),
        lambda: sheets[3].delete(),
        lambda: make.ToolPageFactory(territory=network.vitre),
    ):
        change()
        with django_assert_max_num_queries(14):
            as_made = catalogue(locale_id)
        assert state(as_made) == state(load_index(locale_id))
    assert wholes == []


def test_a_change_that_is_rolled_back_never_was(network, locale_id, monkeypatch):
    sheet = make.ToolPageFactory(territory=network.vitre, title="Avant")
    other = OtherProcess()
    other.check(locale_id, monkeypatch)
    catalogue(locale_id)
    with transaction.atomic():
        sheet.title = "Pendant"
        sheet.save_revision().publish()
        new = make.ToolPageFactory(territory=network.vitre)
        assert catalogue(locale_id).get(sheet.pk).title == "Pendant"
        assert catalogue(locale_id).get(new.pk)
        transaction.set_rollback(True)
    # As after any request, whose transaction is the outermost.
    generations._uncommitted.numbers.clear()
    assert catalogue(locale_id).get(sheet.pk).title == "Avant"
    assert catalogue(locale_id).get(new.pk) is None
    as_made_whole(locale_id)
    other.check(locale_id, monkeypatch)


def test_who_changes_rows_in_bulk_says_so_and_all_is_read_again(network, locale_id, wholes):
    sheet = make.ToolPageFactory(territory=network.vitre)
    catalogue(locale_id)
    wholes.clear()
    ToolPage.objects.filter(pk=sheet.pk).update(title="En bloc")
    CATALOGUE.renew()
    assert catalogue(locale_id).get(sheet.pk).title == "En bloc"
    assert len(wholes) == 1


def test_too_many_changes_make_it_whole_and_say_so(network, locale_id, wholes, monkeypatch, caplog):
    monkeypatch.setattr(memory, "MOST_CHANGED", 2)
    sheets = [make.ToolPageFactory(territory=network.vitre) for _n in range(3)]
    catalogue(locale_id)
    wholes.clear()
    for sheet in sheets:
        sheet.unpublish()
    with caplog.at_level("INFO"):
        as_made_whole(locale_id)
    assert len(wholes) == 1
    assert "3 sheets have changed" in caplog.text


def test_the_stamp_of_a_sheet_that_is_deleted_stays(network, locale_id):
    sheet = make.ToolPageFactory(territory=network.vitre)
    pk, before = sheet.pk, SheetStamp.read()[sheet.pk]
    sheet.delete()
    assert SheetStamp.read()[pk] != before
