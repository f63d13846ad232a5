"""The exercises speak of accounts, addresses and buttons that are there."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from parvis.demo.town import PASSWORD, PEOPLE
from tests.house.sources import ROOT, short
from tests.house.test_help import words

pytestmark = pytest.mark.sqlite_only

each = pytest.mark.parametrize("path", sorted((ROOT / "docs" / "exercices").glob("*.md")), ids=short)


@each
def test_an_exercise_names_accounts_addresses_and_buttons_that_exist(path: Path) -> None:
    text = " ".join(path.read_text().split())
    assert set(re.findall(r"`([\w.]+@[\w.]+)`", text)) <= {one.email for one in PEOPLE}
    assert f"`{PASSWORD}`" in text
    for address in re.findall(r"`(/[\w/-]+)`", text):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(address)
    plain = {said.replace("\xa0", " ").replace("\u202f", " ") for said in words()}
    assert [said for said in re.findall(r"\*\*([^*]+)\*\*", text) if said not in plain] == []
    assert "## Vérifiez" in path.read_text()
