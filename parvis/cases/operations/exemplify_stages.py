"""Begin with stages that other towns use: a set for what is mended, a set for ideas; each is the town's to change."""

from enum import StrEnum

from django.utils.translation import gettext as _

from parvis.cases.models import Outcome, StageSet, Status
from parvis.cases.operations.arrange_stages import Value, add_stage, create_stage_set
from parvis.directory.policy import can_arrange
from parvis.kernel.actors import Actor
from parvis.kernel.operations import operation, require


class Example(StrEnum):
    ROADS = "voirie"
    IDEAS = "idees"


@operation
def exemplify_stages(example: Example, *, by: Actor) -> StageSet:
    """The set, with its stages. Asked twice, it is made once: the one of that name is there."""
    require(can_arrange(by))
    name, stages = _roads() if example == Example.ROADS else _ideas()
    known = StageSet.objects.filter(name=name).first()
    if known is not None:
        return known
    made = create_stage_set(name, by=by)
    for said in stages:
        add_stage(StageSet.objects.get(pk=made.pk), said=said, by=by)
    return StageSet.objects.get(pk=made.pk)


def _roads() -> tuple[str, list[dict[str, Value]]]:
    return _("Voirie"), [
        {
            "name": _("Devis demandé"), "public_name": _("Devis demandé à une entreprise"), "status": Status.OPEN,
            "message": _("Nous sommes passés voir. Une entreprise doit nous faire un devis ; nous vous écrivons ensuite."),
        },
        {
            "name": _("Intervention programmée"), "public_name": _("Intervention programmée"), "status": Status.OPEN,
            "message": _("L’intervention est programmée. Merci de votre patience."),
        },
        {
            "name": _("Photo demandée"), "public_name": _("Une précision est demandée"), "status": Status.WAITING,
            "message": _("Pouvez-vous nous envoyer une photo, ou nous dire où c’est exactement ?"),
        },
        {
            "name": _("Fait par l’entreprise"), "public_name": _("Réparé par l’entreprise"), "status": Status.CLOSED,
            "outcome": Outcome.DONE,
        },
    ]  # fmt: skip


def _ideas() -> tuple[str, list[dict[str, Value]]]:
    return _("Idées"), [
        {
            "name": _("À l’étude des services"), "public_name": _("Étudiée par les services"), "status": Status.OPEN,
            "message": _("Les services regardent si c’est possible, et ce que cela coûterait."),
        },
        {
            "name": _("Soumise aux élus"), "public_name": _("Soumise aux élus"), "status": Status.OPEN,
            "message": _("Votre idée est soumise aux élus. Nous vous dirons ce qu’ils décident, et pourquoi."),
        },
        {
            "name": _("Retenue"), "public_name": _("Retenue par les élus"), "status": Status.CLOSED, "outcome": Outcome.KEPT,
        },
        {
            "name": _("Non retenue"), "public_name": _("Non retenue par les élus"), "status": Status.CLOSED,
            "outcome": Outcome.NOT_KEPT,
        },
    ]  # fmt: skip
