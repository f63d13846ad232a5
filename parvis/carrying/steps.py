"""Taking the steps of a comparison, one at a time: each is all or nothing, and taken twice is as taken once."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parvis.carrying.compare import Step
from parvis.carrying.parts import BY_KEY
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Forbidden, Refused, Stale

TRIES = 3


def take(step: Step, *, by: Actor) -> str:
    """Why it could not be, in words; "" when it is done."""
    part = BY_KEY[step.part]
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                if step.is_drop:
                    part.drop(step.row, by=by)
                elif step.order:
                    part.order(str(step.row[part.identity[0]]), step.order, by=by)
                else:
                    part.bring(step.row, was=step.was, by=by)
        except Refused as refused:
            return refused.message
        except Forbidden:
            return _("cela ne vous est pas permis")
        except IntegrityError:
            return _("cela contredit ce qui est déjà ici")
        except Stale:
            continue
        return ""
    return _("quelqu’un d’autre le change en ce moment : importez de nouveau")


def take_all(steps: Iterable[Step], *, by: Actor) -> list[tuple[Step, str]]:
    """Those that could not be taken, and why."""
    return [(step, why) for step in steps if (why := take(step, by=by))]
