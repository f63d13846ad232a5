"""Write words that agents take up, change them, end them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.cases.models import Category
from parvis.directory.models import Unit
from parvis.directory.policy import can_run
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current
from parvis.notifications.events import ReplyTemplateEnded, ReplyTemplateWritten
from parvis.notifications.language import faults_of
from parvis.notifications.models import ReplyTemplate, ReplyUse
from parvis.notifications.reply_templates import fields

PLAIN = ("name", "use", "body")
LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Wording:
    """All that the page of a template says. `unit`: whose it is, None for the whole town's."""

    name: str
    body: str
    use: str = ReplyUse.ANY
    unit: Unit | None = None
    category: Category | None = None


@operation
def create_reply_template(wording: Wording, *, by: Actor) -> ReplyTemplate:
    """Offered at once. The head of the unit or of one above writes it; of the whole town, who arranges it."""
    require(can_run(by, wording.unit))
    template = ReplyTemplate(updated_at=clock.now())
    _put(wording, template)
    template.save()
    record(template, ReplyTemplateWritten(before={}, after=_differing(_described(template), {})), by=by)
    return template


@operation
def write_reply_template(template: ReplyTemplate, *, wording: Wording, by: Actor) -> ReplyTemplate:
    """Whoever changes it runs the unit that it is of, and the one that it goes to. What was written with it stays. The same
    words say nothing new."""
    template = lock(template)
    require(can_run(by, template.unit) and can_run(by, wording.unit))
    _require_in_use(template)
    before = _described(template)
    _put(wording, template)
    after = _described(template)
    if after != before:
        template.save()
        fact = ReplyTemplateWritten(before=_differing(before, after), after=_differing(after, before))
        record(template, fact, by=by)
    return template


@operation
def end_reply_template(template: ReplyTemplate, *, by: Actor) -> ReplyTemplate:
    """It is offered to nobody any more."""
    template = lock(template)
    require(can_run(by, template.unit))
    if template.ended_on is None:
        template.ended_on = clock.today(current())
        template.save(update_fields=["ended_on"])
        record(template, ReplyTemplateEnded(), by=by)
    return template


def _put(wording: Wording, template: ReplyTemplate) -> None:
    require_ours(wording.unit, wording.category)
    name = " ".join(wording.name.replace("\0", "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(_("Donnez un nom : 80 caractères au plus."), "name")
    others = ReplyTemplate.objects.filter(ended_on__isnull=True, unit=wording.unit, name__iexact=name)
    if others.exclude(pk=template.pk).exists():
        raise Refused(_("Une autre réponse porte ce nom : donnez-en un autre."), "name")
    if wording.use not in ReplyUse.values:
        raise Refused(_("Choisissez quand elle est proposée."), "use")
    if wording.unit is not None and wording.unit.ended_on is not None:
        raise Refused(_("Ce service n’existe plus : choisissez-en un autre."), "unit")
    body = wording.body.replace("\0", "").replace("\r\n", "\n").strip()
    if not body:
        raise Refused(_("Écrivez le texte de la réponse."), "body")
    if faults := faults_of(body, {one.name for one in fields()}):
        raise Refused(" ".join(faults), "body")
    template.name, template.body, template.use = name, body, wording.use
    template.unit, template.category = wording.unit, wording.category


def _require_in_use(template: ReplyTemplate) -> None:
    if template.ended_on is not None:
        raise Refused(_("Cette réponse est retirée : écrivez-en une autre."))


def _described(template: ReplyTemplate) -> dict[str, str]:
    """Each thing that it says, as the journal keeps it: codes, and the names of things."""
    told = {name: str(getattr(template, name)) for name in PLAIN}
    return {**told, "unit": str(template.unit or ""), "category": str(template.category or "")}


def _differing(of: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in of.items() if value != other.get(name, "")}
