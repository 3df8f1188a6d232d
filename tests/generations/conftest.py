"""What is renewed while a test runs."""

import pytest

from core import generations, renewals


@pytest.fixture
def renewed(monkeypatch) -> list[str]:
    """Names of the generations renewed from now on, hosts' too; empty it before what is tested."""
    names: list[str] = []

    def bump(*given: str) -> None:
        names.extend(given)
        real(*given)

    real = generations.bump
    monkeypatch.setattr(generations, "bump", bump)
    monkeypatch.setattr(renewals, "bump", bump)
    return names
