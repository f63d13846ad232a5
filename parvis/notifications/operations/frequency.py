"""Choose how often one is written to, within what the town allows."""

from django.utils.translation import gettext as _

from parvis.directory.models import Agent
from parvis.kernel.operations import Refused, operation, require
from parvis.notifications.choices import choices_of
from parvis.notifications.models import Preference


@operation
def choose_rhythm(rule: str, *, rhythm: str, by: Agent) -> Agent:
    """Of what one rule tells oneself; `rule`: its key; "" as the rule says. It is nobody's history."""
    require(by.is_in_post)
    choice = next((one for one in choices_of(by) if one.key == rule), None)
    if choice is None or rhythm not in ("", *choice.rhythms):
        raise Refused(_("Ce choix n’est pas offert par la commune."))
    if rhythm == "":
        Preference.objects.filter(agent=by, rule=rule).delete()
    else:
        Preference.objects.update_or_create(agent=by, rule=rule, defaults={"rhythm": rhythm})
    return by
