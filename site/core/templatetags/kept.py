"""Parts of a page that are the same at each visit, until something they show has changed (decision 0005).

    {% load kept %}
    {% kept "structure" "footer" chrome.shell %}…{% endkept %}

First the generations that the part follows, separated by spaces; its name; then what it differs by. The
language is always added. Nothing of one visitor's own may stand inside: no form with a token, no
`request`. A value that is missing or false among the last ones leaves the part as it is, unkept.

Kept in the memory of the process, like everything that follows a generation: `core.generations`.
"""

import time

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..generations import generation
from ..renewals import DECLARED

register = template.Library()

# What changes with time alone (an event begins, a day ends) may be late by so many seconds.
MAX_AGE = 60
MOST = 2_000

_parts: dict[tuple, tuple[tuple[int, ...], float, SafeString]] = {}


class KeptNode(template.Node):
    def __init__(self, nodelist, follows, name: str, differs):
        self.nodelist, self.follows, self.name, self.differs = nodelist, follows, name, differs

    def render(self, context) -> SafeString:
        differs = tuple(value.resolve(context) for value in self.differs)
        if not all(differs):
            return self.nodelist.render(context)
        key = (self.name, get_language(), *differs)
        now = time.monotonic()
        # Read before rendering: a change that comes meanwhile makes the part outdated at once.
        current = tuple(map(generation, self.follows))
        kept = _parts.get(key)
        if kept and kept[0] == current and now < kept[1]:
            return kept[2]
        part = self.nodelist.render(context)
        if len(_parts) >= MOST:
            _parts.clear()
        _parts[key] = (current, now + MAX_AGE, part)
        return part


@register.tag
def kept(parser, token) -> KeptNode:
    """`{% kept "generations" "name" key… %}…{% endkept %}`: see the top of this file."""
    tag, *arguments = token.split_contents()
    if len(arguments) < 3:
        raise template.TemplateSyntaxError(
            f"{tag} : les générations, un nom, puis une clef ou plus."
        )
    follows, name = (argument.strip("\"'") for argument in arguments[:2])
    if unknown := set(follows.split()) - set(DECLARED):
        raise template.TemplateSyntaxError(
            f"{tag} : génération inconnue : {', '.join(sorted(unknown))}."
        )
    differs = [parser.compile_filter(argument) for argument in arguments[2:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, tuple(follows.split()), name, differs)
