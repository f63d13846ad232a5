"""YAML as we read it: text, lists and maps, each with its line; nothing that refers, runs or grows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

HEAVIEST = 15_000_000
DEEPEST, MOST = 12, 400_000


class Faults(Exception):
    """What is wrong with the file, each with its line."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines[:3]))
        self.lines = lines


@dataclass
class Node:
    """`value`: text, nodes, or nodes by their keys. `line`: from 1."""

    line: int
    value: "str | list[Node] | dict[str, Node]"

    @property
    def plain(self) -> object:
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [one.plain for one in self.value]
        return {key: one.plain for key, one in self.value.items()}


@dataclass
class _Open:
    """A list or a map that is being read; `key`: of the value to come."""

    node: Node
    key: str | None = None
    seen: set[str] = field(default_factory=set)

    def take(self, child: Node) -> None:
        if isinstance(self.node.value, list):
            self.node.value.append(child)
        elif self.key is None:
            if not isinstance(child.value, str):
                raise _at(child.line, _("un nom est attendu avant « : »"))
            if isinstance(self.node.value, dict) and child.value in self.node.value:
                raise _at(child.line, _("« %s » est écrit deux fois au même endroit") % child.value)
            self.key = child.value
        else:
            assert isinstance(self.node.value, dict)
            self.node.value[self.key] = child
            self.key = None


def read(content: bytes) -> Node:
    """Raises Faults. What is written twice, refers to elsewhere, or says what it is made of, is no file of ours."""
    if len(content) > HEAVIEST:
        raise Faults([_("Ce fichier dépasse 15 Mo : ce n’est pas une configuration de Parvis.")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Faults([_("Ce fichier n’est pas du texte en UTF-8.")]) from None
    try:
        return _built(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _at(line, _("ce n’est pas du YAML lisible ; regardez les retraits et les « : » autour de cette ligne")) from None
    except yaml.YAMLError:
        raise Faults([_("Ce fichier n’est pas du YAML lisible : il contient des caractères interdits.")]) from None


def _built(events: Iterator[yaml.Event]) -> Node:
    stack: list[_Open] = []
    root: Node | None = None
    for number, event in enumerate(events):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if number > MOST:
            raise Faults([_("Ce fichier contient trop de choses : ce n’est pas une configuration de Parvis.")])
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            raise _at(line, _("les renvois (&, *) et les types (!) ne sont pas admis : écrivez la valeur"))
        if isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop().node
            root = _give(stack, closed, root)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) == DEEPEST:
                raise _at(line, _("il y a trop de niveaux les uns dans les autres"))
            stack.append(_Open(Node(line, {} if isinstance(event, yaml.MappingStartEvent) else [])))
        elif isinstance(event, yaml.ScalarEvent):
            root = _give(stack, Node(line, _text(event)), root)
    if root is None:
        raise Faults([_("Ce fichier est vide.")])
    return root


def _give(stack: list[_Open], child: Node, root: Node | None) -> Node | None:
    if stack:
        stack[-1].take(child)
        return root
    if root is not None:
        raise _at(child.line, _("un seul document est attendu dans le fichier"))
    return child


def _text(event: yaml.ScalarEvent) -> str:
    """As it is written: a name may be « no » or « 12:30 »; a bare ~ or null is nothing."""
    value: str = event.value.replace("\0", "")
    return "" if event.implicit[0] and value in ("~", "null") else value


def _at(line: int, words: str) -> Faults:
    return Faults([_("Ligne %(line)d : %(words)s.") % {"line": line, "words": words}])


class Writer(yaml.CSafeDumper):
    """Text of several lines as a block, which a person reads."""


def _written(writer: Writer, text: str) -> yaml.ScalarNode:
    is_block = "\n" in text and text == text.strip() and all(line == line.rstrip() for line in text.split("\n"))
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if is_block else None)


Writer.add_representer(str, _written)


def write(value: object) -> str:
    return str(yaml.dump(value, Dumper=Writer, allow_unicode=True, sort_keys=False, width=110))
