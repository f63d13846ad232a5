"""Behind our own proxy, in https: what browsers are told, and who is counted as trying to sign in."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from tests.post import free_port
from tests.running import Installation, wait_until_served
from tests.world import PASSWORD, World

LOGIN = "/agents/compte/connexion"


@pytest.fixture
def port(installation: Installation, town: World) -> Iterator[int]:
    """Where the proxy finds the town."""
    cache.clear()
    number = free_port()
    environ = {**installation.environ, "PARVIS_HTTPS": "1", "PORT": str(number)}
    command = [sys.executable, "-m", "parvis.config.cli", "serve"]
    with installation.log.open("ab") as log:
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_until_served(f"http://127.0.0.1:{number}/healthz", installation)
        yield number
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def through_the_proxy(port: int, client: str, typed: dict[str, str] | None = None) -> tuple[int, HTTPMessage, str]:
    """One request of a browser at that address, as the proxy passes it on; what the client claims of itself comes first."""
    headers = {
        "Host": "valbourg.test",
        "Origin": "https://valbourg.test",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": f"192.0.2.1, {client}",
        "Cookie": "parvis_csrf=" + "a" * 32,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    if typed is None:
        connection.request("GET", LOGIN, headers=headers)
    else:
        connection.request("POST", LOGIN, urlencode({"csrfmiddlewaretoken": "a" * 32, **typed}), headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, page


def test_cookies_and_browsers_keep_to_https(port: int) -> None:
    _, headers, _ = through_the_proxy(port, "198.51.100.1")
    assert re.match(r"max-age=\d{8}", headers["Strict-Transport-Security"])
    status, headers, _ = through_the_proxy(port, "198.51.100.1", {"login": "karim@valbourg.test", "password": PASSWORD})
    assert status == 302 and headers["Location"] == "/agents/"
    cookies = {cookie.split("=")[0]: cookie for cookie in headers.get_all("Set-Cookie", [])}
    assert {"parvis_session", "parvis_csrf"} <= set(cookies)
    for cookie in cookies.values():
        assert all(mark in cookie for mark in ("Secure", "HttpOnly", "SameSite=Lax")), cookie


def test_whoever_tries_passwords_keeps_nobody_else_out(port: int) -> None:
    """Counted by the address that the proxy saw: else one stranger would lock the whole town hall out."""
    page = ""
    for number in range(12):
        tried = {"login": f"personne-{number}@valbourg.test", "password": "rien-de-bon"}
        _, _, page = through_the_proxy(port, "203.0.113.66", tried)
    assert "Trop d’essais" in page
    status, headers, _ = through_the_proxy(port, "198.51.100.1", {"login": "karim@valbourg.test", "password": PASSWORD})
    assert status == 302 and headers["Location"] == "/agents/"
