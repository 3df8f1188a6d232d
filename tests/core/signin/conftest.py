"""Somebody who publishes, and a second factor that is required where a file says so."""

import pytest

from tests.factories.people import make_person


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def editor(network):
    return make_person(network.vitre)
