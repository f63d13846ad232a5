"""The small markup of the town's own pages: what it makes, and that nothing else gets through it."""

import re

import pytest

from parvis.ui.markup import render
from tests.words import plain


def made(text: str) -> str:
    return plain(render(text))


def test_titles_paragraphs_and_lists() -> None:
    assert made("# Éditeur\nLa mairie.\nSon adresse.\n\nAutre chose.\n## Détail\n- un\n- deux\n\n- trois") == plain(
        """<h2>Éditeur</h2> <p>La mairie.<br>Son adresse.</p> <p>Autre chose.</p> <h3>Détail</h3>
        <ul><li>un</li><li>deux</li></ul> <ul><li>trois</li></ul>"""
    )
    assert made("") == made(" \n\n ") == ""
    assert made("#sans espace") == "<p>#sans espace</p>"


def test_links_with_words_and_bare_addresses() -> None:
    assert made("[le formulaire](https://exemple.fr/a?b=1&c=2)") == (
        '<p><a href="https://exemple.fr/a?b=1&amp;c=2">le formulaire</a></p>'
    )
    assert made("Voir https://exemple.fr/page.") == '<p>Voir <a href="https://exemple.fr/page">https://exemple.fr/page</a>.</p>'
    assert made("mairie@exemple.fr, ou [nous](mailto:a@b.fr)") == (
        '<p><a href="mailto:mairie@exemple.fr">mairie@exemple.fr</a>, ou <a href="mailto:a@b.fr">nous</a></p>'
    )
    assert made("[ici](/accessibilite)") == '<p><a href="/accessibilite">ici</a></p>'


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert)",
        "[x](data:text/html,hé)",
        "[x](//ailleurs.test/a)",
        '[x](https://a.fr/"onmouseover="x)',
        'https://a.fr/"onmouseover="alert',
        "# <img src=x onerror=y>",
        "- [a<b](https://a.fr/<i>)",
        "[<b>gras</b>](https://a.fr)",
        "a@b.fr<svg/onload=x>",
        "{{ request }} {% now %}",
    ],
)
def test_nothing_that_a_browser_would_run(typed: str) -> None:
    html = render(typed)
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"p", "h2", "h3", "ul", "li", "a", "br"}
    tags = re.findall(r"<a\b[^>]*>", html)
    assert all(re.fullmatch(r'<a href="[^"<>]+">', tag) for tag in tags), tags
    assert not re.search(r'href="(?!https?://|mailto:|tel:|/[^/]|#)', html, re.IGNORECASE)
    assert not re.search(r'href="(javascript|data|//)', html, re.IGNORECASE)


def test_french_spaces_are_put_in_and_addresses_left_alone() -> None:
    assert "\u202f?" in render("Une question ?")
    assert "https://a.fr/x;y" in render("https://a.fr/x;y")
