"""What is wrong in a content file, told to the person who wrote it."""


class ContentError(Exception):
    """A content file that cannot be loaded: the message names the file and the entry."""

    def __init__(self, where: str, message: str):
        super().__init__(f"{where} : {message}")
