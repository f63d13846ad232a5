"""Keep what the requester answered to the category's own questions, and say which questions those are."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from parvis.cases.category_events import QuestionsSet
from parvis.cases.models import Case, CaseAnswer, Category
from parvis.directory import policy
from parvis.forms.answers import Filling, left_over
from parvis.forms.models import FormVersion
from parvis.forms.operations.versions import keep_version
from parvis.forms.questions import Question
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def set_questions(category: Category, *, questions: tuple[Question, ...], by: Actor) -> Category:
    """What is asked from now on with a case of the category; none, and nothing more is. What was answered before stays
    as it was asked. The same questions say nothing new."""
    category = lock(category)
    require(policy.can_arrange(by))
    known = category.form.questions if category.form else ()
    if known != questions:
        previous_id = category.form_id
        category.form = keep_version(questions, by=by) if questions else None
        category.save(update_fields=["form"])
        record(category, QuestionsSet(form_id=category.form_id, previous_id=previous_id), by=by)
    return category


def require_answered(category: Category, given: Mapping[str, str]) -> Filling:
    """Refuses a wrong answer, and one that leads elsewhere: no case is made of it."""
    filling = Filling(category.form.questions if category.form else (), given)
    if filling.errors:
        raise Refused(next(iter(filling.errors.values())), "answers")
    if filling.ending is not None:
        raise Refused(_("La mairie ne traite pas cette demande : %s") % filling.ending.title, "answers")
    return filling


def keep_answers(case: Case, filling: Filling, given: Mapping[str, str], begun_on: Collection[UUID]) -> None:
    """With what was answered to questions of before, on the pages that the report was begun on."""
    before = [one.questions for one in FormVersion.objects.filter(uid__in=begun_on).order_by("pk")] if begun_on else []
    now = case.category.form.questions if case.category.form else ()
    kept = [*filling.answers, *left_over(now, before, given)]
    CaseAnswer.objects.bulk_create(
        CaseAnswer(case=case, position=position, key=answer.key, question=answer.question, text=answer.text)
        for position, answer in enumerate(kept)
    )
