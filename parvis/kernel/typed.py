"""What came in an address or a hidden field, which anybody may have made up."""

# The longest that every bigint holds; Python itself refuses to read a number of 4,301 digits.
DIGITS = 18


def whole_number(text: str) -> int | None:
    """None for what is none, or is longer than any of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None
