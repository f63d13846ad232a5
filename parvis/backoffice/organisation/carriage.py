"""What the page of an import shows: the differences by section, in words; or how far it is, and what could not be brought."""

from collections import defaultdict
from dataclasses import dataclass

from parvis.carrying.compare import Comparison, Difference, What, compare
from parvis.carrying.models import Carriage, State
from parvis.carrying.operations.carry import document_of
from parvis.carrying.parts import BY_KEY

# Of one kind in one section; the rest is counted.
SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """`goes`: what only the town has is taken away; else it is left alone."""

    title: str
    added: list[Difference]
    changed: list[Difference]
    barred: list[Difference]
    here: list[Difference]
    goes: bool


def context_of(carriage: Carriage, *, is_whole: bool) -> dict[str, object]:
    if carriage.state != State.TRIED:
        return {"refused": _by_section(carriage.refused)}
    found = compare(document_of(carriage), is_whole=is_whole)
    shown = [
        Shown(
            str(section.part.title), section.of(What.ADDED), section.of(What.CHANGED), section.of(What.BARRED),
            section.of(What.HERE), is_whole and section.part.can_drop,
        )
        for section in found.sections
    ]  # fmt: skip
    return {"found": found, "shown": shown, "has_here": _has_here(found), "limit": SHOWN}


def _has_here(found: Comparison) -> bool:
    """Whether something could be taken away to make the town the same as the file."""
    return any(section.part.can_drop and section.of(What.HERE) for section in found.sections)


def _by_section(refused: list[dict[str, str]]) -> list[tuple[str, list[dict[str, str]]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in refused:
        found[str(BY_KEY[one["part"]].title)].append(one)
    return list(found.items())
