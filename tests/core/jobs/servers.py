"""Mail servers of the tests, on this machine: one that takes mails, and one that never answers."""

import socket
from contextlib import closing, contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Box:
    """What a server took. `answers`: what it says to the next mails, instead of taking them."""

    def __init__(self):
        self.mails, self.envelopes, self.answers = [], [], []

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.envelopes.append(envelope)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def mail_server(port: int):
    """A server that takes mails, in `Box.mails`."""
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def silent_server():
    """The port of a server that accepts connections and never says a word."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        yield listening.getsockname()[1]
