"""The photos of a case as a page shows them: what came in, and what was done about it, side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from parvis.cases.models import Case
from parvis.cases.readings.photos import Looks, looks_for_everybody, looks_of
from parvis.documents.models import Photo


@dataclass(frozen=True)
class Look:
    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Shown:
    before: tuple[Look, ...]
    after: tuple[Look, ...]


def shown_to_everybody(case: Case) -> Shown:
    def address(photo: Photo) -> str:
        return reverse("portal:case_photo", args=[case.year, f"{case.sequence:06d}", photo.uid])

    return _shown(looks_for_everybody(case), address)


def shown_to_the_requester(case: Case) -> Shown:
    return _shown(looks_of(case), lambda photo: reverse("portal:my_photo", args=[case.private_key, photo.uid]))


def _shown(looks: Looks, address: Callable[[Photo], str]) -> Shown:
    before, after = (
        tuple(Look(address(photo), photo.width, photo.height) for photo in photos) for photos in (looks.before, looks.after)
    )
    return Shown(before, after)
