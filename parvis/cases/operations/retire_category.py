"""Retire a category: nobody is offered it any more; its open cases stay in it, or go to another."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parvis.cases.category_events import CategoryBroughtBack, CategoryRetired
from parvis.cases.events import CaseRecategorised
from parvis.cases.models import Case, Category
from parvis.cases.operations.leave import open_cases
from parvis.cases.operations.retire_stage import leave_stages
from parvis.cases.operations.set_due import set_due, since_when
from parvis.cases.soundness import require_sound
from parvis.directory import policy
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import change_all, record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current


@operation
def retire_category(category: Category, *, by: Actor, into: Category | None = None) -> Category:
    """It is offered to nobody any more. Its open cases stay in it until they are closed, or go to another category, where
    whoever has them keeps them; those that have ended stay in it for ever.

    Refused while another stands below it; and towards a category where what is private would become public.
    """
    category = lock(category)
    require(policy.can_arrange(by))
    require_ours(into)
    if category.ended_on is not None:
        return category
    if Category.objects.filter(parent=category, ended_on__isnull=True).exists():
        raise Refused(_("D’autres catégories sont sous celle-ci : retirez-les ou déplacez-les d’abord."), "into")
    if into is not None:
        into = Category.objects.get(pk=into.pk)  # as it is now: it may have been retired since the page was made
        _require_fitting(category, into)
    held = open_cases(category=category)
    if into is not None:
        _move(held, into, by=by)
    category.ended_on = clock.today(current())
    category.save(update_fields=["ended_on"])
    counted = sum(not case.is_confidential for case in held)  # the journal tells it to whoever arranges the town
    record(category, CategoryRetired(into_category_id=into.pk if into else None, open_cases=counted), by=by)
    return category


@operation
def bring_back(category: Category, *, by: Actor) -> Category:
    """It is offered again, with the rules and the owners that it had. Refused while what is above it is retired."""
    category = lock(category)
    require(policy.can_arrange(by))
    if category.ended_on is not None:
        require_sound(category)
        category.ended_on = None
        category.save(update_fields=["ended_on"])
        record(category, CategoryBroughtBack(), by=by)
    return category


def _require_fitting(category: Category, into: Category) -> None:
    if into.pk == category.pk or into.ended_on is not None:
        raise Refused(_("Choisissez une autre catégorie, qui existe encore."), "into")
    if into.kind != category.kind:
        raise Refused(_("Une demande ne change pas de genre : choisissez une catégorie du même genre."), "into")
    if into.is_public and not category.is_public:
        raise Refused(_("Ces demandes ne sont jamais publiques, et elles le deviendraient dans cette catégorie."), "into")


def _move(cases: Sequence[Case], into: Category, *, by: Actor) -> None:
    told = [(case, CaseRecategorised(category_id=into.pk, previous_category_id=case.category_id)) for case in cases]
    change_all(told, {"category": into}, by=by)
    leave_stages(cases, into, by=by)
    since = since_when(cases)
    for case in cases:
        case.category = into
        if into.goal_days or into.reminds or case.due_on is not None:
            set_due(case, since=since[case.pk])
