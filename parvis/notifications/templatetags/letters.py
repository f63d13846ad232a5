"""Paragraphs of a letter, for a page and for a terminal."""

import re
from textwrap import fill, indent

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
WIDTH = 72


@register.simple_tag
def filler() -> str:
    """Nothing to see, after the preheader: keeps the letter's first words out of a mail client's preview."""
    return "\u2007\u034f" * 60


@register.filter
def as_paragraphs(words: SafeString) -> SafeString:
    """Blank lines part paragraphs. The words come from a template, which has escaped what it was given."""
    return mark_safe("\n".join(f'<p class="ink" style="margin:0 0 16px">{part}</p>' for part in _parts(words)))


@register.filter
def as_lines(words: str) -> str:
    """Paragraphs as wide as a terminal; addresses are never cut."""
    return "\n\n".join(_fill(part) for part in _parts(words))


@register.filter
def quoted_html(words: str) -> SafeString:
    """What somebody wrote, with its own lines."""
    return mark_safe("<br>".join(escape(line) for line in words.strip().splitlines()))


@register.filter
def quoted_lines(words: str) -> str:
    """What somebody wrote, as mail clients quote."""
    lines = (_fill(line, WIDTH - 2) for line in words.strip().splitlines())
    return indent("\n".join(lines), "> ", predicate=lambda line: True)


@register.filter
def as_table(facts: tuple[tuple[str, str], ...]) -> str:
    """Labels and values in two columns."""
    widest = max(len(label) for label, _value in facts) + 3
    return "\n".join(
        fill(value, WIDTH, initial_indent=label.ljust(widest), subsequent_indent=" " * widest, break_long_words=False)
        for label, value in facts
    )


@register.filter
def underlined(title: str) -> str:
    """A title and its line, for a terminal."""
    words = " ".join(re.split(r"[ \t\n]+", title.strip()))
    return f"{words}\n{'=' * min(len(words), WIDTH)}"


def _parts(words: str) -> list[str]:
    return [re.sub(r"[ \t\n]+", " ", part).strip() for part in re.split(r"\n\s*\n", words) if part.strip()]


def _fill(part: str, width: int = WIDTH) -> str:
    return fill(part, width, break_long_words=False, break_on_hyphens=False)
