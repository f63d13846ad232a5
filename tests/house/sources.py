"""The files of this checkout, as the tests of the house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept() -> tuple[Path, ...]:
    """All files that are in the repository or would be: what git ignores is not the house's."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(sorted(ROOT / name for name in names if name and (ROOT / name).is_file()))


def within(*folders: str, suffix: str = ".py") -> list[Path]:
    """The files of these folders with that ending, migrations apart: those are written by Django."""
    tops = [ROOT / folder for folder in folders]
    return [
        path
        for path in kept()
        if path.suffix == suffix and "migrations" not in path.parts and any(path.is_relative_to(top) for top in tops)
    ]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
