"""Ask for a practice town; stop its making and go on; begin it anew; close it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from parvis.directory.models import Agent, Unit
from parvis.directory.operations.authority import require_free
from parvis.directory.policy import can_practise
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.schedule import cancel, schedule
from parvis.kernel.tenancy import current
from parvis.practice.erasing import require_practice
from parvis.practice.events import PracticeOpened, PracticeRestarted
from parvis.practice.models import Practice, Stage, State
from parvis.practice.operations.carry_on import MAKING
from parvis.practice.where import host_of, trouble_with


@operation
def open_practice(*, is_for_all: bool, people: Collection[int] = (), by: Agent) -> Practice:
    """The worker makes it. Asked twice, it is one. `people`: whose seats are wanted, if not everybody's. Refused where its name
    is taken."""
    require(can_practise(by))
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=reception().pk)  # two who ask at once wait for each other
    practice = Practice.objects.first()
    if practice is not None and practice.state != State.CLOSED:
        return practice
    host = host_of(current())
    if trouble := trouble_with(host):
        raise Refused(trouble)
    require_free(host)
    practice = practice or Practice(updated_at=clock.now())
    practice.round = practice.round + 1 if practice.pk else 1
    practice.host, practice.agent, practice.is_for_all = host, by, is_for_all
    practice.people = [] if is_for_all else sorted(set(people))
    practice.state, practice.stage, practice.ready_at = State.MAKING, Stage.TOWN, None
    practice.total, practice.done, practice.cases, practice.refused, practice.steps = 0, 0, 0, [], []
    practice.save()
    record(unit, PracticeOpened(host=host), by=by)
    schedule(practice, MAKING, clock.now())
    return practice


@operation
def halt_practice(practice: Practice, *, by: Actor) -> Practice:
    """What is made stays; the rest waits. One that closes goes on to its end."""
    practice = lock(practice)
    require(can_practise(by))
    if practice.state == State.MAKING:
        practice.state = State.STOPPED
        practice.save(update_fields=["state"])
        cancel(practice, MAKING)
    return practice


@operation
def resume_practice(practice: Practice, *, by: Actor) -> Practice:
    """From where it stopped."""
    practice = lock(practice)
    require(can_practise(by))
    if practice.state == State.STOPPED:
        practice.state = State.MAKING
        practice.save(update_fields=["state"])
        schedule(practice, MAKING, clock.now())
    return practice


@operation
def restart_practice(practice: Practice, *, is_for_all: bool, people: Collection[int] = (), by: Agent) -> Practice:
    """All that was done there is erased; it is made anew from what the real town has arranged since. It is shut meanwhile."""
    practice = lock(practice)
    require(can_practise(by))
    if practice.state != State.READY or practice.town is None:
        raise Refused(_("La ville d’entraînement n’est pas prête : attendez qu’elle le soit."))
    town = require_practice(practice.town)
    if town.closed_at is not None:
        raise Refused(_("L’exploitant de la plateforme a fermé la ville d’entraînement : voyez avec lui."))
    town.closed_at = clock.now()
    town.save(update_fields=["closed_at"])
    practice.is_for_all, practice.people = is_for_all, [] if is_for_all else sorted(set(people))
    practice.agent, practice.round = by, practice.round + 1
    practice.state, practice.stage, practice.total, practice.done, practice.steps = State.MAKING, Stage.ROWS, 0, 0, []
    practice.save()
    record(reception(), PracticeRestarted(), by=by)
    schedule(practice, MAKING, clock.now())
    return practice


@operation
def close_practice(practice: Practice, *, by: Agent) -> Practice:
    """Erased, whole, whatever it was doing; it can be opened again later."""
    practice = lock(practice)
    require(can_practise(by))
    if practice.state in (State.CLOSING, State.CLOSED):
        return practice
    if practice.town is not None:
        town = require_practice(practice.town)
        town.closed_at = town.closed_at or clock.now()
        town.save(update_fields=["closed_at"])
    practice.state, practice.stage, practice.agent = State.CLOSING, Stage.ROWS, by
    practice.save(update_fields=["state", "stage", "agent"])
    schedule(practice, MAKING, clock.now())
    return practice
