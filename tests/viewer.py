"""Pages in Chromium without a server: what Django answered is what the browser is given, and all that the page then asks for
is asked of Django's test client."""

from urllib.parse import urlsplit

from django.http.response import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Route

HOST = "localhost"
Kept = tuple[int, dict[str, str], bytes]


class Viewer:
    """Shows answers on one page. `errors`: what its scripts and its content policy complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self._assets: dict[str, Kept] = {}
        self._shown: Kept | None = None
        self._client = Client()
        page.route("**/*", self._serve)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("console", self._hear)

    def show(self, path: str, answer: HttpResponseBase, *, by: Client) -> None:
        """The page of that answer, at that address, as that person's browser loads it."""
        self._shown, self._client = _whole(answer), by
        self.page.goto(f"http://{HOST}{path}")

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error" and "Content Security Policy" in said.text:
            self.errors.append(f"{self.page.url}: {said.text}")

    def _serve(self, route: Route) -> None:
        asked = urlsplit(route.request.url)
        if self._shown is not None and route.request.is_navigation_request():
            kept, self._shown = self._shown, None
        elif asked.path.startswith("/static/"):
            kept = self._assets.get(asked.path) or self._get(asked.path)
            self._assets[asked.path] = kept
        else:
            kept = self._get(f"{asked.path}?{asked.query}")
        status, headers, body = kept
        route.fulfill(status=status, headers=headers, body=body)

    def _get(self, path: str) -> Kept:
        return _whole(self._client.get(path))


def _whole(answer: HttpResponseBase) -> Kept:
    assert isinstance(answer, HttpResponse | StreamingHttpResponse)
    return answer.status_code, dict(answer.headers), answer.getvalue()
