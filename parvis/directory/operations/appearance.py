"""Choose how the desk looks."""

from django.utils.translation import gettext as _

from parvis.directory.events import ThemeChosen
from parvis.directory.models import Agent
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require

THEMES = ("", "light", "dark")


@operation
def choose_theme(agent: Agent, *, theme: str, by: Agent) -> Agent:
    """Light, dark, or "" as the device does; one's own only."""
    agent = lock(agent)
    require(by.pk == agent.pk)
    if theme not in THEMES:
        raise Refused(_("Choisissez une apparence de la liste."), "theme")
    if agent.theme != theme:
        agent.theme = theme
        agent.save(update_fields=["theme"])
        record(agent, ThemeChosen(theme=theme), by=by)
    return agent
