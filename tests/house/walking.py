"""A walk through all pages in one Chromium: each sort of page is judged once, and each form that it holds is sent empty."""

import re
from collections.abc import Mapping
from typing import TypedDict
from urllib.parse import urlsplit

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve
from playwright.sync_api import ViewportSize

from parvis.directory.models import Agent
from tests.axe import defects
from tests.viewer import HOST, Viewer
from tests.world import World

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 740}
CLASSES = re.compile(r'\bclass="([^"]+)"')
# Of each button that posts: where to, and what is sent when nothing was typed.
FORMS = """() => [...document.forms].filter((form) => form.method === "post").flatMap((form) => {
    const all = [...form.elements].filter((one) => one.name && one.matches("textarea, select, input"));
    const typed = all.filter((one) => !["hidden", "checkbox", "radio", "file"].includes(one.type));
    const fields = [...all.filter((one) => one.type === "hidden").map((one) => [one.name, one.value]),
        ...typed.map((one) => [one.name, ""])];
    return [...form.elements].filter((one) => one.matches("button") && one.type === "submit").map((button) => ({
        action: button.getAttribute("formaction") ?? form.getAttribute("action") ?? location.pathname,
        fields: [...fields, ...(button.name ? [[button.name, button.value]] : [])],
        button: button.name,
    }));
})"""


class Form(TypedDict):
    action: str
    fields: list[tuple[str, str]]
    button: str


class Walk:
    """`found`: what axe says of the pages. `templates`: what they were made of.

    A page is of a sort by its address, its answer, and the templates it is made of. One of a sort that was judged is judged
    again when something in it has a style that none had.
    """

    def __init__(self, viewer: Viewer, world: World) -> None:
        self.viewer, self.world = viewer, world
        self.found: list[str] = []
        self.templates: set[str] = set()
        self._judged: set[object] = set()
        self._classes: set[str] = set()
        self._owned: set[str | None] = set()
        self._sent: set[object] = set()
        self._clients: dict[str, Client] = {}

    def client(self, who: str) -> Client:
        """The browser of an agent of the small town; of a resident: ""."""
        if who not in self._clients:
            self._clients[who] = Client(headers={"host": HOST})
            if who:
                agent: Agent = getattr(self.world, who)
                assert agent.user is not None
                self._clients[who].force_login(agent.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return self._clients[who]

    def get(self, who: str, path: str) -> bool:
        """Whether there is a page for that person."""
        answer = self.client(who).get(path)
        return self.look(who, path, answer) and answer.status_code == 200

    def post(self, who: str, path: str, fields: Mapping[str, object]) -> bool:
        """Whether a page answers, at once or where the answer leads; nothing of it stays, not even in the browser."""
        passing = Client(headers={"host": HOST})
        passing.cookies.update(self.client(who).cookies)
        with transaction.atomic():
            answer = passing.post(path, fields)
            if answer.status_code == 302:
                path = answer["Location"]
                answer = passing.get(path)
            is_page = self.look(who, path, answer)
            transaction.set_rollback(True)
        return is_page

    def look(self, who: str, path: str, answer: HttpResponseBase) -> bool:
        """Whether it is a page; it is judged, unless one of its sort was."""
        source = getattr(answer, "content", b"").decode(errors="replace")
        if "<html" not in source:
            return False
        names = {template.name for template in getattr(answer, "templates", [])}
        classes = set(CLASSES.findall(source))
        # What is refused is the same page everywhere.
        address = "" if answer.status_code in (403, 404) else _address(path)
        sort = (address, answer.status_code, frozenset(names))
        is_new = sort not in self._judged or not classes <= self._classes
        self._judged.add(sort)
        self._classes |= classes
        self.templates |= names
        if is_new:
            self._judge(who, path, answer)
        return True

    def _judge(self, who: str, path: str, answer: HttpResponseBase) -> None:
        """On a phone or at a desk as the page is mostly used. A template that is a page's own is judged with all that is around
        it, and at the other size by day; on its other pages, what it holds."""
        page = self.viewer.page
        sizes = (DESK, PHONE) if path.startswith("/agents/") or path.endswith("?bureau") else (PHONE, DESK)
        page.set_viewport_size(sizes[0])
        self.viewer.show(path, answer, by=self.client(who))
        own = next((template.name for template in getattr(answer, "templates", [])), None)
        where = f"{path} ({answer.status_code}), {who or 'a resident'}, "
        if own in self._owned:
            part = "#fiche" if page.locator("main #fiche").count() else "main"
            self.found += [where + one for one in defects(page, part=part)]
        else:
            self._owned.add(own)
            self.found += [where + one for one in defects(page)]
            page.set_viewport_size(sizes[1])
            self.found += [f"{where}{sizes[1]['width']} px wide, {one}" for one in defects(page, ("light",))]
        self._look_narrowly(path)
        self._send_empty(who)

    def _look_narrowly(self, path: str) -> None:
        """One heading says what the page is, and even on the smallest phone nothing has to be scrolled sideways."""
        page = self.viewer.page
        narrow = PHONE if path.startswith("/ui/") else NARROW  # the gallery's samples are as wide as a usual phone
        if page.locator("h1").count() != 1:
            self.found.append(f"{path}: not one h1")
        page.set_viewport_size(narrow)
        if page.evaluate("document.documentElement.scrollWidth") > narrow["width"]:
            self.found.append(f"{path}: wider than {narrow['width']} px")

    def _send_empty(self, who: str) -> None:
        forms: list[Form] = self.viewer.page.evaluate(FORMS)
        for form in forms:
            fields = dict(form["fields"])
            kind = (_address(form["action"]), frozenset(fields), fields.get(form["button"]))
            if kind not in self._sent:
                self._sent.add(kind)
                self.post(who, form["action"], fields)


def _address(path: str) -> str:
    """The name of what answers there, and what it is told besides."""
    found = resolve(urlsplit(path).path)
    return f"{found.view_name or found.route} {found.kwargs.get('slug', '')}"
