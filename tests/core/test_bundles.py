"""The style sheets that the browser asks for in one."""

import os
import time
from pathlib import Path

from django.contrib.staticfiles import finders

from core.bundles import BUNDLES, SOURCES, BundleFinder


def test_a_bundle_holds_its_sources_in_order(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    text = Path(BundleFinder().find("css/site.css")).read_text("utf-8")
    expected = [(SOURCES / name).read_text("utf-8") for name in BUNDLES["css/site.css"]]
    assert text == "".join(expected)


def test_a_bundle_follows_its_sources(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path / "var"
    source = tmp_path / "static/css/one.css"
    source.parent.mkdir(parents=True)
    source.write_text("a {}")
    monkeypatch.setattr("core.bundles.SOURCES", tmp_path / "static")
    monkeypatch.setitem(BUNDLES, "css/site.css", ("css/one.css",))
    finder = BundleFinder()
    assert Path(finder.find("css/site.css")).read_text() == "a {}"
    source.write_text("b {}")
    later = time.time() + 5
    os.utime(source, (later, later))
    assert Path(finder.find("css/site.css")).read_text() == "b {}"


def test_the_bundle_is_found_and_collected_and_nothing_else_is():
    assert finders.find("css/site.css")
    finder = BundleFinder()
    assert finder.find("css/absent.css") == []
    assert [name for name, _storage in finder.list([])] == list(BUNDLES)


def test_a_missing_source_is_told(monkeypatch):
    monkeypatch.setitem(BUNDLES, "css/site.css", ("css/absente.css",))
    (error,) = BundleFinder().check()
    assert "css/absente.css" in error.msg
