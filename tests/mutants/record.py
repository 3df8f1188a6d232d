"""Pytest plugin that notes, for each test that passes, the lines of the code that it runs and the time it takes.

`pytest -p tests.mutants.record`, with the folder of the notes in MUTANTS_NOTES. Each process writes its own.
"""

import json
import os
from pathlib import Path

import coverage
import pytest

NOTES = Path(os.environ["MUTANTS_NOTES"])
SOURCES = os.environ["MUTANTS_SOURCES"].split(os.pathsep)


class Recorder:
    """The state of one process."""

    def __init__(self):
        self.coverage = coverage.Coverage(
            data_file=NOTES / f"lines.{os.getpid()}",
            source_dirs=SOURCES,
            config_file=False,
            messages=False,
        )
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()


recorder = Recorder()


def runs_tests(config: pytest.Config) -> bool:
    """Whether this process runs tests: with xdist the first one only hands them out."""
    return hasattr(config, "workerinput") or not config.getoption("numprocesses", None)


def pytest_sessionstart(session):
    if runs_tests(session.config):
        recorder.coverage.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    recorder.coverage.switch_context(item.nodeid)
    try:
        return (yield)
    finally:
        recorder.coverage.switch_context("")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    recorder.seconds[item.nodeid] = recorder.seconds.get(item.nodeid, 0) + report.duration
    if not report.passed:
        recorder.failed.add(item.nodeid)
    return report


def pytest_sessionfinish(session):
    if not runs_tests(session.config):
        return
    recorder.coverage.stop()
    recorder.coverage.save()
    passed = {
        name: seconds for name, seconds in recorder.seconds.items() if name not in recorder.failed
    }
    (NOTES / f"seconds.{os.getpid()}.json").write_text(json.dumps(passed))
