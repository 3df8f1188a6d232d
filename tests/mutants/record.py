"""Pytest plugin that notes, for each test that passes, the lines of the code that it runs and the time it takes.

`pytest -p tests.mutants.record`, with the folder of the notes in MUTANTS_NOTES and the folders of the code in
MUTANTS_SOURCES. Each process writes its own. `sys.monitoring` tells a line once a test and leaves foreign code alone:
coverage's contexts, which are told every line, more than doubled the time of the suite.
"""

import json
import os
import sys
from collections import defaultdict
from pathlib import Path

import pytest

NOTES = Path(os.environ["MUTANTS_NOTES"])
SOURCES = tuple(folder + os.sep for folder in os.environ["MUTANTS_SOURCES"].split(os.pathsep))
watch = sys.monitoring
TOOL, EVENTS = watch.COVERAGE_ID, watch.events


class Recorder:
    """The notes of one process."""

    def __init__(self):
        self.lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()
        self.test = ""

    def start(self) -> None:
        watch.use_tool_id(TOOL, "mutants")
        watch.register_callback(TOOL, EVENTS.PY_START, self._function)
        watch.register_callback(TOOL, EVENTS.LINE, self._line)
        watch.set_events(TOOL, EVENTS.PY_START)

    def _function(self, code, offset):
        if code.co_filename.startswith(SOURCES):
            watch.set_local_events(TOOL, code, EVENTS.LINE)
        return watch.DISABLE

    def _line(self, code, line):
        self.lines[code.co_filename][line].add(self.test)
        return watch.DISABLE

    def write(self) -> None:
        watch.free_tool_id(TOOL)
        passed = {test: time for test, time in self.seconds.items() if test not in self.failed}
        lines = {
            path: {line: sorted(tests & passed.keys()) for line, tests in by_line.items()}
            for path, by_line in self.lines.items()
        }
        notes = json.dumps({"seconds": passed, "lines": lines})
        (NOTES / f"{os.getpid()}.json").write_text(notes)


recorder = Recorder()


def runs_tests(config: pytest.Config) -> bool:
    """Whether this process runs tests: with xdist the first one only hands them out."""
    return hasattr(config, "workerinput") or not config.getoption("numprocesses", None)


def pytest_sessionstart(session):
    if runs_tests(session.config):
        recorder.start()


def pytest_sessionfinish(session):
    if runs_tests(session.config):
        recorder.write()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logstart(nodeid):
    recorder.test = nodeid
    watch.restart_events()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    recorder.seconds[item.nodeid] += report.duration
    if not report.passed:
        recorder.failed.add(item.nodeid)
    return report
