"""Words with passages masked: what an agent leaves out, and never a word that the requester has not written."""

import re
from collections.abc import Iterable

Span = tuple[int, int]
MASK = "[masqué]"
_MARKS = re.compile(r"(?:\[(?:masqué|masque|…|\.\.\.)\])+", re.IGNORECASE)


def united(spans: Iterable[Span], length: int) -> list[Span]:
    """In order, within the words, none over another nor touching it."""
    whole: list[Span] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def masked(text: str, spans: Iterable[Span]) -> str:
    """The words, a mark in place of each passage."""
    shown, place = "", 0
    for start, end in united(spans, len(text)):
        shown += text[place:start] + MASK
        place = end
    return shown + text[place:]


def left_out(text: str, edited: str) -> list[Span] | None:
    """The passages that the marks of an edited text stand for; None when it says anything else than the words.

    Spaces at both ends count for nothing. A mark stands for the shortest passage that fits, of one character at least.
    """
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    pieces = _MARKS.split(edited.replace("\r\n", "\n").strip())
    if len(pieces) == 1:
        return [] if pieces[0] == text[first:last] else None
    head, *middle, tail = pieces
    end = last - len(tail)
    if not text.startswith(head, first) or text[end:last] != tail:
        return None
    spans, place = [], first + len(head)
    for piece in middle:
        found = text.find(piece, place + 1, end)
        if found < 0:
            return None
        spans.append((place, found))
        place = found + len(piece)
    return [*spans, (place, end)] if place < end else None
