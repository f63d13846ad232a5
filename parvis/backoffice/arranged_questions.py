"""What changed in the questions of a category, in words: from the two versions, which are both kept."""

from django.utils.translation import gettext as _

from parvis.backoffice.naming import Naming, Said
from parvis.cases.category_events import QuestionsSet
from parvis.forms.questions import Choice, Question


def of_questions(fact: QuestionsSet, naming: Naming) -> list[Said]:
    """One line a question that came, went or changed; one for the order."""
    before = {one.key: one for one in naming.forms.get(fact.previous_id or 0, ())}
    after = {one.key: one for one in naming.forms.get(fact.form_id or 0, ())}
    gone = [Said(_("Question retirée"), _named(one)) for key, one in before.items() if key not in after]
    came = [Said(_("Question ajoutée"), _named(one) + _told(one, after)) for key, one in after.items() if key not in before]
    changed = [said for key, one in after.items() if key in before for said in _changed(before[key], one, before, after)]
    both = [key for key in before if key in after]
    is_moved = both != [key for key in after if key in before]
    order = [Said(_("L’ordre des questions"), ", ".join(map(_named, after.values())), ", ".join(map(_named, before.values())))]
    return [*gone, *came, *changed, *(order if is_moved else [])]


def _changed(was: Question, now: Question, before: dict[str, Question], after: dict[str, Question]) -> list[Said]:
    if was == now:
        return []
    if was.label != now.label:
        return [Said(_("Question changée"), _named(now) + _told(now, after), _named(was) + _told(was, before))]
    return [Said(_("Question %s") % _named(now), _told(now, after).removeprefix(" : "), _told(was, before).removeprefix(" : "))]


def _named(question: Question) -> str:
    return _("« %s »") % question.label


def _told(question: Question, around: dict[str, Question]) -> str:
    """Its answers, whether it must be answered, and when it is asked."""
    parts = [", ".join(map(_choice, question.choices)), question.help, "" if question.is_required else _("facultative")]
    other = around.get(question.only_if.question) if question.only_if else None
    if question.only_if and other:
        chosen = [choice.label for choice in other.choices if choice.value in question.only_if.values]
        parts.append(_("si « %(question)s » est %(answers)s") % {"question": other.label, "answers": _(" ou ").join(chosen)})
    told = " ; ".join(part for part in parts if part)
    return f" : {told}" if told else ""


def _choice(choice: Choice) -> str:
    return f"{choice.label} ({choice.ending.title})" if choice.ending else choice.label
