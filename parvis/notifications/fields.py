"""The fields that a town may put in its own letters, and who may read each: a follower never reads a requester's street."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parvis.cases import events as facts
from parvis.cases.deadline_events import DeadlineNear, DeadlinePassed
from parvis.cases.models import Case, Priority
from parvis.cases.voices.town import ending
from parvis.directory.models import Agent, Unit
from parvis.kernel.codes import spaced
from parvis.kernel.events import Fact, fact_of
from parvis.kernel.models import Event
from parvis.kernel.tenancy import current
from parvis.notifications import about
from parvis.notifications.language import Value
from parvis.ui.words import full_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Reader(IntEnum):
    """Whoever reads a letter: anybody (who follows, or an address typed in a rule), whoever asked, or an agent."""

    ANYBODY = 0
    REQUESTER = 1
    AGENT = 2


@dataclass(frozen=True)
class Telling:
    """A fact about a case, for one reader. `event` is None when nothing of the kind has happened: an example."""

    case: Case
    event: Event | None
    reader: Reader

    @property
    def fact(self) -> Fact | None:
        return fact_of(self.event) if self.event is not None else None


@dataclass(frozen=True)
class Field:
    """`of`: the kinds of fact that have it; none for what every case has. `example`: where nothing has happened."""

    name: str
    label: "StrOrPromise"
    value: Callable[[Telling], Value]
    readers: frozenset[Reader] = frozenset(Reader)
    of: tuple[str, ...] = ()
    example: "StrOrPromise" = ""

    @property
    def is_of_a_unit(self) -> bool:
        return "service" in self.name


ONLY_REQUESTER, ONLY_AGENT = frozenset([Reader.REQUESTER]), frozenset([Reader.AGENT])
NOT_ANYBODY = frozenset([Reader.REQUESTER, Reader.AGENT])


def link_for(case: Case, reader: Reader) -> str:
    """Where the letter's button leads; the town's own site when the page of the case is not for everybody."""
    if reader == Reader.AGENT:
        return about.card_link(case)
    if reader == Reader.REQUESTER:
        return about.private_link(case)
    return about.public_link(case) if case.is_public else current().site_url


def _where(telling: Telling) -> Value:
    return telling.case.public_address if telling.reader == Reader.ANYBODY else telling.case.address


def _promised(telling: Telling) -> Value:
    fact = telling.fact
    if isinstance(fact, facts.CasePromised | facts.PromisePassed):
        return full_day(fact.estimated_on)
    day = telling.case.estimated_on
    return full_day(day) if day else None


def _deadline(telling: Telling) -> Value:
    fact = telling.fact
    on = fact.deadline_on if isinstance(fact, DeadlineNear | DeadlinePassed) else telling.case.deadline_on
    return full_day(on) if on else None


def _previous(telling: Telling) -> Value:
    fact = telling.fact
    return full_day(fact.previous_on) if isinstance(fact, facts.CasePromised) and fact.previous_on else None


def _ending(telling: Telling) -> Value:
    fact = telling.fact
    outcome = fact.outcome if isinstance(fact, facts.CaseClosed | facts.CaseResolved) else telling.case.outcome
    return ending(outcome, telling.case.category.kind).removesuffix(".") if outcome else None


def _former_unit(telling: Telling) -> Value:
    fact = telling.fact
    return Unit.objects.get(pk=fact.previous_id).name if isinstance(fact, facts.CaseTransferred) else None


def _author(telling: Telling) -> Value:
    event = telling.event
    if event is None or event.actor_kind != "agent" or event.actor_id is None:
        return "Parvis"
    return str(Agent.objects.get(pk=event.actor_id))


FIELDS = (
    Field("demande.numero", _("son numéro"), lambda one: one.case.number),
    Field("demande.quoi", _("sa catégorie"), lambda one: one.case.category.name),
    Field("demande.ou", _("son adresse ; celle que tout le monde peut lire, pour qui suit"), _where),
    Field("demande.recue_le", _("le jour où elle est arrivée"), lambda one: full_day(one.case.received_on)),
    Field("demande.etat", _("son état"), lambda one: str(one.case.get_status_display())),
    Field("demande.date_annoncee", _("la date annoncée"), _promised),
    Field("demande.echeance", _("son échéance"), _deadline, ONLY_AGENT),
    Field("demande.secteur", _("son secteur"), lambda one: one.case.district.name if one.case.district else None),
    Field("demande.lien", _("l’adresse de sa page"), lambda one: link_for(one.case, one.reader)),
    Field(
        "demande.nature", _("« votre signalement », « votre question »…"),
        lambda one: about.thing_of(one.case.category.kind), ONLY_REQUESTER,
    ),
    Field("demande.code_de_suivi", _("son code de suivi"), lambda one: spaced(one.case.tracking_code), ONLY_REQUESTER),
    Field(
        "demande.agent", _("l’agent qui en est chargé"), lambda one: str(one.case.assignee) if one.case.assignee else None,
        ONLY_AGENT,
    ),
    Field("demande.est_un_danger", _("oui si c’est un danger"), lambda one: one.case.is_danger, ONLY_AGENT),
    Field(
        "demande.est_prioritaire", _("oui si sa priorité est haute"), lambda one: one.case.priority == Priority.HIGH,
        ONLY_AGENT,
    ),
    Field("service.nom", _("le service chargé"), lambda one: one.case.unit.name),
    Field("service.telephone", _("son téléphone"), lambda one: one.case.unit.phone),
    Field("service.adresse_email", _("son adresse e-mail"), lambda one: one.case.unit.email),
    Field("evenement.jour", _("le jour de ce qui se passe"), lambda one: full_day(one.event.on) if one.event else None),
    Field("evenement.auteur", _("l’agent qui l’a fait"), _author, ONLY_AGENT),
    Field(
        "evenement.date_precedente", _("la date annoncée avant"), _previous, of=(facts.CasePromised.kind,),
        example=_("lundi 30 novembre"),
    ),
    Field(
        "evenement.fin", _("comment elle finit"), _ending, of=(facts.CaseClosed.kind, facts.CaseResolved.kind),
        example=_("C’est réparé"),
    ),
    Field(
        "evenement.ancien_service", _("le service qui en était chargé"), _former_unit, NOT_ANYBODY,
        of=(facts.CaseTransferred.kind,), example=_("Accueil"),
    ),
    Field("commune.nom", _("le nom de la commune"), lambda one: current().name),
    Field("commune.telephone", _("son téléphone"), lambda one: current().phone),
    Field("commune.site", _("l’adresse de son site"), lambda one: current().site_url),
)  # fmt: skip


def fields_for(readers: Collection[Reader], kind: str) -> list[Field]:
    """What all of them may read, of a fact of that kind."""
    return [one for one in FIELDS if set(readers) <= one.readers and (not one.of or kind in one.of)]


def values_for(telling: Telling, kind: str) -> dict[str, Value]:
    """Every field that this reader may have, by its name; "" is None, so that `if` says no."""
    values: dict[str, Value] = {}
    for one in fields_for([telling.reader], kind):
        value = one.value(telling)
        if not value and one.example and telling.event is None:
            value = str(one.example)
        values[one.name] = value or None
    return values
