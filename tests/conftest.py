"""Fixtures for all tests, and which tests run on which database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from parvis.kernel.tenancy import inside
from tests.world import World, make_world

pytest_plugins = ["tests.harness"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A story in the browser runs once a database; what varies it (`@pytest.mark.sqlite_only`), and what asks for no database
    at all, is on PostgreSQL what it was on SQLite."""
    if connection.vendor == "sqlite":
        return
    elsewhere = [item for item in items if item.get_closest_marker("sqlite_only") or not _asks_for_a_database(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


def _asks_for_a_database(item: pytest.Item) -> bool:
    asked: list[str] = getattr(item, "fixturenames", [])
    return not {"db", "transactional_db"}.isdisjoint(asked) or item.get_closest_marker("django_db") is not None


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The small town, from inside."""
    made = make_world()
    with inside(made.authority):
        yield made


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real reports and districts, named by PARVIS_REAL_DATA; CI must have it."""
    folder = os.environ.get("PARVIS_REAL_DATA", "")
    if folder and Path(folder).is_dir():
        return Path(folder)
    why = "the real data is not here: set PARVIS_REAL_DATA to its folder"
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
