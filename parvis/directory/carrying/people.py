"""Whoever the file names, by the address or the identifier that they sign in with: what they may, and where they work.

Nobody is made from a file: who is not here is told, and left aside.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.directory.carrying.units import unit_called, unit_names
from parvis.directory.models import Agent, AgentKind, Membership, Role
from parvis.directory.operations.agents import entitle
from parvis.directory.operations.posts import post, unpost
from parvis.directory.operations.qualify import qualify
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import Field, OneOf, Part, Row, Text, Value, YesNo
from parvis.kernel.operations import Refused

KINDS = {"agent": "agent", "councillor": "élu", "contractor": "entreprise"}
ROLES = {"agent": "agent", "deputy": "adjoint", "head": "chef"}
PERSON = gettext_lazy("personne")


class PeoplePart(Part):
    key = "personnes"
    title = gettext_lazy("Personnes")
    fields = (
        Field(
            "personne", PERSON, Text(), carries=("directory.Agent.user", "directory.Agent.email", "directory.Agent.identifier")
        ),
        Field("genre", gettext_lazy("genre"), OneOf(KINDS), "agent", ("directory.Agent.kind",)),
        Field("superviseur", gettext_lazy("voit tout"), YesNo(), usual=False, carries=("directory.Agent.is_supervisor",)),
        Field("administre", gettext_lazy("administre"), YesNo(), usual=False, carries=("directory.Agent.is_administrator",)),
    )
    identity = ("personne",)
    is_about_people = True
    is_of_here = True

    def rows(self) -> list[Row]:
        return [
            {
                "personne": name, "genre": agent.kind,
                "superviseur": agent.is_supervisor, "administre": agent.is_administrator,
            }
            for name, agent in sorted(people().items())
        ]  # fmt: skip

    def obstacle(self, row: Row, *, is_new: bool) -> str:
        return _("cette personne n’existe pas ici : ajoutez-la dans Personnes, puis importez de nouveau") if is_new else ""

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        agent = person_called(row["personne"])
        assert agent is not None
        agent = qualify(agent, as_kind=AgentKind(str(row["genre"])), by=by)
        entitle(agent, is_supervisor=bool(row["superviseur"]), is_administrator=bool(row["administre"]), by=by)


class PostPart(Part):
    key = "postes"
    title = gettext_lazy("Postes")
    fields = (
        Field("personne", PERSON, Text(), carries=("directory.Membership.agent",), refers="personnes"),
        Field("service", gettext_lazy("service"), Text(), carries=("directory.Membership.unit",), refers="services"),
        Field("role", gettext_lazy("rôle"), OneOf(ROLES), "agent", ("directory.Membership.role",)),
    )
    identity = ("personne", "service")
    is_about_people = True

    def rows(self) -> list[Row]:
        units = unit_names()
        names = {agent.pk: name for name, agent in people().items()}
        held = Membership.objects.filter(agent__in=names, unit__in=units)
        rows: list[Row] = [{"personne": names[one.agent_id], "service": units[one.unit_id], "role": one.role} for one in held]
        return sorted(rows, key=lambda row: (str(row["personne"]), str(row["service"])))

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        agent, unit = person_called(row["personne"]), unit_called(row["service"])
        assert agent is not None and unit is not None
        post(agent, to=unit, role=Role(str(row["role"])), by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        agent, unit = person_called(row["personne"]), unit_called(row["service"])
        assert agent is not None and unit is not None
        unpost(agent, of=unit, by=by)


def people() -> dict[str, Agent]:
    """Those in post, by what they sign in with. Whoever has neither address nor identifier yet is named in no file."""
    found = {agent.email or agent.identifier: agent for agent in Agent.objects.in_post().order_by("pk")}
    found.pop("", None)
    return found


def person_called(name: Value) -> Agent | None:
    """None for nobody, which has no name."""
    if not name:
        return None
    in_post = Agent.objects.in_post().order_by("-pk")
    agent = in_post.filter(email=name).first() or in_post.filter(email="", identifier=name).first()
    if agent is None:
        raise Refused(_("« %s » n’existe pas ici.") % name)
    return agent


PARTS = (PeoplePart(), PostPart())
