"""Benchmarks are run now and then: what they import must not go missing unnoticed meanwhile."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

TOOLS = "tests.benchmarks"


@pytest.mark.parametrize(
    ("module", "names"),
    [("settings", ("data", "urls", "run")), ("admin_settings", ("network", "admin"))],
)
def test_a_benchmark_finds_what_it_measures(module, names):
    lines = ["import django", "django.setup()", *(f"import {TOOLS}.{name}" for name in names)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"{TOOLS}.{module}"}
    subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env=environment,
        cwd=settings.BASE_DIR,
        check=True,
    )
