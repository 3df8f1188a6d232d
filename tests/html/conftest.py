"""The demonstration that the browser tests use, and one page of each kind on three sites."""

from tests.browser.conftest import base_url, demo, kinds

__all__ = ["base_url", "demo", "kinds"]
