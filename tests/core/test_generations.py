"""What a process remembers, and when it forgets."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from core import generations
from core.generations import Generation, Remembered, bump, generation


class Transaction:
    """Stands for a transaction, without a database that would have to be emptied after."""

    def __init__(self, monkeypatch):
        self.in_atomic_block = True
        self.hooks = []
        monkeypatch.setattr(transaction, "get_connection", lambda: self)
        monkeypatch.setattr(transaction, "on_commit", self.hooks.append)

    def commit(self):
        self.in_atomic_block = False
        for hook in self.hooks:
            hook()

    def rollback(self):
        self.in_atomic_block = False


@pytest.fixture
def unit(monkeypatch):
    monkeypatch.setattr(generations._uncommitted, "numbers", {})
    return Transaction(monkeypatch)


class Process:
    """What one more process has read, sharing the cache with the others."""

    def __init__(self):
        self.state = {"_read": {}, "_epoch": None}

    def __enter__(self):
        self._swap()

    def __exit__(self, *exc):
        self._swap()

    def _swap(self):
        for name, mine in self.state.items():
            self.state[name] = getattr(generations, name)
            setattr(generations, name, mine)


def make_counter():
    """A remembered value that is another one each time it is computed."""
    made = []
    return Remembered(Generation("sujet"), lambda *key: made.append(key) or len(made))


def test_a_value_is_computed_once_per_generation():
    count = make_counter()
    assert [count(), count()] == [1, 1]
    bump("autre")
    assert count() == 1
    bump("sujet")
    assert [count(), count()] == [2, 2]


def test_each_key_has_its_value():
    count = make_counter()
    assert [count("a"), count("b"), count("a")] == [1, 2, 1]


def test_a_change_that_comes_while_computing_is_not_missed():
    values = iter(["ancien", "nouveau"])

    def compute():
        value = next(values)
        if value == "ancien":
            bump("sujet")
        return value

    remembered = Remembered(Generation("sujet"), compute)
    remembered()
    assert remembered() == "nouveau"


def test_a_change_is_announced_again_once_it_is_committed(unit):
    before = generation("sujet")
    bump("sujet")
    during = generation("sujet")
    unit.commit()
    assert len({before, during, generation("sujet")}) == 3


def test_what_was_computed_from_rows_rolled_back_is_forgotten(unit):
    count = make_counter()
    bump("sujet")
    assert count() == 1
    unit.rollback()
    assert count() == 2
    assert count() == 2


def test_another_process_s_change_is_seen_within_a_second(monkeypatch):
    before = generation("sujet")
    generations.cache.set("generation:sujet", before + 1, None)
    assert generation("sujet") == before
    now = generations.time.monotonic()
    monkeypatch.setattr(generations.time, "monotonic", lambda: now + generations.TRUST)
    assert generation("sujet") == before + 1


@pytest.mark.parametrize("announce", ["at once", "page first", "by two changes"])
def test_a_page_under_its_new_number_is_not_made_of_parts_under_their_old_one(announce):
    page, part = "host:vitre.test", "sujet"
    here, there = Process(), Process()
    with here:
        old = generation(part)
    with there:
        if announce == "by two changes":
            bump(part)
            bump(page)
        else:
            bump(*([page, part] if announce == "page first" else [part, page]))
        new = {name: generation(name) for name in (page, part)}
    with here:
        assert generation(part) == old  # believed for a second more, while nothing else is asked
        assert generation(page) == new[page]
        assert generation(part) == new[part]


def test_numbers_given_in_a_transaction_are_told_to_nobody_before_its_end(unit):
    before = generation("sujet")
    bump("host:vitre.test", "sujet")
    assert generation("sujet") != before
    with ThreadPoolExecutor(1) as another_thread:
        assert another_thread.submit(generation, "sujet").result() == before
        unit.commit()
        assert another_thread.submit(generation, "sujet").result() != before


def test_parts_are_told_before_the_pages_made_of_them(monkeypatch):
    told = []
    write = generations.cache.set_many
    monkeypatch.setattr(
        generations.cache, "set_many", lambda new, keep: told.extend(new) or write(new, keep)
    )
    bump("host:vitre.test", "sujet", "autre")
    assert told == [
        "generation:sujet",
        "generations",
        "generation:autre",
        "generations",
        "generation:host:vitre.test",
    ]


def test_names_made_up_by_visitors_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(generations, "MOST_NAMES", 10)
    for number in range(50):
        generation(f"host:{number}.test")
    assert len(generations._read) <= 11


def test_values_held_are_bounded():
    count = make_counter()
    count.most = 10
    for number in range(50):
        count(number)
    assert len(count._values) <= 11
