"""What a process remembers, and when it forgets."""

import pytest
from django.db import transaction

from core import generations
from core.generations import Remembered, bump, generation


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
    monkeypatch.setattr(generations._uncommitted, "names", set())
    return Transaction(monkeypatch)


def make_counter():
    """A remembered value that is another one each time it is computed."""
    made = []
    return Remembered("sujet", lambda *key: made.append(key) or len(made))


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

    remembered = Remembered("sujet", compute)
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
