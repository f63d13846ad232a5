"""What must never be in the repository: this machine, an index's address, notes of how it was made."""

import re

import pytest

from tests.house.sources import ROOT, kept, short

pytestmark = pytest.mark.sqlite_only

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".woff2", ".ico", ".gz", ".avif"}
HERE = "tests/house/test_repository.py"
# An address of a checkout or of somebody's home.
MACHINE = re.compile(
    r"/work/|/home/[a-z]+/|/Users/|/root/|" + r"\.pyenv" + r"|shared/(HOUSE|STYLE|GLOSSARY|LOOK|MISSION|domain)"
)
INDEX = re.compile(r"index-url|extra-index|find-links|\"resolved\":|registry\s*=|artifactory|\bnexus\b", re.IGNORECASE)
MAKING = re.compile(r"\b(issue|ticket) #?\d+\b|\b(TODO|FIXME|XXX|HACK)\b")


def text_files() -> dict[str, str]:
    return {short(path): path.read_text() for path in kept() if path.suffix not in BINARY and short(path) != HERE}


def found(pattern: re.Pattern[str], files: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_folder_of_the_machine_it_was_made_on() -> None:
    assert not found(MACHINE, text_files())


def test_no_lock_names_the_index_it_was_made_from() -> None:
    names = ("requirements", "frontend/package", "frontend/.npmrc", "pyproject.toml")
    locks = {name: text for name, text in text_files().items() if name.startswith(names)}
    assert len(locks) >= 6
    assert not found(INDEX, locks)
    hashed = {name: text for name, text in locks.items() if name.endswith((".lock", "package-lock.json"))}
    for name, text in hashed.items():
        # A package may say where its authors ask for money, and nothing else is an address.
        addresses = set(re.findall(r"https?://[^\s\"]+", text))
        funding = set(re.findall(r"\"(?:url|funding)\": \"(https?://[^\"]+)\"", text))
        assert addresses <= funding, name


def test_every_package_of_a_lock_has_its_hash() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        entries = re.split(r"\n(?=[a-z0-9])", lock.read_text().strip())
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries if "==" in entry), lock.name


def test_no_note_of_how_it_was_made_is_left() -> None:
    assert not found(MAKING, text_files())


def test_no_file_is_heavy() -> None:
    assert not [short(path) for path in kept() if path.stat().st_size > 1_500_000]
