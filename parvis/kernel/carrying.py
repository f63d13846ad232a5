"""A town's configuration as one file holds it: parts, each a list of rows known by their names and never by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.actors import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = str | int | bool | tuple[str, ...]
Row = Mapping[str, Value]
STEP = " › "


class Unfit(Exception):
    """What stands in the file cannot be that, in words."""


class Kind(Protocol):
    """How a value is written in the file, read from it (where all that is written is text), and said to a person."""

    def write(self, value: Value) -> object: ...

    def read(self, written: object) -> Value: ...

    def said(self, before: Value | None, after: Value) -> str: ...


class Text:
    """`is_long`: of several lines; then only its beginning is said."""

    def __init__(self, *, is_long: bool = False) -> None:
        self.is_long = is_long

    def write(self, value: Value) -> object:
        return value

    def read(self, written: object) -> Value:
        if not isinstance(written, str):
            raise Unfit(_("un texte est attendu"))
        return written

    def said(self, before: Value | None, after: Value) -> str:
        return _arrow(before, after, self._in_words)

    def _in_words(self, value: Value) -> str:
        text = " ".join(str(value).split())
        if not text:
            return _("(vide)")
        return f"« {text[:60]}… »" if self.is_long and len(text) > 60 else text


class Number:
    def write(self, value: Value) -> object:
        return value

    def read(self, written: object) -> Value:
        if not (isinstance(written, str) and written.isascii() and written.isdigit() and len(written) < 10):
            raise Unfit(_("un nombre entier est attendu"))
        return int(written)

    def said(self, before: Value | None, after: Value) -> str:
        return _arrow(before, after, str)


class YesNo:
    def write(self, value: Value) -> object:
        return "oui" if value else "non"

    def read(self, written: object) -> Value:
        if written not in ("oui", "non"):
            raise Unfit(_("« oui » ou « non » est attendu"))
        return written == "oui"

    def said(self, before: Value | None, after: Value) -> str:
        return _arrow(before, after, lambda value: _("oui") if value else _("non"))


class OneOf:
    """One of a few codes, each by its word in the file, which is for ever."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def write(self, value: Value) -> object:
        return self.words[str(value)]

    def read(self, written: object) -> Value:
        for code, word in self.words.items():
            if word == written:
                return code
        raise Unfit(_("l’un de ces mots est attendu : %s") % ", ".join(word for word in self.words.values() if word))

    def said(self, before: Value | None, after: Value) -> str:
        return _arrow(before, after, lambda value: self.words[str(value)] or _("(aucun)"))


class SomeOf:
    """Several of a few codes, in their order; or any texts, sorted, where no code is given."""

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        self.words = words

    def write(self, value: Value) -> object:
        assert isinstance(value, tuple)
        return [self.words[one] for one in value] if self.words else list(value)

    def read(self, written: object) -> Value:
        if not (isinstance(written, list) and all(isinstance(one, str) for one in written)):
            raise Unfit(_("une liste de mots est attendue"))
        if self.words is None:
            return tuple(sorted(set(written)))
        one = OneOf(self.words)
        chosen = {one.read(word) for word in written}
        return tuple(code for code in self.words if code in chosen)

    def said(self, before: Value | None, after: Value) -> str:
        words = self.words or {}
        now, was = (list(value) if isinstance(value, tuple) else [] for value in (after, before))
        more = [f"+ {words.get(one, one)}" for one in now if one not in was]
        less = [f"− {words.get(one, one)}" for one in was if one not in now]
        return ", ".join([*more, *less]) or _("(aucun)")


@dataclass(frozen=True)
class Field:
    """`key`: in the file, for ever. `carries`: the columns that it stands for, as "cases.Category.name". `refers`: the part
    in which its value names a row. `is_personal`: only of a file with people. `stays`: not written, it stays as it is here.
    `is_rank`: its place among those beside it, from 1."""

    key: str
    label: "StrOrPromise"
    kind: Kind
    usual: Value = ""
    carries: tuple[str, ...] = ()
    refers: str = ""
    is_personal: bool = False
    stays: bool = False
    is_rank: bool = False


class Part:
    """What one room says of one kind of thing. `identity`: the fields that name a row; without any there is one row.
    `optional`: those of them that may be empty. `reserved`: names that are always known. `is_about_people`: only of a file
    with people. `is_of_here`: no file makes one that is not here.
    """

    key: ClassVar[str]
    title: ClassVar["StrOrPromise"]
    fields: ClassVar[tuple[Field, ...]]
    identity: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ("sous", "secteur")
    reserved: ClassVar[frozenset[str]] = frozenset()
    is_about_people: ClassVar[bool] = False
    is_of_here: ClassVar[bool] = False

    def rows(self) -> list[Row]:
        """As the town has them, in the order of the file; whole: each field of each."""
        raise NotImplementedError

    def name(self, row: Row) -> str:
        """What the row is called in the file; what others refer to it by."""
        return join(tuple(str(row.get(key, "")) for key in self.identity))

    def said(self, row: Row) -> str:
        """What the row is called by a person."""
        return STEP.join(str(row[key]) for key in self.identity if row.get(key)) or str(self.title)

    def likeness(self, row: Row) -> str:
        """Equal for two rows that may be one, put elsewhere; "" is like nothing."""
        return ""

    def obstacle(self, row: Row, *, is_new: bool) -> str:
        """Why it can be foreseen that this cannot be brought here, or ""."""
        return ""

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        """Make the town's row as this one, through the room's operations. `was`: its name here until now; "" for a new one.
        Brought twice, it is as brought once."""
        raise NotImplementedError

    def drop(self, row: Row, *, by: Actor) -> None:
        """Have the town without this row of its own."""
        raise NotImplementedError

    def order(self, beside: str, names: tuple[str, ...], *, by: Actor) -> None:
        """Put these rows first, in this order, under what the first field of the identity says."""
        raise NotImplementedError

    @property
    def can_drop(self) -> bool:
        return type(self).drop is not Part.drop


def join(names: tuple[str, ...]) -> str:
    """A place in a tree, as the file writes it: "Services techniques › Voirie"."""
    return STEP.join(_escaped(name) for name in names)


def split(path: str) -> tuple[str, ...]:
    return tuple(_plain(name) for name in path.split(STEP)) if path else ()


def _escaped(name: str) -> str:
    """A name may hold the mark between two steps, or begin like a word of ours in brackets."""
    doubled = name.replace("›", "››")
    return f"({doubled}" if doubled.startswith("(") else doubled


def _plain(name: str) -> str:
    return (name[1:] if name.startswith("((") else name).replace("››", "›")


def _arrow(before: Value | None, after: Value, in_words: "Words") -> str:
    return in_words(after) if before is None else f"{in_words(before)} → {in_words(after)}"


class Words(Protocol):
    def __call__(self, value: Value, /) -> str: ...


NAME = gettext_lazy("nom")
