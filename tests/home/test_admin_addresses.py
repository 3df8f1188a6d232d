"""The addresses of the admin: none hides another, Wagtail's own included."""

import re

from django.urls import URLPattern, get_resolver, resolve

NO_ROW = "00000000-0000-0000-0000-000000000000"
SAMPLES = {"int": "1", "slug": "x", "str": "x", "uuid": NO_ROW, None: "x"}


def _routes(patterns, before=""):
    """Each route of the admin, whole; those that are regular expressions are left out."""
    for pattern in patterns:
        part = str(pattern.pattern)
        route = before + part.removeprefix("^")
        if isinstance(pattern, URLPattern):
            if not re.search(r"[\\(*$]", route):
                yield route
        elif before or part.startswith("admin"):
            yield from _routes(pattern.url_patterns, route)


def _answers(route: str) -> str:
    """The route that answers at an address made for another."""
    sample = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1]], route)
    return resolve(f"/{sample}").route.replace("^", "")


def test_no_address_hides_another():
    """A word of an address where another has any word: « sites/new/ » was a site's named « new »."""
    routes = set(_routes(get_resolver().url_patterns))
    assert len(routes) > 300
    assert {route for route in routes if _answers(route) != route} == set()
