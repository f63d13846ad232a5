"""Which stages a case goes through, and whether it may go to one of them now."""

from django.utils.translation import gettext as _

from parvis.cases.endings import ENDINGS, WITHOUT_FOLLOW_UP
from parvis.cases.models import Case, Category, Stage


def stage_set_of(category: Category) -> int | None:
    """The one that the category chooses, or the nearest above it. No query for what is read with its `parent`."""
    step: Category | None = category
    while step is not None:
        if step.stages_id is not None:
            return step.stages_id
        step = step.parent
    return None


def refusal(case: Case, stage: Stage) -> str:
    """Why it cannot go there now, in words; "" when it can."""
    if case.is_closed or case.is_resolved:
        return _("Cette demande est déjà résolue ou close.")
    if stage.ended_on is not None or stage.stage_set_id != stage_set_of(case.category):
        return _("Cette étape n’est plus proposée pour cette demande.")
    if stage.is_waiting and not case.is_reachable:
        return _("Le demandeur n’a pas laissé d’adresse e-mail : appelez-le ou écrivez-lui.")
    if stage.is_ending and not ends(stage.outcome, case.category.kind):
        return _("Cette étape ne convient pas à une demande de ce genre.")
    return ""


def ends(outcome: str, kind: str) -> bool:
    """Whether a case of that kind may end so."""
    return outcome in ENDINGS[kind] or outcome in WITHOUT_FOLLOW_UP
