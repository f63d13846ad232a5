"""The questions of a category as the file writes them, in French words."""

from collections.abc import Mapping

import msgspec
from django.utils.translation import gettext as _

from parvis.forms.questions import Question
from parvis.forms.soundness import Malformed, require_sound
from parvis.kernel.carrying import Unfit, Value

# Of the questions' own fields, at whatever depth: a word of ours, a word of the file.
KEYS = {
    "key": "cle",
    "label": "libelle",
    "kind": "genre",
    "help": "aide",
    "is_required": "obligatoire",
    "choices": "reponses",
    "only_if": "seulement_si",
    "value": "valeur",
    "ending": "fin",
    "title": "titre",
    "words": "texte",
    "phone": "telephone",
    "url": "lien",
    "question": "question",
    "values": "parmi",
}
KINDS = {
    "choice": "choix",
    "several": "plusieurs choix",
    "text": "texte",
    "long_text": "texte long",
    "number": "nombre",
    "date": "date",
    "phone": "téléphone",
}
_OURS = {word: key for key, word in KEYS.items()}


class Questions:
    """Kept as JSON, always written alike, so that the same questions are the same text; "" for none."""

    def write(self, value: Value) -> object:
        return [_in_french(one) for one in msgspec.json.decode(str(value))] if value else []

    def read(self, written: object) -> Value:
        try:
            if not isinstance(written, list):
                raise Unfit(_("une liste de questions est attendue"))
            questions = msgspec.convert([_in_code(one) for one in written], tuple[Question, ...])
            require_sound(questions)
        except Malformed as wrong:
            raise Unfit(str(wrong)) from None
        except msgspec.ValidationError:
            raise Unfit(_("ces questions ne sont pas complètes : chacune a une clé, un libellé et un genre")) from None
        return text_of(questions)

    def said(self, before: Value | None, after: Value) -> str:
        was, now = _labels(before), _labels(after)
        if was == now and before:
            return _("réponses ou conditions modifiées")
        more = [f"+ « {one} »" for one in now if one not in was]
        less = [f"− « {one} »" for one in was if one not in now]
        return ", ".join([*more, *less]) or _("un autre ordre")


def text_of(questions: tuple[Question, ...]) -> str:
    return _json([_bare(msgspec.to_builtins(one)) for one in questions]) if questions else ""


def questions_of(text: Value) -> tuple[Question, ...]:
    return msgspec.json.decode(str(text), type=tuple[Question, ...]) if text else ()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _labels(value: Value | None) -> list[str]:
    return [question.label for question in questions_of(value or "")]


def _bare(one: object) -> object:
    """Without what is empty, and without `is_required` when it is so, as it usually is."""
    if isinstance(one, dict):
        usual = {"is_required": True, "kind": "choice"} if "key" in one else {}
        kept = {key: value for key, value in one.items() if value not in (None, "", [], ()) and usual.get(key) != value}
        return {key: _bare(value) for key, value in kept.items()}
    return [_bare(value) for value in one] if isinstance(one, list | tuple) else one


def _in_french(one: object) -> object:
    if isinstance(one, Mapping):
        return {KEYS[str(key)]: _word(str(key), value) for key, value in one.items()}
    return [_in_french(value) for value in one] if isinstance(one, list) else one


def _word(key: str, value: object) -> object:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return KINDS[str(value)] if key == "kind" else _in_french(value)


def _in_code(one: object) -> object:
    if isinstance(one, Mapping):
        unknown = [str(key) for key in one if key not in _OURS]
        if unknown:
            raise Unfit(_("« %s » n’existe pas dans une question") % unknown[0])
        return {_OURS[str(word)]: _code(_OURS[str(word)], value) for word, value in one.items()}
    return [_in_code(value) for value in one] if isinstance(one, list) else one


def _code(key: str, value: object) -> object:
    if key == "is_required":
        if value not in ("oui", "non"):
            raise Unfit(_("« oui » ou « non » est attendu"))
        return value == "oui"
    if key == "kind":
        found = next((code for code, word in KINDS.items() if word == value), None)
        if found is None:
            raise Unfit(_("l’un de ces mots est attendu : %s") % ", ".join(KINDS.values()))
        return found
    return _in_code(value)
