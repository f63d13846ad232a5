"""The demo town, served to the stories of the portal."""

import pytest

from parvis.cases.models import Category
from parvis.demo.settle import settle
from parvis.kernel.models import Authority
from tests.running import Installation


@pytest.fixture
def demo_town(installation: Installation) -> Authority:
    return settle(installation.address)[0]


@pytest.fixture
def valbourg(demo_town: Authority) -> Authority:
    """Where nothing is shown of what is reported near: another story tells of it."""
    Category.everywhere.update(nearby_metres=0)
    return demo_town


@pytest.fixture
def host(installation: Installation) -> str:
    """A demo town is served to this machine only."""
    return f"127.0.0.1:{installation.port}"
