"""A folder for each kind of sheets: its model and its declaration, and whatever they need (decision 0104).

* `models.py`: the page, found by `resources/centre/models.py`;
* `kind.py`: what it declares to the resource centre (`resources.centre.registry`), found at startup;
* `owned.py`: rows of territories that it brings, if any, imported by `kind.py` (decision 0107);
* `wagtail_hooks.py`: what it adds to the admin, if anything.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules


def import_all(name: str) -> None:
    """Import the module `name` of each kind that has one."""
    for kind in iter_modules(__path__):
        module = f"{__name__}.{kind.name}.{name}"
        if find_spec(module):
            import_module(module)
