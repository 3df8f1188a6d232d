"""Imported once, when models are loaded (`core.apps`): house rules, signals, and what core asks of us."""

from core.signin import rules

from . import signals
from .diffusion import publication
from .map import checks as map_checks  # noqa: F401
from .pages import checks, context  # noqa: F401
from .review import mails
from .rights import follow
from .shell.links import named_urls
from .team import people

signals.connect()
publication.connect()
follow.connect()
mails.connect()
rules.may_reset_too.append(people.may_reset_second_factor)
named_urls.update({"finder_url": "/trouver/", "suggest_url": "/trouver/suggestions/"})
