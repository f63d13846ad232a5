"""The installation as it runs."""

import json
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page

from parvis.kernel.models import Beat
from tests.post import PostOffice
from tests.running import Installation


def test_the_health_page_tells_of_the_database_and_of_the_worker(installation: Installation) -> None:
    before = health(installation)
    assert before["database"] == "ok"
    # The tables were emptied a moment ago: the worker's sign of life comes again within five seconds.
    deadline = time.monotonic() + 20
    while health(installation)["worker"] != "ok":
        assert time.monotonic() < deadline, "the worker does not beat"
        time.sleep(0.1)
    assert health(installation)["waiting"] == 0


def test_the_health_page_says_when_the_worker_is_silent(installation: Installation) -> None:
    installation.kill("worker")
    Beat.objects.all().delete()
    assert health(installation)["worker"] == "silent"


def health(installation: Installation) -> dict[str, object]:
    """What the page says, be it 200 or 503."""
    try:
        with urllib.request.urlopen(f"{installation.address}/healthz", timeout=10) as answer:
            said: dict[str, object] = json.load(answer)
    except urllib.error.HTTPError as unwell:
        with unwell:
            said = json.load(unwell)
        assert said["worker"] != "ok"
    return said


def test_the_post_office_of_the_tests_takes_a_letter(post: PostOffice) -> None:
    import smtplib

    with smtplib.SMTP("127.0.0.1", post.port) as smtp:
        smtp.sendmail("a@exemple.fr", ["b@exemple.fr"], b"Subject: Bonjour\r\n\r\nUn mot.\r\n")
    (letter,) = post.wait_for("b@exemple.fr")
    assert letter.subject == "Bonjour"
    assert letter.text == "Un mot.\n"


@pytest.mark.e2e
def test_the_browser_of_the_tests_reaches_a_town_by_its_name(page: Page, town: object) -> None:
    answer = page.goto("/healthz")
    assert answer is not None
    assert answer.json()["database"] == "ok"
