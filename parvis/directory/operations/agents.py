"""Add an agent, say who they are, and whether they see or arrange all."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AgentAdded, AgentDescribed, AgentEntitled
from parvis.directory.identity import PHONE, is_email
from parvis.directory.models import Agent, Membership, User
from parvis.directory.queries import is_anybody_in
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require

FIELDS = ("first_name", "last_name", "email", "phone")
LONGEST = 80


@operation
def add_agent(
    first_name: str,
    last_name: str,
    *,
    email: str,
    by: Actor,
    password: str | None = None,
    is_supervisor: bool = False,
    is_administrator: bool = False,
) -> Agent:
    """An agent of this authority; the credentials of their address are theirs, or made now.

    A password is only ever given for credentials that are made now: another town must not change a person's own.
    Without an address they have no credentials until a code is printed for them. Who runs a unit may add somebody, who
    is nothing until they are given a post; only who arranges the town says who sees or arranges all, and an operator names
    whoever comes first.
    """
    runs = policy.can_arrange(by) or (isinstance(by, Agent) and by.is_in_post and bool(by.reach.headed))
    seats = is_administrator and not is_supervisor and policy.can_seat(by, is_anybody_in=is_anybody_in())
    require(seats or (runs and (policy.can_arrange(by) or not (is_supervisor or is_administrator))))
    address = email.strip().lower()
    agent = Agent(
        first_name=" ".join(first_name.split()), last_name=" ".join(last_name.split()), email=address,
        is_supervisor=is_supervisor, is_administrator=is_administrator, updated_at=clock.now(),
    )  # fmt: skip
    _check(agent)
    if address:
        agent.user = User.objects.filter(email=address).first() or User.objects.create_user(address, password)
        if (known := Agent.objects.filter(user=agent.user).first()) is not None:
            raise Refused(_("%s a déjà cette adresse dans cette commune.") % known, "email")
    agent.save()
    record(agent, AgentAdded(is_supervisor=is_supervisor, is_administrator=is_administrator), by=by)
    return agent


@operation
def describe_agent(agent: Agent, *, said: Mapping[str, str], by: Actor) -> Agent:
    """Change their name or coordinates; what is not named stays. An address that signs in changes nobody's password."""
    agent = lock(agent)
    require(policy.can_manage(by, agent, posts_of(agent)))
    require(set(said) <= set(FIELDS))
    before = {field: str(getattr(agent, field)) for field in said}
    after = {field: " ".join(value.split()) for field, value in said.items()}
    changed = [field for field in said if before[field] != after[field]]
    if not changed:
        return agent
    for field in changed:
        setattr(agent, field, after[field])
    _check(agent)
    agent.save(update_fields=changed)
    fact = AgentDescribed(before={field: before[field] for field in changed}, after={field: after[field] for field in changed})
    record(agent, fact, by=by)
    return agent


@operation
def entitle(agent: Agent, *, is_supervisor: bool, is_administrator: bool, by: Actor) -> Agent:
    """Say whether they see all cases, and whether they arrange the town. The last who arranges it stays."""
    agent = lock(agent)
    require(policy.can_arrange(by))
    if agent.is_administrator and not is_administrator:
        require_another_administrator(agent)
    if not agent.is_colleague and (is_supervisor or is_administrator):
        raise Refused(_("Un élu qui consulte ou une entreprise ne reçoit pas de droits sur toute la commune."))
    fact = AgentEntitled(
        is_supervisor=is_supervisor, was_supervisor=agent.is_supervisor,
        is_administrator=is_administrator, was_administrator=agent.is_administrator,
    )  # fmt: skip
    if (agent.is_supervisor, agent.is_administrator) != (is_supervisor, is_administrator):
        agent.is_supervisor, agent.is_administrator = is_supervisor, is_administrator
        agent.save(update_fields=["is_supervisor", "is_administrator"])
        record(agent, fact, by=by)
    return agent


def posts_of(agent: Agent) -> list[Membership]:
    return list(Membership.objects.filter(agent=agent).select_related("unit").order_by("unit__path"))


def require_another_administrator(agent: Agent) -> None:
    """The rows are held: two administrators who take the right from each other at once leave one."""
    others = Agent.objects.in_post().filter(is_administrator=True).select_for_update()
    if all(other.pk == agent.pk for other in others.order_by("pk")):
        raise Refused(
            _("C’est la seule personne qui administre cette commune : nommez-en d’abord une autre."), "is_administrator"
        )


def _check(agent: Agent) -> None:
    for field in ("first_name", "last_name"):
        if not 0 < len(getattr(agent, field)) <= LONGEST:
            raise Refused(_("Donnez le prénom et le nom : 80 caractères au plus chacun."), field)
    if agent.email and not is_email(agent.email):
        raise Refused(_("« %(value)s » n’est pas une adresse e-mail.") % {"value": agent.email}, "email")
    if agent.phone and PHONE.fullmatch(agent.phone) is None:
        raise Refused(_("« %(value)s » n’est pas un numéro de téléphone.") % {"value": agent.phone}, "phone")
