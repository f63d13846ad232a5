"""What a file would change of the town, before anything is changed: in words, and as steps that can be taken one by one."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec
from django.utils.translation import gettext as _

from parvis.carrying.document import Document
from parvis.carrying.parts import PARTS
from parvis.kernel.carrying import Field, Part, Row


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    HERE = "here"  # only here
    BARRED = "barred"


@dataclass(frozen=True)
class Difference:
    """`words`: each thing that changes, or why it cannot be brought; `notes`: what is left aside of it."""

    what: What
    name: str
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """`was`: what the row is called here; "" for a new one. `is_drop`: it is taken away. `order`: the names to be put in this
    order, under what the row says."""

    part: str
    name: str
    row: Row
    was: str = ""
    is_drop: bool = False
    order: tuple[str, ...] = ()


@dataclass
class Section:
    part: Part
    differences: list[Difference] = field(default_factory=list)

    def of(self, what: str) -> list[Difference]:
        return [one for one in self.differences if one.what == what]


@dataclass
class Comparison:
    """`steps`: in the order in which they are to be taken. `fingerprint`: another as soon as anything of it is another."""

    sections: list[Section] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not self.steps

    @property
    def barred(self) -> int:
        return sum(len(section.of(What.BARRED)) for section in self.sections)

    @property
    def fingerprint(self) -> str:
        told = [(section.part.key, one.what, one.name, one.words) for section in self.sections for one in section.differences]
        return hashlib.sha256(msgspec.json.encode([told, self.steps])).hexdigest()


def compare(document: Document, *, is_whole: bool = False) -> Comparison:
    """`is_whole`: what only the town has is taken away, where it can be; else it is left alone."""
    found, drops = Comparison(), list[Step]()
    known: dict[str, set[str]] = {}
    for part in PARTS:
        here = part.rows()
        known[part.key] = {part.name(row) for row in here} | set(part.reserved)
        if part.key not in document.rows:
            continue
        section = _Section(part, here, document.rows[part.key], known)
        section.walk()
        if is_whole and part.can_drop:
            drops += section.drops()
        found.steps += section.steps
        if section.differences:
            found.sections.append(Section(part, section.differences))
    found.steps += reversed(drops)
    return found


class _Section:
    """One part, as the file has it beside the town's. What it brings is known to the parts after it."""

    def __init__(self, part: Part, here: list[Row], there: list[Row], known: dict[str, set[str]]) -> None:
        self.part, self.there, self.known = part, there, known
        self.here = {part.name(row): row for row in here}
        self.differences: list[Difference] = []
        self.steps: list[Step] = []
        self._likes = Counter(part.likeness(row) for row in [*there]), Counter(part.likeness(row) for row in here)

    def walk(self) -> None:
        names = {self.part.name(row) for row in self.there}
        if not self.part.is_of_here:
            self.known[self.part.key] |= names
        matched: set[str] = set()
        for row in self.there:
            was = self._match(row, names)
            matched.add(was)
            self._weigh(row, was)
        self._order()
        self.alone = [row for name, row in self.here.items() if name not in matched]
        for row in self.alone:
            self.differences.append(Difference(What.HERE, self.part.said(row)))

    def _order(self) -> None:
        """What stands beside each other in the file stands in that order here; what only the town has comes after."""
        rank = next((one.key for one in self.part.fields if one.is_rank), None)
        if rank is None:
            return
        beside, own = self.part.identity
        groups: dict[str, list[Row]] = {}
        for row in self.there:
            if row.get(rank) and self.part.name(row) in self.known[self.part.key]:
                groups.setdefault(str(row[beside]), []).append(row)
        for above, rows in groups.items():
            wanted = tuple(str(row[own]) for row in sorted(rows, key=lambda row: int(str(row[rank]))))
            ours = [row for row in self.here.values() if row[beside] == above and str(row[own]) in wanted]
            now = tuple(str(row[own]) for row in sorted(ours, key=lambda row: int(str(row[rank]))))
            if now == wanted:
                continue
            if set(now) == set(wanted):
                self.differences.append(Difference(What.CHANGED, above or str(self.part.title), (_("un autre ordre"),)))
            self.steps.append(Step(self.part.key, above or str(self.part.title), {beside: above}, order=wanted))

    def drops(self) -> list[Step]:
        return [Step(self.part.key, self.part.said(row), row, self.part.name(row), is_drop=True) for row in self.alone]

    def _match(self, row: Row, names: set[str]) -> str:
        """By its name; or the only one like it, which is then moved."""
        name = self.part.name(row)
        if name in self.here:
            return name
        like = self.part.likeness(row)
        theirs, ours = self._likes
        if like and theirs[like] == ours[like] == 1:
            other = next(known for known, one in self.here.items() if self.part.likeness(one) == like)
            return other if other not in names else ""
        return ""

    def _weigh(self, row: Row, was: str) -> None:
        row, notes, missing = self._referring(row)
        before = self.here.get(was)
        said = self.part.said(row)
        obstacle = missing or self.part.obstacle(row, is_new=before is None)
        changed = [one for one in self.part.fields if before is None or _differs(one, row, before)]
        if before is not None and not changed:
            return
        if obstacle:
            self.differences.append(Difference(What.BARRED, said, (obstacle,)))
            self.known[self.part.key].discard(self.part.name(row))
            return
        if before is None:
            self.differences.append(Difference(What.ADDED, said, notes=notes))
        else:
            words = tuple(f"{one.label} : {one.kind.said(before[one.key], row[one.key])}" for one in changed)
            self.differences.append(Difference(What.CHANGED, said, words, notes))
        self.steps.append(Step(self.part.key, said, row, self.part.name(before) if before is not None else ""))

    def _referring(self, row: Row) -> tuple[Row, tuple[str, ...], str]:
        """The row without whoever is not here, what is said of that; and why it cannot be brought at all, or ""."""
        kept, notes = dict(row), list[str]()
        for one in self.part.fields:
            value = str(row.get(one.key, ""))
            if not (one.refers and value) or value in self.known.get(one.refers, set()):
                continue
            words = _("%(label)s : « %(value)s » n’existe ni ici ni dans ce fichier") % {"label": one.label, "value": value}
            if not one.is_personal:
                return row, (), words
            kept[one.key] = one.usual
            notes.append(_("%(value)s n’existe pas ici : c’est laissé de côté") % {"value": value})
        return kept, tuple(notes), ""


def _differs(one: Field, row: Row, before: Row) -> bool:
    return one.key in row and not one.is_rank and row[one.key] != before[one.key]
