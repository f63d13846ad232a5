"""The report as it travels from page to page: what was typed is in the pages, its photos wait under its key."""

from functools import cached_property
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from parvis.cases.actors import Visitor
from parvis.cases.models import Case
from parvis.cases.operations.receive import receive
from parvis.cases.readings.catalogue import Catalogue
from parvis.cases.readings.nearby import Neighbour, nearby
from parvis.cases.readings.public import contestable
from parvis.directory.opening import on_call_now
from parvis.forms.asking import Asking
from parvis.forms.fields import BEFORE
from parvis.kernel import clock
from parvis.kernel.origin import origin_of
from parvis.kernel.tenancy import current
from parvis.portal import locating, photos
from parvis.portal.forms import WhatForm, YouForm
from parvis.portal.paper import new_paper, read_paper
from parvis.portal.plans import plan_of_the_town
from parvis.portal.seal import seal


class Draft:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.catalogue = Catalogue()
        self.paper = read_paper(request.POST.get("paper", ""))
        self.signed = request.POST["paper"] if self.paper else new_paper()
        self.data = locating.carried(_sent(request))
        self.asking = Asking(None, {})
        self.question: locating.Question | None = None
        self.what = WhatForm(self.data, self.catalogue)
        self.you = YouForm(self.data)
        self.ask(self.data)
        known = read_paper(self.signed)
        assert known is not None
        self.key = known.key
        self.photo_errors: list[str] = []
        self.is_placed = False
        self.is_prefilled = False
        self.neighbours: list[Neighbour] = []

    def ask(self, data: dict[str, str]) -> None:
        """Which questions the chosen category asks, and what was answered. Where nobody is to be named, nobody is."""
        chosen = self.what.chosen
        self.asking = Asking(chosen.form, data, owner=str(chosen.pk)) if chosen is not None else Asking(None, {})
        if chosen is not None and chosen.is_anonymous:
            self.you = YouForm({})

    @property
    def on_call(self) -> str:
        """Whom to call about a danger that cannot wait until the town hall opens."""
        is_danger = self.what.chosen is not None and self.what.chosen.is_danger
        return on_call_now(current(), clock.now()) if is_danger else ""

    def take_photos(self, *, instead: bool = False) -> None:
        """Those that came with the page: without scripts, all at once. `instead`: of those that wait, if any came."""
        if instead and self.request.FILES:
            photos.remove_all(self.key)
        self.photo_errors = photos.take(self.request, self.key)

    def locate(self) -> None:
        """Once the first page is filled in: which place its words mean."""
        self.what, self.question = locating.placed(self.what, self.data, self.catalogue)

    @cached_property
    def again(self) -> Case | None:
        """The case that this one says has not been mended."""
        return contestable(self.what["again"].value() or "")

    def look_around(self) -> bool:
        """Whether there is something reported near here to show first; what is said again is known to be there."""
        place, category = self.what.place, self.what.chosen
        if place.point is None or category is None or self.again is not None:
            return False
        self.neighbours = nearby(category, place.point, self.catalogue)
        return bool(self.neighbours)

    def receive(self) -> Case:
        """The case of a form that is whole. Raises Refused with the reason."""
        assert self.what.chosen is not None
        return receive(
            self.what.chosen,
            words=self.what.cleaned_data["words"],
            place=self.what.place,
            requester=self.you.coordinates,
            by=Visitor(),
            form_key=self.key,
            answers=self.asking.answers,
            begun_on=self.asking.begun_on,
            again_of=self.again,
            sender=origin_of(self.request),
        )

    def turn_back(self, to: str) -> HttpResponse:
        """A page as it was filled in: nothing is said wrong that was not sent."""
        self.show_as_typed(self.data)
        if to == "category":
            self.what.chosen = None
        return self.page(to if to in ("you", "questions") else "what")

    def show_as_typed(self, data: dict[str, str]) -> None:
        self.what = WhatForm(data, self.catalogue, is_asked=False)
        self.you = YouForm(initial=data)
        self.ask(data)

    def begin(self, known: dict[str, str]) -> None:
        """From a link, on a poster or another site: what it says is in the form, to be read over."""
        self.show_as_typed(known)
        self.is_prefilled = bool(known["address"])

    def page(self, step: str, notice: str = "", status: int = HTTPStatus.OK, *, is_over: bool = False) -> HttpResponse:
        """`is_over`: no more of the category is taken from this person today; the page shows what can be done instead."""
        plan = plan_of_the_town() if step == "what" else None
        context = {
            "what": self.what,
            "you": self.you,
            "paper": self.signed,
            "notice": notice,
            "is_over": is_over,
            "question": self.question,
            "shots": photos.shots_of(self.key),
            "photo_errors": self.photo_errors,
            "is_prefilled": self.is_prefilled,
            "asking": self.asking,
            "on_call": self.on_call,
            "asked": self.asking.form() if step == "questions" else None,
            "ending": self.asking.filling.ending,
            "is_placed": self.is_placed,
            "again": self.again,
            "neighbours": self.neighbours,
            "here": "report",
            "plan": plan,
        }
        response = render(self.request, f"portal/report_{step}.html", context, status=status)
        if plan:
            plan.open_to(response)
        # Not `no-store`: the browser's own "back" must find what was typed.
        patch_cache_control(response, private=True, max_age=0)
        return response


def _sent(request: HttpRequest) -> dict[str, str]:
    """Several answers to one question are one a line."""
    several = {name: "\n".join(map(str, values)) for name, values in request.POST.lists() if name.startswith(BEFORE)}
    return {**request.POST.dict(), **several}


def said_again(case: Case) -> dict[str, str]:
    """The first page of whoever says that a public case has not been mended: what everybody may read of it."""
    point = {"lat": str(case.lat), "lon": str(case.lon)} if case.lat is not None else {}
    where = case.public_address
    found = {"found": where, "found_for": where, "sealed": seal(case.place_name)} if point and where else {}
    return {"category": str(case.category_id), "address": where, "again": case.number, **point, **found}
