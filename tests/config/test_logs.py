"""The log says where something failed, and holds no key, no code and nobody's words."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from parvis.config.logs import Discreet
from parvis.kernel.tenancy import inside
from parvis.portal.views import private
from tests.world import World, make_world

WORDS = "le secret de Jeanne"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own handler writes."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, Discreet)]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    # Not by setStream, which flushes the one before: a test that typed a command has closed it.
    before, handler.stream = handler.stream, written
    yield written
    handler.stream = before


def browser() -> Client:
    client = Client(enforce_csrf_checks=True, headers={"host": "valbourg.test"})
    client.raise_request_exception = False
    return client


def test_a_form_that_is_refused_leaves_no_key_in_the_log(world: World, log: io.StringIO) -> None:
    key = world.report().private_key
    for origin in ({}, {"origin": "https://ailleurs.example"}):
        answer = browser().post(f"/ma-demande/{key}/reponse", {"text": WORDS}, headers=origin)
        assert answer.status_code == 403
    assert "403 POST /ma-demande/<str:key>/reponse" in log.getvalue()
    assert key not in log.getvalue() and WORDS not in log.getvalue()


def test_a_page_that_breaks_leaves_the_place_and_neither_key_nor_words(
    db: None, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(key: str) -> None:
        try:
            raise KeyError(key)
        except KeyError as error:
            raise ValueError(WORDS) from error

    world = make_world()
    with inside(world.authority):
        key = world.report().private_key
    monkeypatch.setattr(private, "find", broken)
    assert browser().get(f"/ma-demande/{key}").status_code == 500
    said = log.getvalue()
    assert "500 GET /ma-demande/<str:key>" in said
    assert "private.py" in said and "KeyError" in said and "ValueError" in said
    assert key not in said and WORDS not in said
