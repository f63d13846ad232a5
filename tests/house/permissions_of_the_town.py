"""Who may arrange the town itself, tried through the operations: the last table of docs/permissions.md."""

from collections.abc import Callable

from django.db import transaction

from parvis.directory import pages
from parvis.directory.models import Agent, PageSlug
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.queries import reception
from parvis.kernel.operations import Forbidden
from tests.world import World

VERBS: dict[str, Callable[[World, Agent], object]] = {
    "Récrire les mentions légales et les autres pages de la commune": lambda world, by: write_page(
        pages.page_of(PageSlug.LEGAL), text="Chez nous.", by=by
    ),
    "Tenir à jour les renseignements que la loi demande": lambda world, by: tell_particulars(
        reception(), told={"phone": "02 48 00 18 10"}, by=by
    ),
    "Dire les horaires de la mairie et le numéro d’astreinte": lambda world, by: set_opening(
        reception(), hours="lun-ven 9:00-17:00", on_call_phone="", by=by
    ),
}


def town_table(world: World) -> str:
    people = {
        "agent": world.karim,
        "chef de service": world.nadia,
        "responsable de catégorie": world.theo,
        "superviseur": world.helene,
        "administrateur": world.paul,
    }
    lines = ["| | " + " | ".join(people) + " |", "|---|" + ":-:|" * len(people)]
    for words, act in VERBS.items():
        marks = ["oui" if _succeeds(act, world, Agent.objects.get(pk=agent.pk)) else "–" for agent in people.values()]
        lines.append(f"| {words} | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def _succeeds(act: Callable[[World, Agent], object], world: World, by: Agent) -> bool:
    """Do it and undo it."""
    with transaction.atomic():
        try:
            act(world, by)
        except Forbidden:
            return False
        finally:
            transaction.set_rollback(True)
    return True
