"""Fixtures for tests with real processes: a server, a worker, a post office, a browser; one set an xdist worker."""

import os
from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.chromium import CHROMIUM, FLAGS
from tests.post import PostOffice, post_office
from tests.running import Installation
from tests.world import World, make_world

# Browsers run service workers for safe addresses only; this one is taken for such.
SAFE_HOST = "valclair.test"


@pytest.fixture(scope="session")
def _processes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Installation]:
    with django_db_blocker.unblock(), post_office() as office:
        installation = Installation(office)
        try:
            installation.start_all()
            yield installation
        finally:
            installation.stop_all()


@pytest.fixture
def installation(transactional_db: None, _processes: Installation) -> Iterator[Installation]:
    """Parvis running on this test's database: rows made here are seen there, and the other way round."""
    _processes.keep_running()
    _processes.post.empty()
    yield _processes
    _processes.hold_still()


@pytest.fixture
def post(installation: Installation) -> PostOffice:
    """The SMTP server that the running worker sends to."""
    return installation.post


@pytest.fixture
def town(installation: Installation) -> World:
    """The small town, served. Enter it (`with inside(town.authority)`) to look at rows."""
    return make_world()


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def _browser(_playwright: Playwright, _processes: Installation) -> Iterator[Browser]:
    # Every town of the tests is this machine, at our port: links in e-mails can be followed as they are.
    names = f"--host-resolver-rules=MAP *.test:80 127.0.0.1:{_processes.port}"
    browser = _playwright.chromium.launch(
        executable_path=str(CHROMIUM), args=[*FLAGS, names, f"--unsafely-treat-insecure-origin-as-secure=http://{SAFE_HOST}"]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """For pages that no server serves."""
    browser = _playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
    yield browser
    browser.close()


OpenPage = Callable[..., Page]
PAGES = pytest.StashKey[list[Page]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside a failure, what its pages showed and what Parvis said."""
    report = yield
    installation: object = getattr(item, "funcargs", {}).get("installation")
    if report.failed and isinstance(installation, Installation):
        report.sections += [("a page", _shown(page)) for page in item.stash.get(PAGES, [])]
        report.sections.append(("Parvis said", installation.said()[-4000:]))
    return report


def _shown(page: Page) -> str:
    try:
        return f"{page.url}\n{page.locator('body').inner_text(timeout=2000)[:2000]}"
    except Error as error:
        return f"{page.url}: {error}"


@pytest.fixture
def open_page(installation: Installation, _browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Makes pages, each a person with their own cookies: `open_page(javascript=False, width=320)`.

    The test fails when a script of a page failed, or when the browser refused something by the content policy.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    pages = request.node.stash.setdefault(PAGES, [])

    def open_one(
        host: str = "valbourg.test",
        *,
        javascript: bool = True,
        width: int = 1280,
        height: int = 900,
        has_worker: bool = False,
        is_phone: bool = False,
    ) -> Page:
        context = _browser.new_context(
            base_url=f"http://{host}",
            java_script_enabled=javascript,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            has_touch=is_phone,
            is_mobile=is_phone,
            service_workers="allow" if has_worker else "block",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.on("pageerror", lambda error: complaints.append(_of_script(error)))
        page.on("console", lambda message: complaints.extend(_of_policy(message)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints


def _of_script(error: Error) -> str:
    return str(error)


def _of_policy(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type == "error" and "Content Security Policy" in message.text else []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One person's browser, with JavaScript, at `http://valbourg.test`."""
    return open_page()


@pytest.fixture
def plain_page(open_page: OpenPage) -> Page:
    """The same without JavaScript."""
    return open_page(javascript=False)
