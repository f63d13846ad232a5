"""A small markup for the pages that a town writes itself: titles, paragraphs, lists and links, and nothing else.

`# Titre`, `## Sous-titre`, `- élément d’une liste`, `[les mots](https://adresse)`; an address alone is a link too, and an
empty line ends a paragraph. Whatever is not that is text, shown as it was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from parvis.kernel.text import unbreakable

_TITLE = re.compile(r"(#{1,2})\s+(\S.*)")
_ITEM = re.compile(r"[-*•]\s+(\S.*)")
_LINK = re.compile(
    r"\[(?P<words>[^\]\n]+)\]\((?P<to>[^)\s]+)\)"
    r"|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)»”’])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
# Of this site, of another, of a mailbox, of a telephone: nothing that a browser would run.
_LEADS = re.compile(r"https?://[^/]|mailto:|tel:|/(?!/)|#", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """`tag`: h2, h3, p or ul; `lines`: of the paragraph, or the items of the list."""

    tag: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The text, cut where its tag changes and at empty lines; items that follow each other are one list."""
    found: list[Block] = []
    is_open = False
    for tag, line in _lines(text):
        if is_open and tag in ("p", "ul") and found[-1].tag == tag:
            found[-1] = Block(tag, (*found[-1].lines, line))
        elif tag:
            found.append(Block(tag, (line,)))
        is_open = bool(tag)
    return found


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for raw in text.splitlines():
        line = raw.strip()
        if title := _TITLE.fullmatch(line):
            yield ("h2" if len(title[1]) == 1 else "h3"), title[2]
        elif item := _ITEM.fullmatch(line):
            yield "ul", item[1]
        else:
            yield ("p" if line else ""), line


def render(text: str) -> SafeString:
    """As HTML, everything typed escaped."""
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks(text)))


def _block(block: Block) -> SafeString:
    lines = [_inline(line) for line in block.lines]
    if block.tag == "ul":
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
    inside = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    return format_html("<{}>{}</{}>", mark_safe(block.tag), inside, mark_safe(block.tag))


def _inline(line: str) -> SafeString:
    pieces: list[SafeString] = []
    done = 0
    for link in _LINK.finditer(line):
        pieces.append(_text(line[done : link.start()]))
        pieces.append(_link(link))
        done = link.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, _text(line[done:])]))


def _link(found: re.Match[str]) -> SafeString:
    if found["email"]:
        return format_html('<a href="mailto:{}">{}</a>', found["email"], found["email"])
    to, words = found["url"] or found["to"], found["url"] or unbreakable(found["words"] or "")
    if not _LEADS.match(to):
        return _text(found[0])
    return format_html('<a href="{}">{}</a>', to, words)


def _text(words: str) -> SafeString:
    return format_html("{}", unbreakable(words))
