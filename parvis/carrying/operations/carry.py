"""Keep a file, bring what it says some steps at a time, stop and go on."""

import msgspec
from django.utils.translation import gettext as _

from parvis.carrying.compare import Step, compare
from parvis.carrying.document import Document
from parvis.carrying.events import ConfigurationBrought
from parvis.carrying.models import Carriage, State
from parvis.carrying.steps import take
from parvis.directory.models import Agent, Unit
from parvis.directory.policy import can_arrange
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.actors import Actor, System
from parvis.kernel.carrying import Row
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.schedule import cancel, due, schedule

# The timer that takes the next steps, and how many: about a second of the database.
CARRYING = "configuration.carrying"
BATCH = 15


@operation
def keep_file(document: Document, *, name: str, by: Actor) -> Carriage:
    """Nothing of it is brought yet."""
    require(can_arrange(by))
    now = clock.now()
    return Carriage.objects.create(
        name=name[:200], rows=document.rows, has_people=document.has_people, created_at=now, updated_at=now,
        agent=by if isinstance(by, Agent) else None,
    )  # fmt: skip


@operation
def start(carriage: Carriage, *, fingerprint: str, is_whole: bool, by: Agent) -> Carriage:
    """What was shown is what is done: Refused when the town has changed since, or somebody else brings another file."""
    carriage = lock(carriage)
    require(can_arrange(by))
    if carriage.state != State.TRIED:
        return carriage
    _require_no_other()
    found = compare(document_of(carriage), is_whole=is_whole)
    if found.fingerprint != fingerprint:
        raise Refused(_("La configuration a changé depuis : voici ce que l’import ferait maintenant."))
    carriage.steps = msgspec.to_builtins(found.steps)
    carriage.total, carriage.agent, carriage.state = len(found.steps), by, State.RUNNING
    carriage.save(update_fields=["steps", "total", "agent", "state"])
    schedule(carriage, CARRYING, clock.now())
    return carriage


@operation
def carry_on(carriage: Carriage, *, by: Actor) -> Carriage:
    """The next few steps, as whoever started it. Where it stopped is in its row: a worker killed at any instant goes on from
    there, and a step taken twice is as taken once."""
    carriage = lock(carriage)
    if carriage.state != State.RUNNING or carriage.agent is None:
        return carriage
    steps = steps_of(carriage)[carriage.done : carriage.done + BATCH]
    for step in steps:
        agent = Agent.objects.get(pk=carriage.agent.pk)  # as the step before may have left them
        if why := take(step, by=agent):
            carriage.refused.append({"part": step.part, "name": step.name, "why": why})
    carriage.done += len(steps)
    if carriage.done < carriage.total:
        schedule(carriage, CARRYING, clock.now())
    else:
        carriage.state = State.DONE
        record(reception(), ConfigurationBrought(steps=carriage.total, refused=len(carriage.refused)), by=carriage.agent)
    carriage.save(update_fields=["done", "refused", "state"])
    return carriage


@operation
def halt(carriage: Carriage, *, by: Actor) -> Carriage:
    """What is brought stays; the rest waits."""
    carriage = lock(carriage)
    require(can_arrange(by))
    if carriage.state == State.RUNNING:
        carriage.state = State.STOPPED
        carriage.save(update_fields=["state"])
        cancel(carriage, CARRYING)
    return carriage


@operation
def resume(carriage: Carriage, *, by: Agent) -> Carriage:
    """From where it stopped, as whoever says so now. Refused while another file is brought."""
    carriage = lock(carriage)
    require(can_arrange(by))
    if carriage.state == State.STOPPED:
        _require_no_other()
        carriage.state, carriage.agent = State.RUNNING, by
        carriage.save(update_fields=["state", "agent"])
        schedule(carriage, CARRYING, clock.now())
    return carriage


def _require_no_other() -> None:
    """Two who begin at the same instant, each with their own file, wait for each other on the reception's row."""
    Unit.objects.select_for_update(of=("self",)).get(pk=reception().pk)
    if Carriage.objects.filter(state=State.RUNNING).exists():
        raise Refused(_("Un autre fichier est en cours d’import : attendez qu’il soit fini."))


@due(CARRYING)
def carrying(carriage_id: int) -> None:
    carry_on(Carriage.objects.get(pk=carriage_id), by=System("worker"))


def document_of(carriage: Carriage) -> Document:
    return Document(msgspec.convert(carriage.rows, dict[str, list[Row]]), carriage.has_people)


def steps_of(carriage: Carriage) -> list[Step]:
    return msgspec.convert(carriage.steps, list[Step])
