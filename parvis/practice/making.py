"""The stages of a practice town, made or taken away: each takes its next few steps, in the caller's transaction."""

from collections.abc import Callable

import msgspec

from parvis.carrying.compare import Step, compare
from parvis.carrying.document import Document, document_here
from parvis.carrying.steps import take
from parvis.cases.operations.take_over import take_all_over
from parvis.directory.models import Agent
from parvis.directory.queries import reception
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.practice.days import Calendar
from parvis.practice.erasing import erase_files, erase_rows, require_practice
from parvis.practice.events import PracticeClosed, PracticeMade
from parvis.practice.founding import found, furnish, seat
from parvis.practice.inventing import Inventor
from parvis.practice.models import Practice, Stage, State
from parvis.practice.where import is_expected

# How many of each kind at once: about a second of the database.
SEATS, STEPS, CASES = 60, 15, 10
# How people come in is arranged in the real town alone: these parts stay there.
APART = {"fournisseurs_identite", "annuaire"}


def _go_to(practice: Practice, stage: Stage) -> None:
    practice.stage, practice.total, practice.done, practice.steps = stage, 0, 0, []


def _rows(practice: Practice, by: Actor) -> None:
    if practice.town is not None:
        erase_rows(practice.town)
    _go_to(practice, Stage.FILES)


def _files(practice: Practice, by: Actor) -> None:
    """Of one that closes nothing is left but what the real town's journal says."""
    town = practice.town
    if town is not None:
        erase_files(town)
    if practice.state == State.MAKING:
        _go_to(practice, Stage.TOWN)
        return
    practice.town, practice.state = None, State.CLOSED
    practice.save(update_fields=["town"])
    if town is not None:
        town.other_hosts.all().delete()
        require_practice(town).delete()
    record(reception(), PracticeClosed(host=practice.host), by=practice.agent or by)


def _town(practice: Practice, by: Actor) -> None:
    if practice.town is None:
        practice.town = found(practice.host, by=by)
    else:
        practice.host = practice.town.host
        furnish(practice.town, by=by)
    _go_to(practice, Stage.SEATS)


def _seats(practice: Practice, by: Actor) -> None:
    people = list(_seatable(practice))
    practice.total = len(people)
    seat(people[practice.done : practice.done + SEATS], _town_of(practice), by=by)
    practice.done = min(practice.done + SEATS, practice.total)
    if practice.done == practice.total:
        _go_to(practice, Stage.CONFIGURATION)


def _seatable(practice: Practice) -> list[Agent]:
    """Who arranges the real town comes in any case; nobody can who signs in with nothing."""
    with inside(practice.authority):
        there = Agent.objects.in_post().filter(user__isnull=False).order_by("pk")
        return [one for one in there if is_expected(one, practice)]


def _configuration(practice: Practice, by: Actor) -> None:
    """What the real town has arranged at the beginning of it, people's rights and posts included."""
    if not practice.total:
        document = document_here(with_people=True)
        rows = {key: there for key, there in document.rows.items() if key not in APART}
        with inside(_town_of(practice)):
            steps = compare(Document(rows, document.has_people)).steps
        practice.steps, practice.total, practice.refused = msgspec.to_builtins(steps), len(steps), []
    with inside(_town_of(practice)):
        for step in msgspec.convert(practice.steps, list[Step])[practice.done : practice.done + STEPS]:
            if why := take(step, by=by):
                practice.refused.append({"part": step.part, "name": step.name, "why": why})
            practice.done += 1
    if practice.done == practice.total:
        _go_to(practice, Stage.CASES)


def _cases(practice: Practice, by: Actor) -> None:
    town = _town_of(practice)
    with inside(town):
        inventor = Inventor(f"{town.uid}-{practice.round}", Calendar.of(town))
        practice.total = len(inventor.draws)
        batch = inventor.draws[practice.done : practice.done + CASES]
        take_all_over([inventor.past_of(draw) for draw in batch], by=by)
    practice.done += len(batch)
    if practice.done == practice.total:
        _open(practice, town, by)


def _open(practice: Practice, town: Authority, by: Actor) -> None:
    town.closed_at = None
    town.save(update_fields=["closed_at"])
    practice.cases, practice.state, practice.ready_at = practice.total, State.READY, clock.now()
    record(reception(), PracticeMade(cases=practice.cases, refused=len(practice.refused)), by=practice.agent or by)


def _town_of(practice: Practice) -> Authority:
    assert practice.town is not None
    return practice.town


STAGES: dict[Stage, Callable[[Practice, Actor], None]] = {
    Stage.ROWS: _rows, Stage.FILES: _files, Stage.TOWN: _town, Stage.SEATS: _seats,
    Stage.CONFIGURATION: _configuration, Stage.CASES: _cases,
}  # fmt: skip
