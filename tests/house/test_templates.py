"""Templates: each parses, none escapes the escaping, none holds a style or a script that the content policy refuses."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house.sources import ROOT, short, within

pytestmark = pytest.mark.sqlite_only

# Mail programs read no style sheet, and apply no content policy.
LETTERS = ROOT / "parvis" / "notifications"
every = [*within("parvis", suffix=".html"), *within("parvis", suffix=".txt"), *within("parvis", suffix=".svg")]
templates = [path for path in every if "templates" in path.parts]
pages = [path for path in templates if not path.is_relative_to(LETTERS)]


@pytest.mark.parametrize("path", templates, ids=short)
def test_a_template_parses(path: Path) -> None:
    name = str(path).split("/templates/")[1]
    engines["django"].get_template(name)


@pytest.mark.parametrize("path", templates, ids=short)
def test_a_template_escapes_what_people_wrote(path: Path) -> None:
    source = path.read_text()
    if path.suffix != ".txt":
        assert not re.search(r"\|\s*safe(seq)?\b|autoescape off", source)


@pytest.mark.parametrize("path", pages, ids=short)
def test_a_page_holds_no_style_and_no_script_of_its_own(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<style\b|\sstyle\s*=", source), "a class, in the style sheets"
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", source), "a file, built by Vite"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "a listener, in a script"
    assert "javascript:" not in source


def test_no_template_is_hidden_from_these_tests() -> None:
    inside = [path for path in ROOT.glob("parvis/*/templates/**/*") if path.is_file() and path.suffix != ".css"]
    assert {path.suffix for path in inside} <= {".html", ".txt", ".svg"}


def test_markup_is_marked_safe_by_the_design_kit_only() -> None:
    marking = [short(path) for path in within("parvis") if re.search(r"\bmark_safe\b|SafeString\(", path.read_text())]
    # A letter's style sheet is written into it, by a tag of the notifications.
    assert all(name.startswith(("parvis/ui/", "parvis/notifications/templatetags/")) for name in marking), marking
