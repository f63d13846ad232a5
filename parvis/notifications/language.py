"""The language of the town's own letters: Liquid, and nothing in it that loops, computes or looks into the program."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from django.utils.translation import gettext as _
from liquid import Environment, Mode, StrictUndefined
from liquid.exceptions import FilterArgumentError, LiquidError, UnknownFilterError

Value = str | bool | None
TAGS = frozenset({"if", "unless", "case", "content", "output", "illegal"})
FILTERS = frozenset({"upcase", "downcase", "capitalize", "default", "truncate"})
LONGEST = 5000


class _Town(Environment):
    """No `for`, no `include`, no arithmetic: what is written ends, and is no longer than its words."""

    block_nesting_limit: ClassVar[int] = 10
    output_stream_limit: ClassVar[int | None] = 40_000

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        super().setup_tags_and_filters(extra=extra)
        self.tags = {name: tag for name, tag in self.tags.items() if name in TAGS}
        self.filters = {name: made for name, made in self.filters.items() if name in FILTERS}


_LANGUAGE = _Town(tolerance=Mode.STRICT, undefined=StrictUndefined, strict_filters=True)


def faults_of(source: str, fields: Collection[str]) -> list[str]:
    """What is wrong with the words, in sentences that name the line; `fields`: those that all readers may read."""
    if len(source) > LONGEST:
        return [_("Ce texte est trop long : %d caractères au plus.") % LONGEST]
    try:
        template = _LANGUAGE.from_string(source)
        found = template.analyze().globals
        used = [(variable.segments, variable.span.index) for some in found.values() for variable in some]
    except LiquidError as error:
        return [_in_words(error, source)]
    unknown = [(_named(segments), _line(source, index)) for segments, index in used if _named(segments) not in fields]
    if unknown:
        said = _("Ligne %(line)d : le champ « %(name)s » n’existe pas ici. Prenez-en un dans la liste.")
        return [said % {"line": line, "name": name} for name, line in sorted(set(unknown), key=lambda one: one[1])]
    try:
        fill(source, dict.fromkeys(fields, "x"))
    except LiquidError as error:
        return [_in_words(error, source)]
    return []


def fill(source: str, values: Mapping[str, Value]) -> str:
    """The words with the values in their places, as plain text. `values`: by their whole names, as "demande.numero";
    what is not known is None, which counts as no for `if`."""
    grouped: dict[str, dict[str, Value]] = {}
    for name, value in values.items():
        group, _dot, field = name.partition(".")
        grouped.setdefault(group, {})[field] = value
    return _LANGUAGE.from_string(source).render(**grouped)


def _named(segments: object) -> str:
    parts = segments if isinstance(segments, list) else [segments]
    return ".".join(str(part) for part in parts)


def _line(source: str, index: int) -> int:
    return source.count("\n", 0, max(index, 0)) + 1


def _in_words(error: LiquidError, source: str) -> str:
    index = error.token.start_index if error.token is not None else len(source)
    line = _line(source, index if index >= 0 else len(source))
    said = str(error.args[0]) if error.args else ""
    if isinstance(error, UnknownFilterError):
        return _("Ligne %d : après la barre « | » ne viennent que upcase, downcase, capitalize, default et truncate.") % line
    if isinstance(error, FilterArgumentError):
        return _("Ligne %d : ce qui suit la barre « | » n’est pas bien écrit.") % line
    if "endif" in said or "endunless" in said or "endcase" in said:
        return _("Ligne %d : une condition commencée n’est pas finie, ou finie sans être commencée ({%% endif %%}).") % line
    if "unexpected tag" in said:
        return _("Ligne %d : cette balise n’existe pas. Il n’y a que if, unless et case.") % line
    if "expected '}}'" in said or "closing delimiter" in said:
        return _("Ligne %d : une accolade n’est pas fermée.") % line
    return _("Ligne %d : ce qui est entre accolades ne peut pas être lu.") % line
