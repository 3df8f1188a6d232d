"""Hooks of diffusion: words of the log. Imported by `territories.wagtail_hooks`."""

from wagtail import hooks
from wagtail.log_actions import LogFormatter

from . import decisions

WORDS = {
    decisions.PROPOSED: ("Proposer à un site", "Proposée à {site}"),
    decisions.WITHDRAWN: ("Retirer d’un site", "N’est plus proposée à {site}"),
    decisions.AUTOMATIC: ("Accepter d’office", "Acceptée d’office par {site}"),
    decisions.DECIDED["accept"]: ("Accepter", "Acceptée pour {site}"),
    decisions.DECIDED["pin"]: ("Épingler", "Épinglée sur {site}"),
    decisions.DECIDED["unpin"]: ("Désépingler", "N’est plus épinglée sur {site}"),
    decisions.DECIDED["hide"]: ("Masquer", "Masquée sur {site}"),
}


@hooks.register("register_log_actions")
def register_diffusion_actions(actions):
    for action, (label, sentence) in WORDS.items():
        formatter = type("Formatter", (Told,), {"label": label, "sentence": sentence})
        actions.register_action(action)(formatter)


class Told(LogFormatter):
    """What was done, with the site that it is about."""

    sentence = ""

    def format_message(self, log_entry) -> str:
        return self.sentence.format(**log_entry.data)
