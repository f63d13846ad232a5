"""The documentation names what is there: links, files, commands."""

import re
from pathlib import Path

import pytest

from parvis.config.cli import commands
from tests.house.sources import ROOT, kept, short

pytestmark = pytest.mark.sqlite_only

pages = [path for path in kept() if path.suffix == ".md" and "node_modules" not in path.parts]
each = pytest.mark.parametrize("path", pages, ids=short)
# What looks like a file of ours inside `…`.
FILE = re.compile(r"`((?:\.?/?(?:parvis|tests|docs|bin|frontend|\.ci)/)[\w./<>*-]*)`")
RUN = re.compile(r"\bparvis ([a-z][a-z-]+)")
MAKE = re.compile(r"\bmake ([a-z][\w-]*)")


def prose(path: Path) -> str:
    return path.read_text()


def code(path: Path) -> list[str]:
    """What is set as code: commands are looked for nowhere else, since « parvis » is a word too."""
    text = prose(path)
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, flags=re.DOTALL)
    return [*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))]


@each
def test_a_relative_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)|<(?:img|a)[^>]+(?:src|href)=\"([^\"]+)\"", prose(path))
    for link in (first or second for first, second in links):
        if not re.match(r"[a-z]+:|#", link):
            assert (path.parent / link.split("#")[0]).exists(), link


@each
def test_a_file_that_is_named_is_there(path: Path) -> None:
    for name in FILE.findall(prose(path)):
        if "<" in name or "*" in name:
            pattern = re.sub(r"<[^>]*>", "*", name).rstrip("/")
            assert any(ROOT.glob(pattern)), name
        else:
            assert (ROOT / name).exists(), name


@each
def test_a_command_that_is_named_exists(path: Path) -> None:
    known = set(commands())
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    for words in code(path):
        for name in RUN.findall(words):
            assert name in known, f"parvis {name}"
        for name in MAKE.findall(words):
            assert name in goals, f"make {name}"


def test_every_command_of_the_help_is_in_the_guide_of_whoever_keeps_it_running() -> None:
    guide = prose(ROOT / "docs" / "guide-exploitation.md")
    assert not [name for name in commands() if f"parvis {name}" not in guide]
