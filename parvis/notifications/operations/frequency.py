"""Choose how often one is written to, within what the town allows."""

from django.utils.translation import gettext as _

from parvis.directory.models import Agent
from parvis.kernel.operations import Refused, operation, require
from parvis.notifications.choices import choices_of
from parvis.notifications.models import Preference


@operation
def choose_rhythm(agent: Agent, *, rule: str, rhythm: str, by: Agent) -> Agent:
    """Of what one rule tells; `rule`: its key; "" as the rule says. One's own only; it is nobody's history."""
    require(by.pk == agent.pk and by.authority_id == agent.authority_id)
    choice = next((one for one in choices_of(agent) if one.key == rule), None)
    if choice is None or rhythm not in ("", *choice.rhythms):
        raise Refused(_("Ce choix n’est pas offert par la commune."))
    if rhythm == "":
        Preference.objects.filter(agent=agent, rule=rule).delete()
    else:
        Preference.objects.update_or_create(agent=agent, rule=rule, defaults={"rhythm": rhythm})
    return agent
