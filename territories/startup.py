"""Imported once, when models are loaded (`core.apps`): house rules, signals, and what core asks of us."""

from core.signin import rules

from . import host_pages, owned, signals  # noqa: F401
from .diffusion import signals as diffusion_signals
from .finder import index  # noqa: F401
from .map import checks as map_checks  # noqa: F401
from .ownership import checks as ownership_checks  # noqa: F401
from .pages import checks, context  # noqa: F401
from .review import mails
from .rights import signals as rights_signals
from .shell import chrome  # noqa: F401
from .shell.links import named_urls
from .team import people

signals.connect()
diffusion_signals.connect()
rights_signals.connect()
mails.connect()
rules.may_reset_too.append(people.may_reset_second_factor)
named_urls.update({"finder_url": "/trouver/", "suggest_url": "/trouver/suggestions/"})
