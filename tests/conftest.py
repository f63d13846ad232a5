"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest

from parvis.kernel.tenancy import inside
from tests.world import World, make_world

pytest_plugins = ["tests.harness"]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The small town, from inside."""
    made = make_world()
    with inside(made.authority):
        yield made
