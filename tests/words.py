"""Words as a test writes them: with the spaces that a keyboard makes."""


def plain(text: str) -> str:
    """The same words with ordinary spaces, unbreakable ones and an indented template's blanks included."""
    return " ".join(text.split())
