"""Send a trial of a rule's letter: to whoever writes the rule, and to nobody else."""

from django.utils.translation import gettext as _

from parvis.cases.models import Case
from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange
from parvis.kernel.operations import Refused, operation, require
from parvis.notifications.drafts import check
from parvis.notifications.models import Recipient, Rule, RuleRecipient, Sending
from parvis.notifications.preview import preview
from parvis.notifications.writing import Addressee, keep

TRIAL = "trial"


@operation
def send_trial(rule: Rule, *, recipients: list[RuleRecipient], on: Case, by: Agent) -> Sending:
    """The letter as that case would have it, marked as a trial, to one's own address. The rule need not be kept."""
    require(can_arrange(by))
    if not by.email:
        raise Refused(_("Vous n’avez pas d’adresse e-mail : l’essai n’irait nulle part."))
    check(rule, recipients)
    shown = preview(rule, recipients, on, by=by)
    if not shown.text:
        raise Refused(_("Rien de tel n’est arrivé à cette demande : choisissez-en une autre."), "demande")
    letter = (_("[Essai] %s") % shown.subject, shown.text, shown.html)
    return keep(letter, template=TRIAL, to=Addressee(Recipient.AGENT, by.email, by))
