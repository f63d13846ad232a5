"""All addresses of Parvis, and how a test calls each of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from parvis.carrying.models import Carriage
from parvis.cases.models import Case, CasePhoto, Category, Group, Stage
from parvis.directory.models import Membership, OidcProvider
from parvis.documents.models import Photo
from parvis.notifications.models import ON_SCREEN, ReplyTemplate, Rule, Sending
from parvis.places.models import District, ZoningFile
from parvis.portal.photos import ticket_of

# A part of an address that names something of a town, and what it is of a given case.
NAMES: dict[str, Callable[[Case], str]] = {
    "number": lambda case: case.number,
    "year": lambda case: str(case.year),
    "sequence": lambda case: f"{case.sequence:06d}",
    "key": lambda case: case.private_key,
    "code": lambda case: case.tracking_code,
    "uid": lambda case: str(_letter_about(case)),
    "photo": lambda case: str(_photo_of(case)),
    "unit_id": lambda case: str(case.unit_id),
    "category_id": lambda case: str(case.category_id),
    "question": lambda case: _question_there(case),
    "person_id": lambda case: str(_member_of(case)),
    "ticket": lambda case: _ticket_there(case),
    "zoning_id": lambda case: str(_district_there(case).zoning_id),
    "set_id": lambda case: str(_stage_there(case)[0]),
    "stage_id": lambda case: str(_stage_there(case)[1]),
    "district_id": lambda case: str(_district_there(case).pk),
    "file": lambda case: str(_file_there(case)),
    "carriage": lambda case: str(_carriage_there(case)),
    "group_id": lambda case: str(_group_there(case)),
    "reply_id": lambda case: str(_reply_there(case)),
    "notice": lambda case: str(_notice_there(case)),
    "rule": lambda case: _rule_there(case),
    "provider_id": lambda case: str(_provider_there(case)),
}
# Addresses whose parts name nothing of a town.
OF_NO_TOWN: dict[str, dict[str, str]] = {
    "one-role": {"slug": "chef"},
    "town-page": {"slug": "mentions-legales"},
    "icon": {"size": "192"},
    "town_sheet": {"digits": "00636d"},
    "plan_tile": {"z": "14", "x": "0", "y": "0"},
    "tile": {"z": "14", "x": "8282", "y": "5744"},  # far from every town of the tests
    "account_practice_entry": {"pass_": "aucun"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
}


def _question_there(case: Case) -> str:
    """That the category of the case asks, and that has answers to choose from."""
    form = Category.everywhere.select_related("form").get(pk=case.category_id).form
    return next((one.key for one in form.questions if one.choices), "none") if form else "none"


def _letter_about(case: Case) -> UUID:
    letter = Sending.everywhere.filter(subject_kind=case.subject_kind(), subject_id=case.pk).first()
    return letter.uid if letter else case.uid


def _notice_there(case: Case) -> UUID:
    """On the screen of somebody of the town."""
    notice = Sending.everywhere.filter(ON_SCREEN, authority=case.authority).first()
    return notice.uid if notice else case.uid


def _provider_there(case: Case) -> int:
    return OidcProvider.everywhere.filter(authority=case.authority).values_list("pk", flat=True).first() or 0


def _member_of(case: Case) -> int:
    """Somebody who works in the town of the case."""
    return Membership.everywhere.filter(authority=case.authority).order_by("pk").values_list("agent", flat=True)[0]


def _photo_of(case: Case) -> UUID:
    tie = CasePhoto.everywhere.filter(case=case).select_related("photo").first()
    return tie.photo.uid if tie else case.uid


def _ticket_there(case: Case) -> str:
    """Of a photo that waits on a form of the same town."""
    waiting = Photo.everywhere.filter(authority=case.authority, draft__isnull=False).first()
    return ticket_of(waiting) if waiting else "none"


def _district_there(case: Case) -> District:
    return District.everywhere.filter(authority=case.authority, ended_on__isnull=True).order_by("pk")[0]


def _stage_there(case: Case) -> tuple[int, int]:
    stages = Stage.everywhere.filter(authority=case.authority, ended_on__isnull=True).order_by("pk")
    return stages.values_list("stage_set", "pk").first() or (0, 0)


def _rule_there(case: Case) -> str:
    """Of the town itself, by its key."""
    rule = Rule.everywhere.filter(authority=case.authority, standard="", ended_on__isnull=True).first()
    return rule.key if rule else "rule/0"


def _group_there(case: Case) -> int:
    """Of a unit that somebody of the town runs."""
    found = Group.everywhere.filter(authority=case.authority, ended_on__isnull=True).order_by("-unit")
    return found.values_list("pk", flat=True).first() or 0


def _reply_there(case: Case) -> int:
    found = ReplyTemplate.everywhere.filter(authority=case.authority, ended_on__isnull=True)
    return found.values_list("pk", flat=True).first() or 0


def _file_there(case: Case) -> UUID:
    """Of districts, which waits to be imported."""
    waiting = ZoningFile.everywhere.filter(authority=case.authority).first()
    return waiting.uid if waiting else case.uid


def _carriage_there(case: Case) -> UUID:
    """A file of configuration, which waits to be brought."""
    waiting = Carriage.everywhere.filter(authority=case.authority).first()
    return waiting.uid if waiting else case.uid


@dataclass(frozen=True)
class Address:
    """A route with its view. `parts`: the names in it, in order."""

    name: str
    route: str
    parts: tuple[str, ...]
    view: Callable[..., object]

    @property
    def is_of_a_town(self) -> bool:
        return bool(self.parts) and self.name not in OF_NO_TOWN

    @property
    def is_public(self) -> bool:
        return getattr(self.view, "is_public", False)

    @property
    def manner(self) -> str:
        return getattr(self.view, "manner", "")

    def call(self, case: Case) -> str:
        """The path, for that case. KeyError: the test has not been told what a part of it names."""
        values = OF_NO_TOWN.get(self.name) or {part: NAMES[part](case) for part in self.parts}
        path = self.route
        for part in self.parts:
            path = path.replace(f"<{part}>", values[part])
        return f"/{path}"


def walk(entries: Sequence[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[Address]:
    """Every view that the resolver leads to."""
    for entry in get_resolver().url_patterns if entries is None else entries:
        route, parts = _plain(entry)
        if isinstance(entry, URLResolver):
            assert not parts, f"{before}{route}: a prefix that names something"
            yield from walk(entry.url_patterns, before + route)
        else:
            yield Address(entry.name or route, before + route, parts, entry.callback)


def _plain(entry: URLPattern | URLResolver) -> tuple[str, tuple[str, ...]]:
    """The route with its parts as `<name>`, whether it was written as a route or as a regular expression."""
    pattern = entry.pattern
    if isinstance(pattern, RoutePattern):
        parts = tuple(pattern.converters)
        route = str(pattern)
        for part in parts:
            kind = next(piece for piece in route.split("<") if f":{part}>" in piece or piece.startswith(f"{part}>"))
            route = route.replace(f"<{kind.split('>')[0]}>", f"<{part}>")
        return route, parts
    assert isinstance(pattern, RegexPattern)
    parts = tuple(pattern.regex.groupindex)
    route = str(pattern).removeprefix("^").removesuffix("$").replace("\\", "")
    for part in parts:
        route = _without_group(route, part)
    return route, parts


def _without_group(route: str, part: str) -> str:
    """`(?P<year>[0-9]{4})/…` as `<year>/…`."""
    start = route.index(f"(?P<{part}>")
    depth = 0
    for place in range(start, len(route)):
        depth += (route[place] == "(") - (route[place] == ")")
        if depth == 0:
            return f"{route[:start]}<{part}>{route[place + 1 :]}"
    raise AssertionError(route)
