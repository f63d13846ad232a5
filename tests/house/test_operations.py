"""The shape of every operation: a sentence, what it is of, then names only, by whom; what it changes, it locks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import functions, short, within

pytestmark = pytest.mark.sqlite_only

SUBJECTS = {"Agent", "Case", "Category", "Follower", "Territory", "Unit", "Zoning"}
SUBJECTS |= {"Carriage", "Practice", "Rule", "TownPage"}
# They add to a thing and overwrite nothing of it: `record` refuses them when it was changed meanwhile.
ADDING = {"congratulate", "follow", "name_owner", "post", "set_rule", "unpost"}
# The thing is what a new one is made of.
MAKING = {"receive", "send_trial", "take_seat", "welcome"}


def operations() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in within("parvis"):
        for node in functions(path):
            if any(isinstance(mark, ast.Name) and mark.id == "operation" for mark in node.decorator_list):
                assert isinstance(node, ast.FunctionDef)
                yield path, node


every = list(operations())
each = pytest.mark.parametrize(("path", "node"), every, ids=[f"{path.parts[-3]}.{node.name}" for path, node in every])


@each
def test_an_operation_is_told_by_names_and_by_whom(path: Path, node: ast.FunctionDef) -> None:
    assert "operations" in path.parts, short(path)
    assert ast.get_docstring(node)
    assert "by" in {argument.arg for argument in node.args.kwonlyargs}
    assert len(node.args.args) <= 2, "what it is of; the rest by name"


@each
def test_an_operation_locks_what_it_changes(path: Path, node: ast.FunctionDef) -> None:
    first = node.args.args[0] if node.args.args else None
    kind = ast.unparse(first.annotation) if first and first.annotation else ""
    if first is None or kind not in SUBJECTS or node.name in ADDING | MAKING:
        return
    assert f"{first.arg} = lock({first.arg})" in ast.unparse(node), "the row as it is now, held to the end"


def test_the_exceptions_are_there() -> None:
    assert {node.name for _path, node in every} >= ADDING | MAKING
