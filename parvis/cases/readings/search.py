"""Finding cases by a number, a street, a name: the first form, over the cases that the agent already sees."""

import re

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import IContains

from parvis.cases.models import Case
from parvis.kernel import clock
from parvis.kernel.tenancy import current

NUMBER = re.compile(r"^(?:n°\s*)?(?:(\d{4})\s*[/-]\s*)?0*(\d{1,9})$")


def read_number(typed: str) -> tuple[int | None, int] | None:
    """The year (if it was typed) and the sequence in what somebody typed: "2026/000123", "000123", "123"."""
    match = NUMBER.match(typed.strip())
    if match is None:
        return None
    year, sequence = match.groups()
    return (int(year) if year else None, int(sequence))


def numbered(typed: str, among: QuerySet[Case]) -> Case | None:
    """The one of that number, of this year unless another was typed."""
    number = read_number(typed)
    if number is None:
        return None
    year, sequence = number
    return among.filter(year=year or clock.today(current()).year, sequence=sequence).first()


def found(typed: str, identified: Q) -> Q:
    """The rule of a search. Names, and places as they were typed, are looked into for the cases `identified`, whose
    requester may be known; of the others, the place as the geocoder calls it."""
    words = " ".join(typed.split())
    # Both orders: « Odile Garnier », « Garnier Odile ».
    first, last, space = "requester_first_name", "requester_last_name", Value(" ")
    name = Concat(first, space, last, space, first)
    rule = Q()
    # SQLite folds the case of plain letters only: "église" must find "Église".
    for way in dict.fromkeys([words, words.lower(), words.capitalize(), words.title()]):
        rule |= (Q(address__icontains=way) | Q(IContains(name, way))) & identified
        rule |= Q(place_name__icontains=way) | Q(category__name__icontains=way)
    number = read_number(words)
    if number is not None:
        year, sequence = number
        rule |= Q(sequence=sequence, year=year) if year else Q(sequence=sequence)
    return rule
