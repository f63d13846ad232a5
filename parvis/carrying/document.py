"""The file of a configuration: how it is written from a town's rows, and how its rows are read from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from parvis import __version__
from parvis.carrying import yaml
from parvis.carrying.parts import BY_KEY, PARTS
from parvis.carrying.yaml import Faults, Node
from parvis.kernel import clock
from parvis.kernel.carrying import Field, Part, Row, Unfit, Value
from parvis.kernel.tenancy import current
from parvis.ui.words import full_date

FORMAT = "1"
HEAD = "parvis"
SHOWN = 30


@dataclass
class Document:
    """`rows`: of each part that the file has; a part that it has not stays as it is. `has_people`: it says who."""

    rows: dict[str, list[Row]]
    has_people: bool
    lines: dict[tuple[str, int], int] = field(default_factory=dict)


def document_here(*, with_people: bool) -> Document:
    """The town's, as it is now."""
    return Document(
        {part.key: _told(part, with_people) for part in PARTS if with_people or not part.is_about_people}, with_people
    )


def export(*, with_people: bool) -> str:
    document = document_here(with_people=with_people)
    town, now = current(), clock.now()
    head = {
        "format": FORMAT, "version": __version__, "commune": town.name, "insee": town.insee_code,
        "date": clock.civil(town, now).isoformat(), "personnes": "oui" if with_people else "non",
    }  # fmt: skip
    text = [_preface(), yaml.write({HEAD: head})]
    for key, rows in document.rows.items():
        part = BY_KEY[key]
        if rows:
            text += [f"# {part.title}", yaml.write({key: _section(part, rows)})]
    return "\n".join(text)


def _preface() -> str:
    lines = [
        _("Configuration de %(town)s, exportée de Parvis %(version)s le %(date)s.")
        % {"town": current().name, "version": __version__, "date": full_date(clock.today(current()))},
        _("Ce qui n’est pas écrit a sa valeur habituelle ; une partie absente reste telle qu’elle est à l’arrivée."),
        _("Aucun mot de passe, aucun code, aucun secret n’est ici : ils se redonnent à l’arrivée."),
    ]
    return "".join(f"# {line}\n" for line in lines)


def _told(part: Part, with_people: bool) -> list[Row]:
    hidden = set() if with_people else {one.key for one in part.fields if one.is_personal}
    return [{key: value for key, value in row.items() if key not in hidden} for row in part.rows()]


def _section(part: Part, rows: list[Row]) -> object:
    written = [
        {
            one.key: one.kind.write(row[one.key])
            for one in part.fields
            if one.key in row and (row[one.key] != one.usual or (one.key in part.identity and one.key not in part.optional))
        }
        for row in rows
    ]
    return written if part.identity else written[0]


def read(content: bytes) -> Document:
    """Raises Faults, each with its line, and keeps nothing of a file that has any."""
    root = yaml.read(content)
    if not isinstance(root.value, dict) or HEAD not in root.value:
        raise Faults([_("Ce fichier n’est pas une configuration de Parvis : il commence par « parvis: ».")])
    head = root.value[HEAD].value
    if not isinstance(head, dict) or "format" not in head or head["format"].value != FORMAT:
        said = head["format"].value if isinstance(head, dict) and "format" in head else ""
        words = _("Ce fichier est au format « %(said)s » ; cette version de Parvis lit le format %(known)s.")
        raise Faults([words % {"said": said, "known": FORMAT}])
    has_people = "personnes" in head and head["personnes"].value == "oui"
    reader = _Reader(has_people)
    for key, node in root.value.items():
        if key != HEAD:
            reader.read(key, node)
    if reader.faults:
        raise Faults(reader.faults)
    return Document(reader.rows, has_people, reader.lines)


class _Reader:
    def __init__(self, has_people: bool) -> None:
        self.has_people = has_people
        self.rows: dict[str, list[Row]] = {}
        self.lines: dict[tuple[str, int], int] = {}
        self.faults: list[str] = []

    def read(self, key: str, node: Node) -> None:
        part = BY_KEY.get(key)
        if part is None:
            self._say(node.line, _("« %s » n’est pas une partie connue") % key)
            return
        self.rows[key] = []
        known: dict[str, int] = {}
        for one in self._nodes(part, node):
            row = self._row(part, one)
            if row is None:
                continue
            name = part.name(row)
            if name in known:
                words = _("« %(name)s » est déjà à la ligne %(line)d") % {"name": part.said(row), "line": known[name]}
                self._say(one.line, words)
            known[name] = one.line
            self.lines[key, len(self.rows[key])] = one.line
            self.rows[key].append(row)

    def _nodes(self, part: Part, node: Node) -> Iterator[Node]:
        if not part.identity:
            yield node
        elif isinstance(node.value, list):
            yield from node.value
        elif node.value:
            self._say(node.line, _("« %s » est une liste : chaque ligne commence par « - »") % part.key)

    def _row(self, part: Part, node: Node) -> Row | None:
        if not isinstance(node.value, dict):
            self._say(node.line, _("des lignes « nom: valeur » sont attendues ici"))
            return None
        before = len(self.faults)
        fields = {one.key: one for one in part.fields}
        for key, written in node.value.items():
            if key not in fields:
                self._say(written.line, _("« %(key)s » n’existe pas dans « %(part)s »") % {"key": key, "part": part.key})
        row = {key: value for key, one in fields.items() if (value := self._value(one, node.value)) is not None}
        for key in part.identity:
            if key not in part.optional and not row.get(key):
                self._say(node.line, _("« %s » manque") % key)
        return row if len(self.faults) == before else None

    def _value(self, one: Field, written: Mapping[str, Node]) -> Value | None:
        """None where it stays as it is."""
        if one.key not in written:
            return None if one.stays or (one.is_personal and not self.has_people) else one.usual
        node = written[one.key]
        try:
            return one.kind.read(node.plain)
        except Unfit as wrong:
            self._say(node.line, f"{one.key} : {wrong}")
            return None

    def _say(self, line: int, words: str) -> None:
        self.faults.append(_("Ligne %(line)d : %(words)s.") % {"line": line, "words": words})
