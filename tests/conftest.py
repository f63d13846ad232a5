"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from parvis.kernel.tenancy import inside
from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The small town, from inside."""
    made = make_world()
    with inside(made.authority):
        yield made


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A town has eight agents, and each good hash costs a tenth of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
