"""The installation as it runs."""

import json
import urllib.request

import pytest
from playwright.sync_api import Page

from tests.post import PostOffice
from tests.running import Installation


def test_the_health_page_tells_of_the_database_and_of_the_worker(installation: Installation) -> None:
    with urllib.request.urlopen(f"{installation.address}/healthz", timeout=10) as answer:
        said = json.load(answer)
    assert said["database"] == "ok"
    assert said["waiting"] == 0


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
