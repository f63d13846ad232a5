"""The standard letter of a name about a fact, and who would get it: what its reaction would write, and nothing written."""

from dataclasses import dataclass

from parvis.cases.models import Case
from parvis.cases.readings import followers
from parvis.directory.models import Agent
from parvis.kernel.events import fact_of
from parvis.kernel.models import Event
from parvis.notifications.reactions import agents, requester
from parvis.notifications.reactions import followers as following
from parvis.notifications.writing import Words


@dataclass(frozen=True)
class Standing:
    """`name`: of who would get it."""

    name: str
    words: Words
    agent: Agent | None = None


def letters_of(key: str, case: Case, event: Event) -> list[Standing]:
    """None when this letter is not the one that the fact makes."""
    return [one for one in _all(key.partition("/")[0], case, event) if one.words.template == key]


def _all(who: str, case: Case, event: Event) -> list[Standing]:
    fact = fact_of(event)
    if who == "agents":
        return [Standing(str(agent), words, agent) for agent, words in agents.letters_of(fact, case, event)]
    if who == "requester":
        told = case.is_reachable and event.actor_kind != "requester"
        return [Standing(case.requester_email, requester.words_of(fact, case, event))] if told else []
    if not case.is_public:
        return []
    return [Standing(one.email, following.words_of(fact, case, one, event)) for one in followers.to_tell(case)]
