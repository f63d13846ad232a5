"""Tell which agent a provider, or the town's directory, has just vouched for."""

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import IdentitiesForgotten, IdentityLinked
from parvis.directory.models import Agent, AgentIdentity, OidcProvider, User
from parvis.directory.operations.agents import posts_of
from parvis.directory.operations.credentials import address_of
from parvis.directory.ports import Entry, Vouched
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def recognise(vouched: Vouched, *, provider: OidcProvider, by: Actor) -> Agent:
    """The agent whom this provider has named before; else the one who has the address that it has checked, who is theirs
    from now on. It makes nobody an agent: whoever is none here is told so. Nor is an agent whom it has named ever known by
    their address again: it may have become another's."""
    if provider.sirets and vouched.siret not in provider.sirets.split():
        raise Refused(_("%s vous connaît, mais pas comme agent de cette commune.") % provider.label)
    known = AgentIdentity.objects.filter(issuer=vouched.issuer, subject=vouched.subject).select_related("agent__user").first()
    agent = known.agent if known is not None else _by_address(vouched, provider)
    if agent is None or not agent.is_in_post:
        raise Refused(_("%s vous connaît, mais vous n’êtes pas agent ici : demandez à votre mairie.") % provider.label)
    if known is None:
        agent = lock(agent)
        AgentIdentity.objects.create(agent=agent, issuer=vouched.issuer, subject=vouched.subject)
        record(agent, IdentityLinked(issuer=vouched.issuer), by=by)
    return _with_credentials(agent)


@operation
def recognise_entry(entry: Entry, *, by: Actor) -> Agent | None:
    """The agent in post whom the town's own directory names: by their address, or else by their identifier."""
    among = Agent.objects.in_post().select_related("user")
    agent = among.filter(email__iexact=entry.email).first() if entry.email else None
    agent = agent or among.filter(identifier=entry.login.lower()).first()
    return _with_credentials(agent) if agent is not None else None


@operation
def forget_identities(agent: Agent, *, by: Actor) -> Agent:
    """What providers call this agent is forgotten: the next time they are known by their address again."""
    agent = lock(agent)
    require(policy.can_manage(by, agent, posts_of(agent)))
    if AgentIdentity.objects.filter(agent=agent).delete()[0]:
        record(agent, IdentitiesForgotten(), by=by)
    return agent


def _by_address(vouched: Vouched, provider: OidcProvider) -> Agent | None:
    """Two people of the town with one address are nobody's business to choose between."""
    if not vouched.email or not (vouched.is_verified or provider.trusts_emails):
        return None
    named_before = AgentIdentity.objects.filter(issuer=vouched.issuer).values("agent")
    having = Agent.objects.in_post().filter(email__iexact=vouched.email).select_related("user")
    found = list(having[:2])
    return found[0] if len(found) == 1 and not having.filter(pk__in=named_before).exists() else None


def _with_credentials(agent: Agent) -> Agent:
    """A session is of credentials: whoever had none gets some, that no password opens."""
    if agent.user is None:
        agent = lock(agent)
        agent.user = User.objects.create_user(address_of(agent.identifier or str(agent.uid)))
        agent.save(update_fields=["user"])
    return agent
