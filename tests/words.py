"""Words as a test writes them: with the spaces that a keyboard makes."""


def plain(text: str) -> str:
    """The same words with ordinary spaces, unbreakable ones and an indented template's blanks included; nothing joins them."""
    return " ".join(text.replace("\u2060", "").split())
