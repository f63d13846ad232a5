"""A post office in the same process: letters go through the real connector and a real SMTP server."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings

from parvis.config.environment import Mail
from parvis.kernel import worker
from tests.post import PostOffice, post_office


@pytest.fixture(scope="session")
def _office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def office(_office: PostOffice, settings: Settings) -> Iterator[PostOffice]:
    """The server that `worker.run_until_idle()` sends to."""
    settings.PARVIS_EMAIL = Mail(scheme="smtp", host="127.0.0.1", port=_office.port, timeout=5)
    _office.empty()
    yield _office
    worker.rest()


@pytest.fixture
def impatient(office: PostOffice, settings: Settings) -> PostOffice:
    """The same, for a sender that waits half a second at most."""
    settings.PARVIS_EMAIL = replace(settings.PARVIS_EMAIL, timeout=0.5)
    return office
