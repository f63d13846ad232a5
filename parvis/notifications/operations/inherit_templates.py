"""What a dissolved unit's people had ready to write goes to the unit that inherits."""

from parvis.directory.models import Unit
from parvis.directory.policy import can_run
from parvis.kernel.actors import Actor
from parvis.kernel.operations import lock, operation, require, require_ours
from parvis.kernel.text import fold
from parvis.notifications.models import ReplyTemplate
from parvis.notifications.operations.reply_templates import LONGEST_NAME, Wording, write_reply_template


@operation
def inherit_templates(unit: Unit, *, into: Unit, by: Actor) -> list[ReplyTemplate]:
    """Each keeps its name, with the unit's after it where the other has one of that name. Done again, it does nothing."""
    unit = lock(unit)
    require_ours(into)
    require(can_run(by, into))
    taken = {fold(one.name) for one in _of(into)}
    moved = []
    for template in _of(unit):
        name = template.name
        number = 1
        while fold(name) in taken:
            mark = f" ({unit.name[:40]})" if number == 1 else f" ({number})"
            name, number = template.name[: LONGEST_NAME - len(mark)] + mark, number + 1
        taken.add(fold(name))
        wording = Wording(name=name, body=template.body, use=template.use, unit=into, category=template.category)
        moved.append(write_reply_template(template, wording=wording, by=by))
    return moved


def _of(unit: Unit) -> list[ReplyTemplate]:
    rows = ReplyTemplate.objects.filter(unit=unit, ended_on__isnull=True).select_for_update(of=("self",))
    return list(rows.select_related("category").order_by("pk"))
